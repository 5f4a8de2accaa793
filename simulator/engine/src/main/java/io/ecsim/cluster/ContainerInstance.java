// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.EcsConfig;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A container instance, or a host of Fargate, which is registered nowhere. Everybody reads it; only {@link Transitions}
 * changes it.
 */
public final class ContainerInstance implements InstanceView {
    /**
     * What an instance brings when it registers.
     *
     * @param group Auto Scaling group that launched it, or null
     * @param vcpus what its tasks share
     * @param cpu CPU units registered (RS-1)
     * @param memory MiB registered (RS-2)
     * @param ports host ports that the agent keeps (RS-6)
     * @param gpus whole GPUs registered (RS-10)
     * @param enis that tasks can use (NW-20)
     * @param ebsVolumes that can be attached for tasks (VO-5)
     * @param ecsConfig of its agent
     */
    public record Registration(
            String id,
            String instanceType,
            String availabilityZone,
            String group,
            int vcpus,
            int cpu,
            int memory,
            Set<HostPort> ports,
            int gpus,
            int enis,
            int ebsVolumes,
            Map<String, String> attributes,
            EcsConfig ecsConfig) {
        /** With an agent as the AMI has it. */
        public Registration(
                String id,
                String instanceType,
                String availabilityZone,
                String group,
                int vcpus,
                int cpu,
                int memory,
                Set<HostPort> ports,
                int gpus,
                int enis,
                int ebsVolumes,
                Map<String, String> attributes) {
            this(
                    id,
                    instanceType,
                    availabilityZone,
                    group,
                    vcpus,
                    cpu,
                    memory,
                    ports,
                    gpus,
                    enis,
                    ebsVolumes,
                    attributes,
                    EcsConfig.NONE);
        }
    }

    private static final String AGENT_VERSION = "1.105.1";

    /** The number of a host that is not registered. */
    static final int UNREGISTERED = -1;

    final Registration registration;
    final int number;
    final long registeredAt;
    final Set<HostPort> takenPorts;
    final Map<String, Integer> tasksByGroup = new LinkedHashMap<>();
    final Map<String, TaskNeeds> held = new LinkedHashMap<>();
    final Set<Task> tasks = new LinkedHashSet<>();
    ContainerInstanceStatus status = ContainerInstanceStatus.ACTIVE;
    boolean agentConnected = true;
    Attributes attributes;
    int remainingCpu;
    int remainingMemory;
    int freeGpus;
    int freeEnis;
    int freeEbsVolumes;
    int runningTasksCount;

    ContainerInstance(Registration registration, int number, long registeredAt) {
        this.registration = registration;
        this.number = number;
        this.registeredAt = registeredAt;
        this.takenPorts = new LinkedHashSet<>(registration.ports());
        this.remainingCpu = registration.cpu();
        this.remainingMemory = registration.memory();
        this.freeGpus = registration.gpus();
        this.freeEnis = registration.enis();
        this.freeEbsVolumes = registration.ebsVolumes();
        this.attributes = registration.attributes() instanceof Attributes shared
                ? shared
                : new Attributes(registration.attributes(), Map.of());
    }

    @Override
    public String id() {
        return registration.id();
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public String instanceType() {
        return registration.instanceType();
    }

    @Override
    public String availabilityZone() {
        return registration.availabilityZone();
    }

    /** Auto Scaling group that launched it; null for a fixed instance. */
    public String group() {
        return registration.group();
    }

    public EcsConfig ecsConfig() {
        return registration.ecsConfig();
    }

    public int vcpus() {
        return registration.vcpus();
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
        return AGENT_VERSION;
    }

    @Override
    public long registeredAt() {
        return registeredAt;
    }

    @Override
    public int registeredCpu() {
        return registration.cpu();
    }

    @Override
    public int registeredMemory() {
        return registration.memory();
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
        return registration.gpus();
    }

    @Override
    public int freeGpus() {
        return freeGpus;
    }

    @Override
    public Collection<HostPort> takenPorts() {
        return Collections.unmodifiableSet(takenPorts);
    }

    /** Host ports that the agent keeps (RS-6). */
    public Collection<HostPort> agentPorts() {
        return Collections.unmodifiableSet(registration.ports());
    }

    @Override
    public int freeEnis() {
        return freeEnis;
    }

    /** ENIs that tasks can use, free or not. */
    public int enis() {
        return registration.enis();
    }

    @Override
    public int freeEbsVolumes() {
        return freeEbsVolumes;
    }

    /** EBS volumes that can be attached for tasks, attached or not. */
    public int ebsVolumes() {
        return registration.ebsVolumes();
    }

    @Override
    public Map<String, String> attributes() {
        return attributes;
    }

    @Override
    public Map<String, Integer> tasksByGroup() {
        return Collections.unmodifiableMap(tasksByGroup);
    }

    @Override
    public int tasks(String group) {
        Integer count = tasksByGroup.get(group);
        return count == null ? 0 : count;
    }

    @Override
    public int runningTasksCount() {
        return runningTasksCount;
    }

    /** What is held back for tasks of DAEMON services that are to come (RS-19). */
    public Collection<TaskNeeds> held() {
        return Collections.unmodifiableCollection(held.values());
    }

    /** Tasks on it that are not STOPPED, in order of placement. */
    public Collection<Task> tasks() {
        return Collections.unmodifiableSet(tasks);
    }
}
