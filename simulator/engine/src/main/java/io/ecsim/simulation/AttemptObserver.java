// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.cluster.ClusterView;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.placement.Placement;
import io.ecsim.placement.PlacementRule;

/** Sees every attempt to place a task: after the decision, before it is carried out. */
@FunctionalInterface
public interface AttemptObserver {
    /**
     * @param time nanoseconds since the scenario's start
     * @param cluster as it is now; it changes as time passes
     */
    void attempted(long time, ClusterView cluster, TaskNeeds needs, PlacementRule rule, Placement placement);
}
