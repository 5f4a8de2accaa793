// SPDX-License-Identifier: Apache-2.0
package io.ecsim.loadbalancing;

/** What a health check would find at a target. */
public interface Probe {
    /** Whether a check of the target passes now. */
    boolean passes(String target);

    /** Why a check of the target fails now, as the load balancer says. */
    default String failure(String target) {
        return "Target.FailedHealthChecks";
    }

    /**
     * The earliest time at which a check may find something else than now: checks before it need not be played.
     * {@link Long#MAX_VALUE} when never; now when it cannot be told.
     */
    long nextChange(String target);
}
