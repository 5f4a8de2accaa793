// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.Absent;
import io.ecsim.aws.ContainerCondition;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.ContainerDependency;
import io.ecsim.aws.LaunchType;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.PortMapping;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.TaskSize;
import io.ecsim.aws.Violation;
import io.ecsim.cluster.HostPort;
import io.ecsim.placement.PlacementRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The rules of RegisterTaskDefinition (TD-1 to TD-32, as far as EC2 goes). */
final class TaskDefinitionRules {
    private static final int MOST_CONTAINERS = 10;
    private static final int LONGEST_IMAGE = 255;
    private static final int LEAST_TASK_CPU = 128;
    private static final int MOST_TASK_CPU = 196_608;

    private final TaskDefinition definition;
    private final List<Violation> violations = new ArrayList<>();
    private final Set<HostPort> hostPorts = new LinkedHashSet<>();

    private TaskDefinitionRules(TaskDefinition definition) {
        this.definition = definition;
    }

    static List<Violation> violations(TaskDefinition definition) {
        TaskDefinitionRules rules = new TaskDefinitionRules(definition);
        rules.family();
        rules.sizes();
        rules.containers();
        rules.dependencies();
        rules.fargate();
        rules.violations.addAll(PlacementRules.taskDefinitionViolations(definition.placementConstraints()));
        return List.copyOf(rules.violations);
    }

    /** TD-1. */
    private void family() {
        if (definition.family() == null || definition.family().isEmpty()) {
            refuse("family", "Family should not be null or empty.");
        } else if (!Validation.isName(definition.family())) {
            refuse("family", "Family must have 1 to 255 letters, digits, - and _.");
        }
    }

    /** TD-6, TD-7, TD-23, TD-24. */
    private void sizes() {
        Integer cpu = definition.cpu() == null ? null : TaskSize.cpuUnits(definition.cpu());
        Integer memory = definition.memory() == null ? null : TaskSize.memoryMiB(definition.memory());
        if (definition.cpu() != null && (cpu == null || cpu < LEAST_TASK_CPU || cpu > MOST_TASK_CPU)) {
            refuse(
                    "cpu",
                    "Invalid 'cpu' setting for task. It is " + definition.cpu() + "; allowed are " + LEAST_TASK_CPU
                            + " to " + MOST_TASK_CPU + " CPU units.");
        } else if (cpu != null && sum(ContainerDefinition::cpu) > cpu) {
            refuse("cpu", sumTooGreat("cpu"));
        }
        if (definition.memory() != null && (memory == null || memory < 1)) {
            refuse("memory", "Invalid 'memory' setting for task. It is " + definition.memory() + ".");
        } else if (memory != null && sum(ContainerDefinition::memory) > memory) {
            refuse("memory", sumTooGreat("memory"));
        }
    }

    private static String sumTooGreat(String resource) {
        return "The sum of all container '" + resource + "' values cannot be greater than the value of the task '"
                + resource + "'.";
    }

    private long sum(Function<ContainerDefinition, Integer> resource) {
        return definition.containerDefinitions().stream()
                .filter(container -> container != null)
                .mapToLong(container -> Absent.or(resource.apply(container), 0))
                .sum();
    }

    /** TD-2, TD-10, TD-26. */
    private void containers() {
        List<ContainerDefinition> containers = definition.containerDefinitions();
        if (containers.isEmpty()) {
            refuse("containerDefinitions", "Container list cannot be empty.");
            return;
        }
        if (containers.size() > MOST_CONTAINERS) {
            refuse("containerDefinitions", "Too many containers.");
        }
        if (containers.stream().noneMatch(container -> container == null || container.essential())) {
            refuse("containerDefinitions", "At least one container must be essential.");
        }
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < containers.size(); i++) {
            if (containers.get(i) != null) {
                container(containers.get(i), "containerDefinitions[" + i + "]", names);
            }
        }
    }

    /** TD-3, TD-27. */
    private void container(ContainerDefinition container, String path, Set<String> names) {
        if (container.name() == null || container.name().isEmpty()) {
            refuse(path + ".name", "Container.name should not be null or empty.");
        } else if (!Validation.isName(container.name())) {
            refuse(path + ".name", "Container.name must have 1 to 255 letters, digits, - and _.");
        } else if (!names.add(container.name())) {
            refuse(path + ".name", "Container.name '" + container.name() + "' is given twice.");
        }
        if (container.image() == null || container.image().isEmpty()) {
            refuse(path + ".image", "Container.image should not be null or empty.");
        } else if (container.image().length() > LONGEST_IMAGE) {
            refuse(path + ".image", "Container.image must have at most 255 characters.");
        }
        containerSizes(container, path);
        for (int i = 0; i < container.portMappings().size(); i++) {
            if (container.portMappings().get(i) != null) {
                port(container.portMappings().get(i), path + ".portMappings[" + i + "]");
            }
        }
    }

    /** TD-4, TD-5, TD-25. */
    private void containerSizes(ContainerDefinition container, String path) {
        String setting = "Invalid setting for container '" + container.name() + "'. ";
        notNegative(container.cpu(), path, "cpu", setting);
        notNegative(container.memory(), path, "memory", setting);
        notNegative(container.memoryReservation(), path, "memoryReservation", setting);
        notNegative(container.stopTimeout(), path, "stopTimeout", setting);
        int hard = Absent.or(container.memory(), 0);
        int soft = Absent.or(container.memoryReservation(), 0);
        if (definition.memory() == null && hard == 0 && soft == 0) {
            refuse(path, setting + "At least one of 'memory' or 'memoryReservation' must be specified.");
        }
        if (hard > 0 && soft >= hard) {
            refuse(path + ".memoryReservation", setting + "'memory' must be greater than 'memoryReservation'.");
        }
    }

    private void notNegative(Integer value, String path, String member, String setting) {
        if (value != null && value < 0) {
            refuse(path + "." + member, setting + "'" + member + "' must not be negative.");
        }
    }

    /** TD-12, TD-28. */
    private void port(PortMapping port, String path) {
        NetworkMode mode = definition.networkMode();
        if (mode == NetworkMode.none) {
            refuse(path, "Port mappings are not supported when networkMode=none.");
        }
        isPort(port.containerPort(), path + ".containerPort", 1);
        isPort(port.hostPort(), path + ".hostPort", 0);
        Integer taken = mode == NetworkMode.host ? port.containerPort() : port.hostPort();
        boolean onTheHost = mode == NetworkMode.host || mode == NetworkMode.bridge;
        if (onTheHost && taken != null && taken > 0 && !hostPorts.add(new HostPort(port.protocol(), taken))) {
            refuse(path, "The host port " + taken + " (" + port.protocol() + ") is mapped more than once.");
        }
        boolean mustMatch = mode == NetworkMode.awsvpc || mode == NetworkMode.host;
        Integer host = port.hostPort();
        if (mustMatch && host != null && host != 0 && !host.equals(port.containerPort())) {
            refuse(
                    path + ".hostPort",
                    "When networkMode=" + mode + ", the host ports and container ports in port mappings must match.");
        }
    }

    private void isPort(Integer port, String path, int low) {
        if (port != null && (port < low || port > 65_535)) {
            refuse(path, "A port must be between " + low + " and 65535.");
        }
    }

    /** TD-11, TD-30. */
    private void dependencies() {
        Map<String, ContainerDefinition> byName = new LinkedHashMap<>();
        for (ContainerDefinition container : definition.containerDefinitions()) {
            if (container != null && container.name() != null) {
                byName.put(container.name(), container);
            }
        }
        for (int i = 0; i < definition.containerDefinitions().size(); i++) {
            ContainerDefinition container = definition.containerDefinitions().get(i);
            for (int j = 0; container != null && j < container.dependsOn().size(); j++) {
                dependency(
                        container,
                        container.dependsOn().get(j),
                        byName,
                        "containerDefinitions[" + i + "].dependsOn[" + j + "]");
            }
            if (container != null && dependsOnItself(container, byName)) {
                refuse(
                        "containerDefinitions[" + i + "].dependsOn",
                        "Container '" + container.name()
                                + "' depends on itself by its dependencies; there must be no cycle.");
            }
        }
    }

    private void dependency(
            ContainerDefinition container,
            ContainerDependency dependency,
            Map<String, ContainerDefinition> byName,
            String path) {
        if (dependency == null || dependency.containerName() == null) {
            return;
        }
        ContainerDefinition other = byName.get(dependency.containerName());
        if (other == null) {
            String name = dependency.containerName();
            refuse(
                    path + ".containerName",
                    "Container '" + container.name() + "' depends on '" + name + "', which does not exist.");
            return;
        }
        ContainerCondition condition = dependency.condition();
        boolean mustExit = condition == ContainerCondition.SUCCESS || condition == ContainerCondition.COMPLETE;
        if (mustExit && other.essential()) {
            refuse(
                    path + ".condition",
                    "A dependency container with SUCCESS or COMPLETE condition cannot be an essential container");
        }
    }

    private static boolean dependsOnItself(ContainerDefinition start, Map<String, ContainerDefinition> byName) {
        Set<String> reached = new LinkedHashSet<>();
        List<ContainerDefinition> open = new ArrayList<>(List.of(start));
        while (!open.isEmpty()) {
            for (ContainerDependency dependency : open.remove(open.size() - 1).dependsOn()) {
                ContainerDefinition next = dependency == null ? null : byName.get(dependency.containerName());
                if (next != null && reached.add(next.name())) {
                    open.add(next);
                }
            }
        }
        return reached.contains(start.name());
    }

    /** TD-20, TD-21: what holds even for a definition that runs on EC2 here and also claims to run on Fargate. */
    private void fargate() {
        if (!definition.requiresCompatibilities().contains(LaunchType.FARGATE)) {
            return;
        }
        if (definition.networkMode() != NetworkMode.awsvpc) {
            refuse("networkMode", "Fargate only supports network mode \u2018awsvpc\u2019.");
        }
        if (definition.cpu() == null) {
            refuse("", "Fargate requires that 'cpu' be defined at the task level.");
        }
        if (definition.memory() == null) {
            refuse("", "Fargate requires that 'memory' be defined at the task level.");
        }
    }

    private void refuse(String path, String message) {
        violations.add(new Violation(path, Validation.CLIENT, message));
    }
}
