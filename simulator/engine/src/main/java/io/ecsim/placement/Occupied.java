// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.cluster.HostPort;
import io.ecsim.cluster.InstanceView;
import java.util.Collection;
import java.util.Map;

/**
 * An instance as it would be after some tasks of one service have stopped, and as that service sees it: no other tasks
 * are in the group.
 *
 * @param tasks of the service that are left
 * @param freedCpu CPU units that the stopped ones gave back
 * @param freedMemory MiB that the stopped ones gave back
 */
record Occupied(InstanceView instance, int tasks, int freedCpu, int freedMemory) implements InstanceView {
    /** The only task group here, whatever the service's name is. */
    static final String GROUP = "service";

    Occupied without(StopOrder.Candidate task) {
        return new Occupied(instance, tasks - 1, freedCpu + task.cpu(), freedMemory + task.memory());
    }

    @Override
    public int remainingCpu() {
        return instance.remainingCpu() + freedCpu;
    }

    @Override
    public int remainingMemory() {
        return instance.remainingMemory() + freedMemory;
    }

    @Override
    public Map<String, Integer> tasksByGroup() {
        return tasks == 0 ? Map.of() : Map.of(GROUP, tasks);
    }

    @Override
    public int tasks(String group) {
        return group.equals(GROUP) ? tasks : 0;
    }

    @Override
    public int runningTasksCount() {
        return tasks;
    }

    @Override
    public String id() {
        return instance.id();
    }

    @Override
    public int number() {
        return instance.number();
    }

    @Override
    public String instanceType() {
        return instance.instanceType();
    }

    @Override
    public String availabilityZone() {
        return instance.availabilityZone();
    }

    @Override
    public ContainerInstanceStatus status() {
        return instance.status();
    }

    @Override
    public boolean agentConnected() {
        return instance.agentConnected();
    }

    @Override
    public String agentVersion() {
        return instance.agentVersion();
    }

    @Override
    public long registeredAt() {
        return instance.registeredAt();
    }

    @Override
    public int registeredCpu() {
        return instance.registeredCpu();
    }

    @Override
    public int registeredMemory() {
        return instance.registeredMemory();
    }

    @Override
    public int registeredGpus() {
        return instance.registeredGpus();
    }

    @Override
    public int freeGpus() {
        return instance.freeGpus();
    }

    @Override
    public Collection<HostPort> takenPorts() {
        return instance.takenPorts();
    }

    @Override
    public int freeEnis() {
        return instance.freeEnis();
    }

    @Override
    public int freeEbsVolumes() {
        return instance.freeEbsVolumes();
    }

    @Override
    public Map<String, String> attributes() {
        return instance.attributes();
    }
}
