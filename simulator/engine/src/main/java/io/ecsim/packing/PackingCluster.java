// SPDX-License-Identifier: Apache-2.0
package io.ecsim.packing;

import io.ecsim.cluster.Changes;
import io.ecsim.cluster.ClusterView;
import io.ecsim.cluster.InstanceView;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.cluster.TrackedCluster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A cluster that is only ever filled, with tasks of one group: instances come and never go, and so do tasks. */
final class PackingCluster implements TrackedCluster {
    private final String group;
    private final Instant start;
    private final List<PackedInstance> instances = new ArrayList<>();
    private final List<PackedInstance> view = Collections.unmodifiableList(instances);
    private final Changes changes = new Changes();

    private PackingCluster(String group, Instant start) {
        this.group = group;
        this.start = start;
    }

    /** Empty instances, registered all at once. */
    static PackingCluster of(List<InstanceKind> kinds, String group) {
        PackingCluster cluster = new PackingCluster(group, Instant.EPOCH);
        kinds.forEach(cluster::register);
        return cluster;
    }

    /** A cluster as it stands. */
    static PackingCluster copyOf(ClusterView original, String group) {
        PackingCluster cluster = new PackingCluster(group, original.start());
        original.instances().forEach(instance -> cluster.add(new PackedInstance(instance, cluster.next(), group)));
        return cluster;
    }

    PackedInstance register(InstanceKind kind) {
        return add(new PackedInstance(kind, next(), group));
    }

    private int next() {
        return instances.size();
    }

    private PackedInstance add(PackedInstance instance) {
        instances.add(instance);
        changes.add(instance.number());
        return instance;
    }

    void place(InstanceView chosen, TaskNeeds needs) {
        instances.get(chosen.number()).take(needs);
        changes.add(chosen.number());
    }

    @Override
    public List<PackedInstance> instances() {
        return view;
    }

    @Override
    public Instant start() {
        return start;
    }

    @Override
    public Changes changes() {
        return changes;
    }

    @Override
    public PackedInstance instance(int number) {
        return instances.get(number);
    }
}
