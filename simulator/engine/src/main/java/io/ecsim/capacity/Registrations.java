// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.aws.TaskSize;
import io.ecsim.aws.TransportProtocol;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.HostPort;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What an instance of a type registers with the cluster: CPU, memory, ports, ENIs, attributes (RS-1 to RS-6, NW-20). */
final class Registrations {
    /** Registered MiB where AWS documents it (RS-4). */
    private static final Map<String, Integer> KNOWN_MEMORY = Map.of("m4.large", 7985);

    /** SSH, the Docker daemon and the agent on Linux (RS-6). */
    private static final Set<HostPort> AGENT_PORTS = IntStream.of(22, 2375, 2376, 51678, 51679)
            .mapToObj(port -> new HostPort(TransportProtocol.tcp, port))
            .collect(Collectors.toCollection(LinkedHashSet::new));

    private final Map<String, String> subnetByZone;
    private final IntUnaryOperator registeredMemory;

    /**
     * @param subnetByZone the subnet in which instances of a zone run
     * @param registeredMemory MiB registered of MiB advertised, for types of which AWS documents nothing
     */
    Registrations(Map<String, String> subnetByZone, IntUnaryOperator registeredMemory) {
        this.subnetByZone = subnetByZone;
        this.registeredMemory = registeredMemory;
    }

    ContainerInstance.Registration of(
            String id, InstanceType type, String availabilityZone, String group, Map<String, String> customAttributes) {
        return new ContainerInstance.Registration(
                id,
                type.name(),
                availabilityZone,
                group,
                type.vcpu(),
                type.vcpu() * TaskSize.UNITS_PER_VCPU,
                memory(type),
                AGENT_PORTS,
                type.gpuCount(),
                Math.max(0, type.maxEnis() - 1),
                0,
                attributes(type, availabilityZone, customAttributes));
    }

    private int memory(InstanceType type) {
        Integer known = KNOWN_MEMORY.get(type.name());
        return known != null ? known : registeredMemory.applyAsInt(type.memoryMiB());
    }

    /** Built-in attributes of CN-8, then the custom ones by name. */
    private Map<String, String> attributes(InstanceType type, String zone, Map<String, String> custom) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("ecs.availability-zone", zone);
        attributes.put("ecs.instance-type", type.name());
        attributes.put("ecs.os-type", "linux");
        attributes.put("ecs.os-family", "LINUX");
        attributes.put("ecs.cpu-architecture", type.cpuArchitecture().name().toLowerCase(Locale.ROOT));
        attributes.put("ecs.subnet-id", subnetByZone.getOrDefault(zone, ""));
        for (String name : new TreeSet<>(custom.keySet())) {
            attributes.put(name, custom.get(name));
        }
        return attributes;
    }
}
