// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

import io.ecsim.aws.CPUArchitecture;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.PortMapping;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.TaskSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A registered task definition.
 *
 * @param cpu CPU units that a task reserves: task level if given, else the sum over its containers (RS-7)
 * @param memory MiB that a task reserves: task level if given, else soft or hard limits of its containers (RS-8)
 */
public record Revision(TaskDefinition definition, int revision, int cpu, int memory) {
    public Revision(TaskDefinition definition, int revision) {
        this(definition, revision, TaskSize.reservedCpu(definition), TaskSize.reservedMemory(definition));
    }

    /** {@code family:revision}. */
    public String name() {
        return definition.family() + ":" + revision;
    }

    public String family() {
        return definition.family();
    }

    /** Whether each task has a network interface of its own. */
    public boolean awsvpc() {
        return definition.networkMode() == NetworkMode.awsvpc;
    }

    /**
     * What a task of this revision asks of an instance.
     *
     * @param availabilityZones of an awsvpc task's subnets; empty for anywhere
     */
    public TaskNeeds needs(Set<String> availabilityZones) {
        return new TaskNeeds(cpu, memory, 0, hostPorts(), awsvpc(), false, attributes(), availabilityZones);
    }

    /** Static host ports: in host mode every mapped port, in bridge mode those given (NW-3 to NW-6). */
    private List<HostPort> hostPorts() {
        List<HostPort> ports = new ArrayList<>();
        for (ContainerDefinition container : definition.containerDefinitions()) {
            for (PortMapping mapping : container.portMappings()) {
                Integer port =
                        definition.networkMode() == NetworkMode.host ? mapping.containerPort() : mapping.hostPort();
                if (port != null && port != 0 && !awsvpc()) {
                    ports.add(new HostPort(mapping.protocol(), port));
                }
            }
        }
        return List.copyOf(ports);
    }

    private List<String> attributes() {
        CPUArchitecture architecture = definition.runtimePlatform().cpuArchitecture();
        return architecture == null
                ? List.of()
                : List.of("ecs.cpu-architecture=" + architecture.name().toLowerCase(Locale.ROOT));
    }
}
