// SPDX-License-Identifier: Apache-2.0
package io.ecsim.events;

import static io.ecsim.events.TaskDetail.members;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.TransportProtocol;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.HostPort;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code detail} of an ECS Container Instance State Change: the instance as it is now (EB-4). */
final class InstanceDetail {
    private InstanceDetail() {}

    /** @param now when it became as it is */
    static Map<String, Object> of(ContainerInstance instance, Naming naming, long now, int version) {
        Map<String, Object> detail = new LinkedHashMap<>();
        boolean there = instance.status() != ContainerInstanceStatus.INACTIVE;
        detail.put("agentConnected", there && instance.agentConnected());
        detail.put(
                "attributes",
                instance.attributes().entrySet().stream()
                        .map(attribute -> attribute(attribute.getKey(), attribute.getValue()))
                        .toList());
        detail.put("clusterArn", naming.clusterArn());
        detail.put("containerInstanceArn", naming.instance(instance.id()));
        detail.put("ec2InstanceId", instance.id());
        detail.put(
                "registeredResources",
                resources(instance.registeredCpu(), instance.registeredMemory(), instance.agentPorts()));
        detail.put(
                "remainingResources",
                resources(instance.remainingCpu(), instance.remainingMemory(), instance.takenPorts()));
        detail.put("status", instance.status().name());
        detail.put("version", version);
        detail.put("versionInfo", members("agentVersion", instance.agentVersion()));
        detail.put("updatedAt", naming.millis(now));
        return detail;
    }

    private static Map<String, Object> attribute(String name, String value) {
        return value.isEmpty() ? members("name", name) : members("name", name, "value", value);
    }

    private static List<Map<String, Object>> resources(int cpu, int memory, Collection<HostPort> ports) {
        return List.of(
                members("name", "CPU", "type", "INTEGER", "integerValue", cpu),
                members("name", "MEMORY", "type", "INTEGER", "integerValue", memory),
                members("name", "PORTS", "type", "STRINGSET", "stringSetValue", of(TransportProtocol.tcp, ports)),
                members("name", "PORTS_UDP", "type", "STRINGSET", "stringSetValue", of(TransportProtocol.udp, ports)));
    }

    private static List<String> of(TransportProtocol protocol, Collection<HostPort> ports) {
        return ports.stream()
                .filter(port -> port.protocol() == protocol)
                .map(port -> Integer.toString(port.port()))
                .toList();
    }
}
