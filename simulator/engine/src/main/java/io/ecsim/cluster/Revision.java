// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.PortMapping;
import io.ecsim.aws.ResourceRequirement;
import io.ecsim.aws.ResourceType;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.TaskSize;
import io.ecsim.aws.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A registered task definition.
 *
 * @param needs what a task of it asks of an instance, wherever that is
 * @param allGpus whether it takes every GPU that is free on the instance (RS-10); {@code needs} then asks for one
 */
public record Revision(TaskDefinition definition, int revision, TaskNeeds needs, boolean allGpus) {
    private static final String ALL = "ALL";

    public Revision(TaskDefinition definition, int revision) {
        this(definition, revision, needs(definition), gpus(definition).anyMatch(ALL::equals));
    }

    /** {@code family:revision}. */
    public String name() {
        return definition.family() + ":" + revision;
    }

    public String family() {
        return definition.family();
    }

    /**
     * The container that serves requests: the first essential one with a port, else the first essential one, which AWS
     * asks for.
     */
    public ContainerDefinition mainContainer() {
        ContainerDefinition main = null;
        for (ContainerDefinition container : definition.containerDefinitions()) {
            if (container.essential()) {
                if (!container.portMappings().isEmpty()) {
                    return container;
                }
                main = main == null ? container : main;
            }
        }
        return main;
    }

    /** CPU units that a task reserves: task level if given, else the sum over its containers (RS-7). */
    public int cpu() {
        return needs.cpu();
    }

    /** MiB that a task reserves: task level if given, else soft or hard limits of its containers (RS-8). */
    public int memory() {
        return needs.memory();
    }

    /** Whether each task has a network interface of its own. */
    public boolean awsvpc() {
        return needs.eni();
    }

    /**
     * What a task of this revision asks of an instance.
     *
     * @param availabilityZones of an awsvpc task's subnets; empty for anywhere
     */
    public TaskNeeds needs(Set<String> availabilityZones) {
        return availabilityZones.isEmpty() ? needs : needs.in(availabilityZones);
    }

    private static TaskNeeds needs(TaskDefinition definition) {
        return new TaskNeeds(
                TaskSize.reservedCpu(definition),
                TaskSize.reservedMemory(definition),
                gpus(definition).mapToInt(Revision::count).sum(),
                hostPorts(definition),
                definition.networkMode() == NetworkMode.awsvpc,
                definition.volumes().stream().map(Volume::configuredAtLaunch).anyMatch(Boolean.TRUE::equals),
                RequiredAttributes.of(definition),
                Set.of());
    }

    /** How many GPUs each container asks for, as written; a container that shares one asks for none (RS-10). */
    private static Stream<String> gpus(TaskDefinition definition) {
        return definition.containerDefinitions().stream()
                .flatMap(container -> container.resourceRequirements().stream())
                .filter(requirement -> requirement.type() == ResourceType.GPU && requirement.value() != null)
                .map(ResourceRequirement::value);
    }

    private static int count(String gpus) {
        return gpus.equals(ALL) ? 1 : gpus.matches("\\d{1,4}") ? Integer.parseInt(gpus) : 0;
    }

    /** Static host ports: in host mode every mapped port, in bridge mode those given (NW-3 to NW-6). */
    private static List<HostPort> hostPorts(TaskDefinition definition) {
        List<HostPort> ports = new ArrayList<>();
        for (ContainerDefinition container : definition.containerDefinitions()) {
            for (PortMapping mapping : container.portMappings()) {
                Integer port =
                        definition.networkMode() == NetworkMode.host ? mapping.containerPort() : mapping.hostPort();
                if (port != null && port != 0 && definition.networkMode() != NetworkMode.awsvpc) {
                    ports.add(new HostPort(mapping.protocol(), port));
                }
            }
        }
        return List.copyOf(ports);
    }
}
