// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.Absent;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.LaunchType;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.TaskSize;
import io.ecsim.aws.Violation;
import io.ecsim.placement.PlacementRules;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The rules of RegisterTaskDefinition (TD-1 to TD-35) about the task as a whole. */
final class TaskDefinitionRules {
    private static final int MOST_BYTES = 65_536;
    private static final int MOST_CONTAINERS = 10;
    private static final int LEAST_TASK_CPU = 128;
    private static final int MOST_TASK_CPU = 196_608;

    private final TaskDefinition definition;
    private final Refusals refusals = new Refusals(Validation.CLIENT);

    private TaskDefinitionRules(TaskDefinition definition) {
        this.definition = definition;
    }

    static List<Violation> violations(TaskDefinition definition) {
        TaskDefinitionRules rules = new TaskDefinitionRules(definition);
        rules.family();
        rules.sizes();
        rules.containers();
        rules.namespaces();
        DependencyRules.check(definition, rules.refusals);
        VolumeRules.check(definition, rules.refusals);
        rules.refusals.addAll(PlacementRules.taskDefinitionViolations(definition.placementConstraints()));
        if (definition.requiresCompatibilities().contains(LaunchType.FARGATE)) {
            FargateRules.check(definition, rules.refusals);
        }
        return rules.refusals.list();
    }

    /** TD-2. */
    static List<Violation> size(int bytes) {
        Refusals refusals = new Refusals(Validation.CLIENT);
        refusals.refuse(
                bytes > MOST_BYTES,
                "",
                "Actual length: '" + bytes + "'. Max allowed length is '" + MOST_BYTES + "' bytes.");
        return refusals.list();
    }

    /** TD-1. */
    private void family() {
        if (definition.family() == null || definition.family().isEmpty()) {
            refusals.refuse("family", "Family should not be null or empty.");
        } else if (!Validation.isName(definition.family())) {
            refusals.refuse("family", "Family must have 1 to 255 letters, digits, - and _.");
        }
    }

    /** TD-6, TD-7, TD-23, TD-24. */
    private void sizes() {
        Integer cpu = definition.cpu() == null ? null : TaskSize.cpuUnits(definition.cpu());
        Integer memory = definition.memory() == null ? null : TaskSize.memoryMiB(definition.memory());
        if (definition.cpu() != null && (cpu == null || cpu < LEAST_TASK_CPU || cpu > MOST_TASK_CPU)) {
            refusals.refuse(
                    "cpu",
                    "Invalid 'cpu' setting for task. It is " + definition.cpu() + "; allowed are " + LEAST_TASK_CPU
                            + " to " + MOST_TASK_CPU + " CPU units.");
        } else if (cpu != null) {
            refusals.refuse(containersCpu() > cpu, "cpu", sumTooGreat("cpu"));
        }
        if (definition.memory() != null && (memory == null || memory < 1)) {
            refusals.refuse("memory", "Invalid 'memory' setting for task. It is " + definition.memory() + ".");
        } else if (memory != null) {
            containersMemory(memory);
        }
    }

    private static String sumTooGreat(String resource) {
        return "The sum of all container '" + resource + "' values cannot be greater than the value of the task '"
                + resource + "'.";
    }

    private long containersCpu() {
        return definition.containerDefinitions().stream()
                .filter(container -> container != null)
                .mapToLong(container -> Absent.or(container.cpu(), 0))
                .sum();
    }

    /** No hard limit is above the task's memory, and what is reserved fits into it. */
    private void containersMemory(int memory) {
        long reserved = 0;
        boolean tooGreat = false;
        for (int i = 0; i < definition.containerDefinitions().size(); i++) {
            ContainerDefinition container = definition.containerDefinitions().get(i);
            if (container == null) {
                continue;
            }
            int hard = Absent.or(container.memory(), 0);
            reserved += Absent.or(container.memoryReservation(), hard);
            if (hard > memory) {
                tooGreat = true;
                refusals.refuse(
                        "containerDefinitions[" + i + "].memory",
                        "The 'memory' setting for container '" + container.name() + "' is greater than for the task.");
            }
        }
        refusals.refuse(!tooGreat && reserved > memory, "memory", sumTooGreat("memory"));
    }

    /** TD-2, TD-10, TD-26. */
    private void containers() {
        List<ContainerDefinition> containers = definition.containerDefinitions();
        if (containers.isEmpty()) {
            refusals.refuse("containerDefinitions", "Container list cannot be empty.");
            return;
        }
        refusals.refuse(containers.size() > MOST_CONTAINERS, "containerDefinitions", "Too many containers.");
        refusals.refuse(
                containers.stream().noneMatch(container -> container == null || container.essential()),
                "containerDefinitions",
                "Task definition doesn't have any essential container");
        Set<String> names = new LinkedHashSet<>();
        PortRules ports = new PortRules(definition.networkMode(), refusals);
        for (int i = 0; i < containers.size(); i++) {
            ContainerDefinition container = containers.get(i);
            if (container != null) {
                String path = "containerDefinitions[" + i + "]";
                boolean again = container.name() != null && !names.add(container.name());
                refusals.refuse(again, path + ".name", "Container names must be unique within a task definition");
                new ContainerRules(definition, container, path, refusals).check();
                ports.check(container, path);
            }
        }
    }

    /** NW-1, TD-9, FG-4: what a task shares with its host, and where that is not possible. */
    private void namespaces() {
        List<LaunchType> types = definition.requiresCompatibilities();
        NetworkMode mode = definition.networkMode();
        refusals.refuse(
                types.contains(LaunchType.EXTERNAL) && mode == NetworkMode.awsvpc,
                "networkMode",
                "Tasks using the External launch type do not support networkMode 'awsvpc'.");
        refusals.refuse(
                definition.runtimePlatform().isWindows() && (mode == NetworkMode.host || mode == NetworkMode.none),
                "networkMode",
                "Windows containers do not support networkMode '" + mode + "'.");
        refusals.refuse(
                definition.ephemeralStorage() != null
                        && !types.contains(LaunchType.FARGATE)
                        && !types.contains(LaunchType.MANAGED_INSTANCES),
                "ephemeralStorage",
                "Tasks using the EC2 launch type do not support EphemeralStorage.");
        if (definition.proxyConfiguration() != null) {
            proxy(definition.proxyConfiguration().containerName());
        }
    }

    private void proxy(String container) {
        refusals.refuse(
                definition.networkMode() != NetworkMode.awsvpc,
                "proxyConfiguration",
                "APPMESH proxy configuration is only supported in networkMode=awsvpc");
        boolean exists = definition.containerDefinitions().stream()
                .anyMatch(candidate -> candidate == null || container == null || container.equals(candidate.name()));
        refusals.refuse(
                !exists, "proxyConfiguration.containerName", "Proxy container [" + container + "] does not exist.");
    }
}
