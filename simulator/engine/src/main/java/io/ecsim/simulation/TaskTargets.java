// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.ServiceRegistry;
import io.ecsim.cluster.Task;
import io.ecsim.loadbalancing.TargetGroups;
import io.ecsim.loadbalancing.TargetHealth;
import io.ecsim.loadbalancing.Targets;
import io.ecsim.service.Deployment;
import java.util.List;
import java.util.function.Function;

/** Where a task is, or is to be, a target: what its deployment says. */
final class TaskTargets {
    private final Function<String, Deployment> deployments;
    private final TargetGroups targetGroups;

    /** @param deployments by id; null for that of a standalone task */
    TaskTargets(Function<String, Deployment> deployments, TargetGroups targetGroups) {
        this.deployments = deployments;
        this.targetGroups = targetGroups;
    }

    List<ServiceRegistry> registriesOf(Task task) {
        Deployment deployment = deployments.apply(task.deployment());
        return deployment == null ? List.of() : deployment.target().serviceRegistries();
    }

    boolean hasAny(Task task) {
        return !of(task).isEmpty();
    }

    /** Those of its deployment; a service's deployments may have different ones. */
    List<Targets> of(Task task) {
        Deployment deployment = deployments.apply(task.deployment());
        return deployment == null
                ? List.of()
                : deployment.targetGroups().stream().map(targetGroups::get).toList();
    }

    List<TargetHealth> states(Task task) {
        return of(task).stream().map(targets -> targets.health(task.id())).toList();
    }
}
