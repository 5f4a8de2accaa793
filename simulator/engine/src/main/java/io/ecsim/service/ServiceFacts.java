// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import java.util.List;

/**
 * What a pass of the scheduler decides from.
 *
 * @param desired count
 * @param minimumHealthy L of SV-30: healthy tasks that must stay
 * @param maximum U of SV-30: tasks that may exist
 * @param deployments ids from the newest (PRIMARY) to the oldest
 * @param completed whether the PRIMARY deployment is COMPLETED
 * @param tasks that are not STOPPED, in order of creation
 * @param stoppingCounts whether tasks that were told to stop count against the maximum until they are STOPPED (SV-31)
 * @param completionWaitsForStopped SV-38
 */
public record ServiceFacts(
        int desired,
        int minimumHealthy,
        int maximum,
        List<String> deployments,
        boolean completed,
        List<TaskFacts> tasks,
        boolean stoppingCounts,
        boolean completionWaitsForStopped) {

    /** {@code ceil(desired x percent / 100)}. */
    public static int minimumHealthy(int desired, int percent) {
        return (int) (((long) desired * percent + 99) / 100);
    }

    /** {@code floor(desired x percent / 100)}. */
    public static int maximum(int desired, int percent) {
        return (int) ((long) desired * percent / 100);
    }

    public String primary() {
        return deployments.get(0);
    }
}
