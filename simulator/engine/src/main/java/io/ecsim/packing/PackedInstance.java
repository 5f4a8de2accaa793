// SPDX-License-Identifier: Apache-2.0
package io.ecsim.packing;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.cluster.HostPort;
import io.ecsim.cluster.Ids;
import io.ecsim.cluster.InstanceView;
import io.ecsim.cluster.TaskNeeds;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** An instance that is being filled with tasks of one group. It knows how many it has, not which. */
final class PackedInstance implements InstanceView {
    private final String id;
    private final int number;
    private final String instanceType;
    private final String availabilityZone;
    private final ContainerInstanceStatus status;
    private final boolean agentConnected;
    private final String agentVersion;
    private final long registeredAt;
    private final int registeredCpu;
    private final int registeredMemory;
    private final int registeredGpus;
    private final Map<String, String> attributes;
    private final Map<String, Integer> tasksBefore;
    private final int runningBefore;
    private final String group;

    private int remainingCpu;
    private int remainingMemory;
    private int freeGpus;
    private int freeEnis;
    private int freeEbsVolumes;
    private Collection<HostPort> takenPorts;
    private int packed;

    /** An empty one. Its tasks ask for CPU, memory and GPUs only. */
    PackedInstance(InstanceKind kind, int number, String group) {
        this.id = Ids.instance(number + 1);
        this.number = number;
        this.instanceType = kind.instanceType();
        this.availabilityZone = kind.availabilityZone();
        this.status = ContainerInstanceStatus.ACTIVE;
        this.agentConnected = true;
        this.agentVersion = "";
        this.registeredAt = 0;
        this.registeredCpu = kind.cpu();
        this.registeredMemory = kind.memory();
        this.registeredGpus = kind.gpus();
        this.attributes = kind.attributes();
        this.tasksBefore = Map.of();
        this.runningBefore = 0;
        this.group = group;
        this.remainingCpu = kind.cpu();
        this.remainingMemory = kind.memory();
        this.freeGpus = kind.gpus();
        this.takenPorts = Set.of();
    }

    /** One as it stands in another cluster, with its tasks. */
    PackedInstance(InstanceView original, int number, String group) {
        this.id = original.id();
        this.number = number;
        this.instanceType = original.instanceType();
        this.availabilityZone = original.availabilityZone();
        this.status = original.status();
        this.agentConnected = original.agentConnected();
        this.agentVersion = original.agentVersion();
        this.registeredAt = original.registeredAt();
        this.registeredCpu = original.registeredCpu();
        this.registeredMemory = original.registeredMemory();
        this.registeredGpus = original.registeredGpus();
        this.attributes = original.attributes();
        this.tasksBefore = new LinkedHashMap<>(original.tasksByGroup());
        this.runningBefore = original.runningTasksCount();
        this.group = group;
        this.remainingCpu = original.remainingCpu();
        this.remainingMemory = original.remainingMemory();
        this.freeGpus = original.freeGpus();
        this.freeEnis = original.freeEnis();
        this.freeEbsVolumes = original.freeEbsVolumes();
        this.takenPorts = new LinkedHashSet<>(original.takenPorts());
    }

    /**
     * Puts a task there.
     *
     * @throws IllegalStateException if there is no room for it
     */
    void take(TaskNeeds needs) {
        remainingCpu -= needs.cpu();
        remainingMemory -= needs.memory();
        freeGpus -= needs.gpus();
        freeEnis -= needs.eni() ? 1 : 0;
        freeEbsVolumes -= needs.ebsVolume() ? 1 : 0;
        if (remainingCpu < 0 || remainingMemory < 0 || freeGpus < 0 || freeEnis < 0 || freeEbsVolumes < 0) {
            throw new IllegalStateException(id + " has no room for " + needs);
        }
        if (!needs.hostPorts().isEmpty()) {
            takenPorts.addAll(needs.hostPorts());
        }
        packed++;
    }

    /** How many tasks were put there. */
    int packed() {
        return packed;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public String instanceType() {
        return instanceType;
    }

    @Override
    public String availabilityZone() {
        return availabilityZone;
    }

    @Override
    public ContainerInstanceStatus status() {
        return status;
    }

    @Override
    public boolean agentConnected() {
        return agentConnected;
    }

    @Override
    public String agentVersion() {
        return agentVersion;
    }

    @Override
    public long registeredAt() {
        return registeredAt;
    }

    @Override
    public int registeredCpu() {
        return registeredCpu;
    }

    @Override
    public int registeredMemory() {
        return registeredMemory;
    }

    @Override
    public int remainingCpu() {
        return remainingCpu;
    }

    @Override
    public int remainingMemory() {
        return remainingMemory;
    }

    @Override
    public int registeredGpus() {
        return registeredGpus;
    }

    @Override
    public int freeGpus() {
        return freeGpus;
    }

    @Override
    public Collection<HostPort> takenPorts() {
        return takenPorts;
    }

    @Override
    public int freeEnis() {
        return freeEnis;
    }

    @Override
    public int freeEbsVolumes() {
        return freeEbsVolumes;
    }

    @Override
    public Map<String, String> attributes() {
        return attributes;
    }

    @Override
    public Map<String, Integer> tasksByGroup() {
        Map<String, Integer> tasks = new LinkedHashMap<>(tasksBefore);
        if (packed > 0) {
            tasks.merge(group, packed, Integer::sum);
        }
        return tasks;
    }

    @Override
    public int tasks(String ofGroup) {
        return tasksBefore.getOrDefault(ofGroup, 0) + (ofGroup.equals(group) ? packed : 0);
    }

    @Override
    public int runningTasksCount() {
        return runningBefore + packed;
    }
}
