// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import java.util.List;

/**
 * What a pass over a DAEMON service decides from.
 *
 * @param minimumHealthyPercent of the qualifying instances (SV-40)
 * @param primary id of the PRIMARY deployment
 * @param inProgress whether that is to be completed
 * @param mayStart whether tasks may start now
 * @param completionWaitsForStopped SV-38
 */
public record DaemonFacts(
        int minimumHealthyPercent,
        String primary,
        boolean inProgress,
        boolean mayStart,
        boolean completionWaitsForStopped,
        List<Seat> seats) {
    /**
     * An instance as a place for a daemon task.
     *
     * @param qualifies it is ACTIVE and meets the constraints (DM-1)
     * @param connected whether its agent is
     * @param draining it is DRAINING
     * @param hasReplicas tasks of other services are still on it, which stop before the daemon's does (DM-4)
     * @param tasks of the service on it that are not STOPPED
     */
    public record Seat(
            String instance,
            boolean qualifies,
            boolean connected,
            boolean draining,
            boolean hasReplicas,
            List<TaskFacts> tasks) {}

    /** As many tasks as instances qualify (DM-6). */
    public int desired() {
        return (int) seats.stream().filter(Seat::qualifies).count();
    }
}
