// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import java.util.List;

/**
 * What a pass does.
 *
 * @param starts how many tasks of which deployment
 * @param held tasks that would start if {@link Launches} allowed it
 * @param stuck the deployment can neither stop nor start (SV-34)
 * @param complete the PRIMARY deployment is done (SV-38)
 * @param waits for what the rest of the work waits; null when there is no more
 */
public record ServicePlan(
        List<Stop> stops, List<Start> starts, int held, boolean stuck, boolean complete, String waits) {
    /** Why a task is stopped. */
    public enum Cause {
        SCALING,
        DEPLOYMENT,
        DRAINING,
        CONSTRAINT,
        UNHEALTHY
    }

    public record Stop(String task, Cause cause) {}

    public record Start(String deployment, int count) {}

    /** Tasks of all deployments. */
    public int start() {
        return starts.stream().mapToInt(Start::count).sum();
    }
}
