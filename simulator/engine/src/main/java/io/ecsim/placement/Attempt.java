// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.cluster.ClusterSnapshot;
import io.ecsim.cluster.ClusterView;
import io.ecsim.cluster.TaskNeeds;

/**
 * One attempt to place a task: the cluster as it was just before, what the task asked, by which rule, and what became
 * of it.
 */
public record Attempt(ClusterSnapshot cluster, TaskNeeds needs, PlacementRule rule, Placement placement) {
    /** Keeps the cluster as it is now. */
    public static Attempt of(ClusterView cluster, TaskNeeds needs, PlacementRule rule, Placement placement) {
        return new Attempt(ClusterSnapshot.of(cluster), needs, rule, placement);
    }
}
