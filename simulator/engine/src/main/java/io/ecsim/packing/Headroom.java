// SPDX-License-Identifier: Apache-2.0
package io.ecsim.packing;

import io.ecsim.cluster.ClusterView;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.placement.IndexedPlacer;
import io.ecsim.placement.Placement;
import io.ecsim.placement.PlacementRule;
import io.ecsim.placement.Placer;

/**
 * How many more tasks of one kind a cluster takes.
 *
 * @param tasks that can still be placed, one after the other; at most as many as were asked about
 * @param next why the next one cannot be placed; null when there was room for all that were asked about
 */
public record Headroom(int tasks, Placement.Refused next) {
    /**
     * Places such tasks on a copy of the cluster until one does not fit.
     *
     * @param most of them
     */
    public static Headroom of(ClusterView cluster, TaskNeeds needs, PlacementRule rule, int most) {
        PackingCluster copy = PackingCluster.copyOf(cluster, rule.group());
        Placer placer = new IndexedPlacer(copy);
        for (int tasks = 0; tasks < most; tasks++) {
            Placement placement = placer.place(copy, needs, rule);
            if (placement instanceof Placement.Refused refused) {
                return new Headroom(tasks, refused);
            }
            copy.place(((Placement.Placed) placement).instance(), needs);
        }
        return new Headroom(most, null);
    }
}
