// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.ContainerCondition;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.ContainerDependency;
import io.ecsim.aws.TaskDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules of RegisterTaskDefinition about which container waits for which (TD-11, TD-30, CT-2). */
final class DependencyRules {
    private final Map<String, ContainerDefinition> byName = new LinkedHashMap<>();
    private final Refusals refusals;

    private DependencyRules(TaskDefinition definition, Refusals refusals) {
        this.refusals = refusals;
        for (ContainerDefinition container : definition.containerDefinitions()) {
            if (container != null && container.name() != null) {
                byName.put(container.name(), container);
            }
        }
    }

    static void check(TaskDefinition definition, Refusals refusals) {
        DependencyRules rules = new DependencyRules(definition, refusals);
        for (int i = 0; i < definition.containerDefinitions().size(); i++) {
            ContainerDefinition container = definition.containerDefinitions().get(i);
            if (container != null) {
                rules.container(container, "containerDefinitions[" + i + "].dependsOn");
            }
        }
    }

    private void container(ContainerDefinition container, String path) {
        for (int i = 0; i < container.dependsOn().size(); i++) {
            ContainerDependency dependency = container.dependsOn().get(i);
            if (dependency != null && dependency.containerName() != null) {
                dependency(dependency, path + "[" + i + "]");
            }
        }
        refusals.refuse(
                dependsOnItself(container),
                path,
                "Container '" + container.name() + "' depends on itself by its dependencies; there must be no cycle.");
    }

    private void dependency(ContainerDependency dependency, String path) {
        ContainerDefinition other = byName.get(dependency.containerName());
        if (other == null) {
            String name = dependency.containerName();
            refusals.unknown(
                    path + ".containerName",
                    "Cannot depend on container + '" + name + "' because it does not exist",
                    name,
                    byName.keySet());
            return;
        }
        ContainerCondition condition = dependency.condition();
        boolean mustExit = condition == ContainerCondition.SUCCESS || condition == ContainerCondition.COMPLETE;
        refusals.refuse(
                mustExit && other.essential(),
                path + ".condition",
                "A dependency container with SUCCESS or COMPLETE condition cannot be an essential container");
        refusals.refuse(
                condition == ContainerCondition.HEALTHY && other.healthCheck() == null,
                path + ".condition",
                "A dependency container with HEALTHY condition must have health check configured");
    }

    private boolean dependsOnItself(ContainerDefinition start) {
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
}
