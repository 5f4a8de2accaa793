// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.cluster.ClusterView;
import io.ecsim.cluster.TaskNeeds;

/**
 * Chooses a container instance for one task. A request for several tasks is as many calls, each with a view that
 * already holds the tasks before it (PL-22).
 */
@FunctionalInterface
public interface Placer {
    Placement place(ClusterView cluster, TaskNeeds needs, PlacementRule rule);

    /** The same, but null for a refusal: to tell why takes a look at all instances. */
    default Placement.Placed placeOrNull(ClusterView cluster, TaskNeeds needs, PlacementRule rule) {
        return place(cluster, needs, rule) instanceof Placement.Placed placed ? placed : null;
    }
}
