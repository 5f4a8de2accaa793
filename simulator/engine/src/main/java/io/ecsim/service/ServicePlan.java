// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import java.util.List;

/**
 * What a pass does.
 *
 * @param start tasks of the PRIMARY deployment
 * @param stuck the deployment can neither stop nor start (SV-34)
 * @param complete the PRIMARY deployment is done (SV-38)
 */
public record ServicePlan(List<Stop> stops, int start, boolean stuck, boolean complete) {
    /** Why a task is stopped. */
    public enum Cause {
        SCALING,
        DEPLOYMENT,
        DRAINING,
        UNHEALTHY
    }

    public record Stop(String task, Cause cause) {}
}
