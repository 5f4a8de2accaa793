// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A cluster as it was at a moment, or as it might be. */
public record ClusterSnapshot(List<InstanceSnapshot> instances, Instant start) implements ClusterView {
    public ClusterSnapshot {
        instances = List.copyOf(instances);
    }

    public static ClusterSnapshot of(ClusterView cluster) {
        return new ClusterSnapshot(
                cluster.instances().stream().map(InstanceSnapshot::of).toList(), cluster.start());
    }

    /** The same with one instance more, the last to register. */
    public ClusterSnapshot with(InstanceSnapshot one) {
        List<InstanceSnapshot> more = new ArrayList<>(instances);
        more.add(one);
        return new ClusterSnapshot(more, start);
    }

    /** The same with one of its instances changed. */
    public ClusterSnapshot with(InstanceSnapshot one, UnaryOperator<InstanceSnapshot> change) {
        return map(instance -> instance == one ? change.apply(instance) : instance);
    }

    /** The same with every instance changed. */
    public ClusterSnapshot map(UnaryOperator<InstanceSnapshot> change) {
        return new ClusterSnapshot(instances.stream().map(change).toList(), start);
    }
}
