// SPDX-License-Identifier: Apache-2.0
package com.example.placement;

import io.ecsim.cluster.ClusterView;
import io.ecsim.placement.Ranking;

/**
 * Keeps what is left of an instance's CPU and of its memory in proportion, so that neither is left over where the other
 * is gone.
 */
public final class MostBalanced implements Ranking {
    /** Shares are compared in whole millionths. */
    private static final long WHOLE = 1_000_000;

    @Override
    public String type() {
        return "most-balanced";
    }

    @Override
    public String description() {
        return "the shares of CPU and of memory that are left come closest to each other";
    }

    @Override
    public Scorer scorer(ClusterView cluster, String group, String field) {
        return (instance, needs) -> Math.abs(share(instance.remainingCpu() - needs.cpu(), instance.registeredCpu())
                - share(instance.remainingMemory() - needs.memory(), instance.registeredMemory()));
    }

    private static long share(int left, int registered) {
        return WHOLE * left / registered;
    }
}
