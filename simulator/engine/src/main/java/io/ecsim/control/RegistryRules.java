// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.ServiceRegistry;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.Violation;
import java.util.List;
import java.util.Objects;

/** How the tasks of a service may be found through Cloud Map (SV-42). */
final class RegistryRules {
    private final Refusals refusals = new Refusals(Validation.PARAMETER);

    private RegistryRules() {}

    /** Of the request by itself. */
    static List<Violation> violations(CreateServiceRequest request) {
        RegistryRules rules = new RegistryRules();
        List<ServiceRegistry> registries = request.serviceRegistries();
        rules.refusals.refuse(
                registries.size() > 1, "serviceRegistries", "A service can have one service registry, not more.");
        for (int i = 0; i < registries.size(); i++) {
            if (registries.get(i) != null) {
                rules.registry(registries.get(i), "serviceRegistries[" + i + "]");
            }
        }
        return rules.refusals.list();
    }

    private void registry(ServiceRegistry registry, String path) {
        boolean ofContainer = registry.containerName() != null || registry.containerPort() != null;
        refusals.refuse(registry.registryArn() == null, path, "The registry must be named by its registryArn.");
        refusals.refuse(
                registry.port() != null && ofContainer,
                path + ".port",
                "A registry takes a port, or a containerName with a containerPort, but not both.");
        refusals.refuse(
                ofContainer && (registry.containerName() == null || registry.containerPort() == null),
                path,
                "A registry takes containerName and containerPort together.");
    }

    /** Of the request with its task definition. */
    static List<Violation> violations(CreateServiceRequest request, TaskDefinition definition) {
        RegistryRules rules = new RegistryRules();
        List<ServiceRegistry> registries = request.serviceRegistries();
        for (int i = 0; i < registries.size(); i++) {
            if (registries.get(i) != null) {
                rules.registry(registries.get(i), definition, "serviceRegistries[" + i + "]");
            }
        }
        return rules.refusals.list();
    }

    /** Only a task with an address of its own can have A records; the others need a port for SRV records. */
    private void registry(ServiceRegistry registry, TaskDefinition definition, String path) {
        NetworkMode mode = definition.networkMode();
        boolean whole = registry.containerName() != null && registry.containerPort() != null;
        if (mode == NetworkMode.none) {
            refusals.refuse(path, "Service discovery is not supported when networkMode=none.");
        } else if (mode != NetworkMode.awsvpc && !whole) {
            refusals.refuse(
                    path,
                    "When specifying 'host' or 'bridge' for networkMode, values for 'containerName' and"
                            + " 'containerPort' must be specified from the task definition.");
        } else if (whole) {
            container(registry, definition, path);
        }
    }

    private void container(ServiceRegistry registry, TaskDefinition definition, String path) {
        String name = registry.containerName();
        List<ContainerDefinition> containers = definition.containerDefinitions().stream()
                .filter(container -> container != null && container.name() != null)
                .toList();
        List<ContainerDefinition> named = containers.stream()
                .filter(container -> name.equals(container.name()))
                .toList();
        if (named.isEmpty()) {
            refusals.unknown(
                    path + ".containerName",
                    "The container " + name + " does not exist in the task definition.",
                    name,
                    containers.stream().map(ContainerDefinition::name).toList());
        } else {
            refusals.refuse(
                    named.get(0).portMappings().stream()
                            .filter(Objects::nonNull)
                            .noneMatch(mapping -> registry.containerPort().equals(mapping.containerPort())),
                    path + ".containerPort",
                    "The container " + name + " did not have a container port " + registry.containerPort()
                            + " defined.");
        }
    }
}
