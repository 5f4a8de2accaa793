// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.agent.TaskLifecycle;
import io.ecsim.aws.Attribute;
import io.ecsim.aws.AwsException;
import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.Transitions;
import io.ecsim.service.ServiceScheduler;
import java.util.List;
import java.util.function.BiConsumer;

/** Operations on instances that are named. */
final class InstanceOperations {
    private static final String FORCED = "Container instance deregistration forced by user";

    private final ClusterState cluster;
    private final Transitions transitions;
    private final TaskLifecycle lifecycle;
    private final ServiceScheduler scheduler;

    InstanceOperations(
            ClusterState cluster, Transitions transitions, TaskLifecycle lifecycle, ServiceScheduler scheduler) {
        this.cluster = cluster;
        this.transitions = transitions;
        this.lifecycle = lifecycle;
        this.scheduler = scheduler;
    }

    /** Returns the failures: names that no instance has. */
    List<String> updateState(List<String> names, ContainerInstanceStatus status) {
        List<ContainerInstance> changed = cluster.instances().stream()
                .filter(instance -> instance.status() != status)
                .filter(instance ->
                        names.stream().anyMatch(name -> cluster.named(name).contains(instance)))
                .toList();
        for (ContainerInstance instance : changed) {
            transitions.changeStatus(instance, status, "updateContainerInstancesState");
            scheduler.instanceChanged(instance);
        }
        return names.stream()
                .filter(name -> cluster.named(name).isEmpty())
                .map(name -> name + " MISSING")
                .toList();
    }

    /** Takes an instance out of the cluster; its machine runs on (IN-4). */
    void deregister(String name, boolean force) {
        List<ContainerInstance> found = cluster.named(name);
        if (found.size() != 1) {
            throw new AwsException(
                    "InvalidParameterException", "Referenced container instance " + name + " not found.");
        }
        ContainerInstance instance = found.get(0);
        if (!force && !instance.tasks().isEmpty()) {
            throw new AwsException("InvalidParameterException", "Found running tasks on the instance.");
        }
        for (Task task : List.copyOf(instance.tasks())) {
            lifecycle.kill(task, TaskStopCode.UserInitiated, FORCED);
        }
        lifecycle.left(instance);
        transitions.deregister(instance, force ? "deregisterContainerInstance, forced" : "deregisterContainerInstance");
        scheduler.instancesChanged();
    }

    void putAttributes(List<Attribute> attributes) {
        for (Attribute attribute : attributes) {
            for (ContainerInstance instance : target(attribute)) {
                long custom = instance.attributes().keySet().stream()
                        .filter(AttributeRules::isCustom)
                        .filter(name -> !name.equals(attribute.name()))
                        .count();
                if (AttributeRules.isCustom(attribute.name()) && custom >= AttributeRules.MOST) {
                    throw new AwsException(
                            "AttributeLimitExceededException",
                            instance.id() + " has " + AttributeRules.MOST + " custom attributes already.");
                }
            }
        }
        change(
                attributes,
                (attribute, instance) -> transitions.putAttribute(instance, attribute.name(), attribute.value()));
    }

    void deleteAttributes(List<Attribute> attributes) {
        attributes.forEach(this::target);
        change(attributes, (attribute, instance) -> transitions.deleteAttribute(instance, attribute.name()));
    }

    private void change(List<Attribute> attributes, BiConsumer<Attribute, ContainerInstance> change) {
        for (Attribute attribute : attributes) {
            target(attribute).forEach(instance -> change.accept(attribute, instance));
        }
        scheduler.instancesChanged();
    }

    private List<ContainerInstance> target(Attribute attribute) {
        List<ContainerInstance> found = cluster.named(attribute.targetId());
        if (found.isEmpty()) {
            throw new AwsException(
                    "TargetNotFoundException", "The specified target wasn't found: " + attribute.targetId() + ".");
        }
        return found;
    }
}
