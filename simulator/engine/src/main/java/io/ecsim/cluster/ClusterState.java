// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All instances that are registered and all tasks that are not STOPPED. Only {@link Transitions} changes it. */
public final class ClusterState implements TrackedCluster {
    final List<ContainerInstance> instances = new ArrayList<>();
    /** By number; null where one has left. */
    final List<ContainerInstance> everRegistered = new ArrayList<>();

    final Changes changes = new Changes();
    final Map<String, Task> tasks = new LinkedHashMap<>();
    final Map<String, Map<String, Task>> tasksByService = new LinkedHashMap<>();
    private final Instant start;

    public ClusterState(Instant start) {
        this.start = start;
    }

    @Override
    public Instant start() {
        return start;
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

    /** Tasks that are not STOPPED, in order of creation. */
    public Collection<Task> tasks() {
        return Collections.unmodifiableCollection(tasks.values());
    }

    /** Tasks of a service that are not STOPPED, in order of creation. */
    public Collection<Task> tasks(String service) {
        return Collections.unmodifiableCollection(
                tasksByService.getOrDefault(service, Map.of()).values());
    }

    /** A task that is not STOPPED; null when there is none of that id. */
    public Task task(String id) {
        return tasks.get(id);
    }
}
