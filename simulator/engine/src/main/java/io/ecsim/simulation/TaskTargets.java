// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.ServiceRegistry;
import io.ecsim.cluster.Task;
import io.ecsim.loadbalancing.TargetGroups;
import io.ecsim.loadbalancing.TargetHealth;
import io.ecsim.loadbalancing.Targets;
import io.ecsim.service.Deployment;
import io.ecsim.service.TargetEvents;
import java.util.List;
import java.util.function.Function;

/** Where a task is, or is to be, a target: what its deployment says. ECS registers and deregisters it there. */
final class TaskTargets {
    private final Function<String, Deployment> deployments;
    private final TargetGroups targetGroups;
    private final TargetEvents events;

    /** @param deployments by id; null for that of a standalone task */
    TaskTargets(Function<String, Deployment> deployments, TargetGroups targetGroups, TargetEvents events) {
        this.deployments = deployments;
        this.targetGroups = targetGroups;
        this.events = events;
    }

    void register(Task task) {
        for (Targets group : of(task)) {
            group.register(task.id(), task.service(), task.instance().availabilityZone());
            events.registered(task, inEvents(task, group));
        }
    }

    /** New requests go elsewhere, and the task waits until its connections have drained. */
    void drain(Task task) {
        of(task).forEach(group -> deregister(task, group));
        if (hasAny(task)) {
            events.drains(task);
        }
    }

    /** New requests go elsewhere, and the task does not wait. */
    void deregister(Task task) {
        of(task).stream()
                .filter(group -> group.health(task.id()) != TargetHealth.unused)
                .filter(group -> group.health(task.id()) != TargetHealth.draining)
                .forEach(group -> deregister(task, group));
    }

    private void deregister(Task task, Targets group) {
        group.deregister(task.id());
        events.deregistered(task, inEvents(task, group));
    }

    /** The task is gone, and whatever of it is left. */
    void remove(Task task) {
        for (Targets group : of(task)) {
            TargetHealth health = group.health(task.id());
            group.remove(task.id());
            if (health != TargetHealth.unused && health != TargetHealth.draining) {
                events.deregistered(task, inEvents(task, group));
            }
        }
    }

    private String inEvents(Task task, Targets targets) {
        String name = targets.group().name();
        return deployments.apply(task.deployment()).target().loadBalancers().stream()
                .filter(loadBalancer -> name.equals(loadBalancer.targetGroup()))
                .map(LoadBalancer::inEvents)
                .findFirst()
                .orElse("(target-group " + name + ")");
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
