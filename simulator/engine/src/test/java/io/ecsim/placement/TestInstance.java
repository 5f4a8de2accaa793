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
        int freeGpus,
        int freeEnis,
        int freeEbsVolumes,
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
                0,
                100,
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
        return with(room(), plus(attributes, name, value), tasksByGroup);
    }

    TestInstance room(int cpu, int memory) {
        return with(new Room(cpu, memory, takenPorts, freeGpus, freeEnis, freeEbsVolumes), attributes, tasksByGroup);
    }

    TestInstance tasks(String group, int count) {
        return with(room(), attributes, plus(tasksByGroup, group, count));
    }

    TestInstance gpus(int free) {
        return with(
                new Room(remainingCpu, remainingMemory, takenPorts, free, freeEnis, freeEbsVolumes),
                attributes,
                tasksByGroup);
    }

    TestInstance enis(int free) {
        return with(
                new Room(remainingCpu, remainingMemory, takenPorts, freeGpus, free, freeEbsVolumes),
                attributes,
                tasksByGroup);
    }

    TestInstance ebsVolumes(int free) {
        return with(
                new Room(remainingCpu, remainingMemory, takenPorts, freeGpus, freeEnis, free),
                attributes,
                tasksByGroup);
    }

    TestInstance ports(int... tcp) {
        Set<HostPort> ports = new LinkedHashSet<>(takenPorts);
        for (int port : tcp) {
            ports.add(new HostPort(TransportProtocol.tcp, port));
        }
        return with(
                new Room(remainingCpu, remainingMemory, ports, freeGpus, freeEnis, freeEbsVolumes),
                attributes,
                tasksByGroup);
    }

    TestInstance registeredAt(long nanos) {
        return of(status, agentConnected, agentVersion, nanos, room(), attributes, tasksByGroup);
    }

    TestInstance status(ContainerInstanceStatus now) {
        return of(now, agentConnected, agentVersion, registeredAt, room(), attributes, tasksByGroup);
    }

    TestInstance agent(boolean connected, String version) {
        return of(status, connected, version, registeredAt, room(), attributes, tasksByGroup);
    }

    /** As it is once the task runs there. */
    TestInstance running(TaskNeeds task, String group) {
        Set<HostPort> ports = new LinkedHashSet<>(takenPorts);
        ports.addAll(task.hostPorts());
        Room left = new Room(
                remainingCpu - task.cpu(),
                remainingMemory - task.memory(),
                ports,
                freeGpus - task.gpus(),
                freeEnis - (task.eni() ? 1 : 0),
                freeEbsVolumes - (task.ebsVolume() ? 1 : 0));
        return with(left, attributes, plus(tasksByGroup, group, tasks(group) + 1));
    }

    /** What tasks take. */
    private record Room(int cpu, int memory, Set<HostPort> ports, int gpus, int enis, int ebsVolumes) {}

    private Room room() {
        return new Room(remainingCpu, remainingMemory, takenPorts, freeGpus, freeEnis, freeEbsVolumes);
    }

    private TestInstance with(Room room, Map<String, String> attributes, Map<String, Integer> tasksByGroup) {
        return of(status, agentConnected, agentVersion, registeredAt, room, attributes, tasksByGroup);
    }

    private TestInstance of(
            ContainerInstanceStatus status,
            boolean agentConnected,
            String agentVersion,
            long registeredAt,
            Room room,
            Map<String, String> attributes,
            Map<String, Integer> tasksByGroup) {
        return new TestInstance(
                id,
                status,
                agentConnected,
                agentVersion,
                registeredAt,
                room.cpu(),
                room.memory(),
                room.ports(),
                room.gpus(),
                room.enis(),
                room.ebsVolumes(),
                attributes,
                tasksByGroup);
    }

    private static <V> Map<String, V> plus(Map<String, V> map, String key, V value) {
        Map<String, V> copy = new LinkedHashMap<>(map);
        copy.put(key, value);
        return copy;
    }

    /** Test clusters are written in order of registration. */
    @Override
    public int number() {
        return (int) registeredAt;
    }

    @Override
    public int registeredGpus() {
        return freeGpus;
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
