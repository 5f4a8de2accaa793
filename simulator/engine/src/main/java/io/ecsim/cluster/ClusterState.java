// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

import io.ecsim.aws.Arn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All instances that are registered and all tasks that are not STOPPED. Only {@link Transitions} changes it. */
public final class ClusterState implements TrackedCluster {
    private static final String ALL = "/*";

    final List<ContainerInstance> instances = new ArrayList<>();
    /** By number; null where one has left. */
    final List<ContainerInstance> everRegistered = new ArrayList<>();

    /** Ids of those that have left. */
    final Set<String> left = new LinkedHashSet<>();

    final Changes changes = new Changes();
    boolean deleted;
    final Map<String, Task> tasks = new LinkedHashMap<>();
    /** Standalone tasks are those of null. */
    final Map<String, Map<String, Task>> tasksByService = new LinkedHashMap<>();

    final Map<String, Integer> runningByService = new LinkedHashMap<>();
    /** CPU units and MiB of all instances, and of RUNNING tasks. */
    long registeredCpu;

    long registeredMemory;
    long runningCpu;
    long runningMemory;
    private final Instant start;

    public ClusterState(Instant start) {
        this.start = start;
    }

    @Override
    public Instant start() {
        return start;
    }

    /** Whether the cluster has not been deleted. */
    public boolean isActive() {
        return !deleted;
    }

    @Override
    public List<ContainerInstance> instances() {
        return Collections.unmodifiableList(instances);
    }

    @Override
    public Changes changes() {
        return changes;
    }

    @Override
    public ContainerInstance instance(int number) {
        return everRegistered.get(number);
    }

    /** The instances of a name, in order of registration: an id or ARN names one, {@code ZONE/*} all of a zone. */
    public List<ContainerInstance> named(String name) {
        String id = name.endsWith(ALL) ? name : Arn.name(name);
        return instances.stream()
                .filter(instance -> id.equals(instance.id()) || id.equals(instance.availabilityZone() + ALL))
                .toList();
    }

    /** Whether an instance of this id or ARN was registered and has left. */
    public boolean hasLeft(String name) {
        return left.contains(Arn.name(name));
    }

    /** Tasks that are not STOPPED, in order of creation. */
    public Collection<Task> tasks() {
        return Collections.unmodifiableCollection(tasks.values());
    }

    /** Tasks of a service that are not STOPPED, in order of creation. */
    public Collection<Task> tasks(String service) {
        return Collections.unmodifiableCollection(
                tasksByService.getOrDefault(service, Map.of()).values());
    }

    /** Tasks of no service that are not STOPPED, in order of creation. */
    public Collection<Task> standaloneTasks() {
        return tasks(null);
    }

    /** RUNNING tasks of a service. */
    public int runningCount(String service) {
        return runningByService.getOrDefault(service, 0);
    }

    /** CPU units of all instances. */
    public long registeredCpu() {
        return registeredCpu;
    }

    /** MiB of all instances. */
    public long registeredMemory() {
        return registeredMemory;
    }

    /** CPU units that RUNNING tasks reserve. */
    public long runningCpu() {
        return runningCpu;
    }

    /** MiB that RUNNING tasks reserve. */
    public long runningMemory() {
        return runningMemory;
    }

    /** A task that is not STOPPED; null when there is none of that id. */
    public Task task(String id) {
        return tasks.get(id);
    }
}
