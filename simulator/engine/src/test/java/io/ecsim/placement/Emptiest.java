// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.cluster.ClusterView;

/** A ranking as a user would plug it in, by META-INF/services. */
public final class Emptiest implements Ranking {
    @Override
    public String type() {
        return "emptiest";
    }

    @Override
    public String description() {
        return "most memory left once the task is there";
    }

    @Override
    public Scorer scorer(ClusterView cluster, String group, String field) {
        return (instance, needs) -> (long) needs.memory() - instance.remainingMemory();
    }
}
