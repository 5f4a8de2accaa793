// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.TransportProtocol;
import io.ecsim.cluster.HostPort;
import io.ecsim.cluster.InstanceView;
import io.ecsim.cluster.TaskNeeds;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** An instance that a test writes down: {@code instance("i1").zone("a").room(4096, 3000).tasks("service:web", 1)}. */
record TestInstance(
        String id,
        ContainerInstanceStatus status,
        boolean agentConnected,
        String agentVersion,
        long registeredAt,
        int remainingCpu,
        int remainingMemory,
        Set<HostPort> takenPorts,
        int freeEnis,
        Map<String, String> attributes,
        Map<String, Integer> tasksByGroup)
        implements InstanceView {
    static final int PLENTY = 1_000_000;

    static TestInstance instance(String id) {
        return new TestInstance(
                id,
                ContainerInstanceStatus.ACTIVE,
                true,
                "1.105.1",
                0,
                PLENTY,
                PLENTY,
                Set.of(),
                100,
                Map.of(),
                Map.of());
    }

    TestInstance zone(String zone) {
        return attribute("ecs.availability-zone", zone);
    }

    TestInstance type(String type) {
        return attribute("ecs.instance-type", type);
    }

    TestInstance attribute(String name, String value) {
        return with(remainingCpu, remainingMemory, takenPorts, freeEnis, plus(attributes, name, value), tasksByGroup);
    }

    TestInstance room(int cpu, int memory) {
        return with(cpu, memory, takenPorts, freeEnis, attributes, tasksByGroup);
    }

    TestInstance tasks(String group, int count) {
        return with(remainingCpu, remainingMemory, takenPorts, freeEnis, attributes, plus(tasksByGroup, group, count));
    }

    TestInstance enis(int free) {
        return with(remainingCpu, remainingMemory, takenPorts, free, attributes, tasksByGroup);
    }

    TestInstance ports(int... tcp) {
        Set<HostPort> ports = new LinkedHashSet<>(takenPorts);
        for (int port : tcp) {
            ports.add(new HostPort(TransportProtocol.tcp, port));
        }
        return with(remainingCpu, remainingMemory, ports, freeEnis, attributes, tasksByGroup);
    }

    TestInstance registeredAt(long nanos) {
        return new TestInstance(
                id,
                status,
                agentConnected,
                agentVersion,
                nanos,
                remainingCpu,
                remainingMemory,
                takenPorts,
                freeEnis,
                attributes,
                tasksByGroup);
    }

    TestInstance status(ContainerInstanceStatus now) {
        return new TestInstance(
                id,
                now,
                agentConnected,
                agentVersion,
                registeredAt,
                remainingCpu,
                remainingMemory,
                takenPorts,
                freeEnis,
                attributes,
                tasksByGroup);
    }

    TestInstance agent(boolean connected, String version) {
        return new TestInstance(
                id,
                status,
                connected,
                version,
                registeredAt,
                remainingCpu,
                remainingMemory,
                takenPorts,
                freeEnis,
                attributes,
                tasksByGroup);
    }

    /** As it is once the task runs there. */
    TestInstance running(TaskNeeds task, String group) {
        Set<HostPort> ports = new LinkedHashSet<>(takenPorts);
        ports.addAll(task.hostPorts());
        int count = tasksByGroup.getOrDefault(group, 0) + 1;
        return with(
                remainingCpu - task.cpu(),
                remainingMemory - task.memory(),
                ports,
                freeEnis - (task.eni() ? 1 : 0),
                attributes,
                plus(tasksByGroup, group, count));
    }

    private TestInstance with(
            int cpu,
            int memory,
            Set<HostPort> ports,
            int enis,
            Map<String, String> attributes,
            Map<String, Integer> tasksByGroup) {
        return new TestInstance(
                id,
                status,
                agentConnected,
                agentVersion,
                registeredAt,
                cpu,
                memory,
                ports,
                enis,
                attributes,
                tasksByGroup);
    }

    private static <V> Map<String, V> plus(Map<String, V> map, String key, V value) {
        Map<String, V> copy = new LinkedHashMap<>(map);
        copy.put(key, value);
        return copy;
    }

    @Override
    public String instanceType() {
        return attributes.getOrDefault("ecs.instance-type", "t3.medium");
    }

    @Override
    public String availabilityZone() {
        return attributes.getOrDefault("ecs.availability-zone", "nowhere");
    }

    @Override
    public int registeredCpu() {
        return PLENTY;
    }

    @Override
    public int registeredMemory() {
        return PLENTY;
    }

    @Override
    public int runningTasksCount() {
        return tasksByGroup.values().stream().mapToInt(Integer::intValue).sum();
    }
}
