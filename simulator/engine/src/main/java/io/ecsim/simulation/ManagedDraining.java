// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.CapacityProvider;
import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.LifecycleHookSpecification;
import io.ecsim.capacity.CapacityProviders;
import io.ecsim.capacity.Fleet;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.cluster.Transitions;
import io.ecsim.kernel.Kernel;
import io.ecsim.service.ServiceScheduler;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Drains the instances of capacity providers before they end, by a lifecycle hook of their groups: it is answered when
 * their tasks have stopped, after 48 hours at the latest (SC-422).
 */
final class ManagedDraining {
    private static final String NAME = "ecs-managed-draining-termination-hook";
    /** ECS renews the heartbeat of 3,600 s until then. */
    private static final int LONGEST = 48 * 3600;

    private final Kernel kernel;
    private final CapacityProviders providers;
    private final Transitions transitions;
    private final ServiceScheduler scheduler;
    private final Fleet fleet;
    private final Set<ContainerInstance> waiting = new LinkedHashSet<>();

    ManagedDraining(
            Kernel kernel,
            CapacityProviders providers,
            Transitions transitions,
            ServiceScheduler scheduler,
            Fleet fleet) {
        this.kernel = kernel;
        this.providers = providers;
        this.transitions = transitions;
        this.scheduler = scheduler;
        this.fleet = fleet;
    }

    /** The hook is there from the beginning of a provider. */
    void begin() {
        for (CapacityProvider provider : providers.all()) {
            if (provider.drains() && !provider.isManaged()) {
                fleet.groups()
                        .addHook(
                                provider.autoScalingGroupProvider().group(),
                                new LifecycleHookSpecification(
                                        NAME,
                                        LifecycleHookSpecification.TERMINATING,
                                        LONGEST,
                                        LifecycleHookSpecification.CONTINUE));
            }
        }
    }

    /** Whether an instance is drained before it ends, and when it is about to be interrupted. */
    boolean covers(ContainerInstance instance) {
        String name = instance.attributes().get(TaskNeeds.CAPACITY_PROVIDER);
        CapacityProvider provider = name == null ? null : providers.get(name);
        return provider != null && provider.drains();
    }

    /** Its group lets an instance go. */
    void leaving(ContainerInstance instance) {
        if (covers(instance)) {
            waiting.add(instance);
            drain(instance, "managed draining");
            look(instance);
        }
    }

    void drain(ContainerInstance instance, String why) {
        if (instance.status() == ContainerInstanceStatus.ACTIVE) {
            transitions.changeStatus(instance, ContainerInstanceStatus.DRAINING, why);
            scheduler.instanceChanged(instance);
        }
    }

    /** A task there may have been the last one: then the instance ends when all has been said about the task. */
    void look(ContainerInstance instance) {
        if (instance.tasks().isEmpty() && waiting.contains(instance)) {
            kernel.atEndOfInstant(() -> complete(instance));
        }
    }

    private void complete(ContainerInstance instance) {
        if (waiting.remove(instance)) {
            fleet.groups().complete(instance.id(), NAME, LifecycleHookSpecification.CONTINUE, "its tasks have stopped");
        }
    }

    void ended(ContainerInstance instance) {
        waiting.remove(instance);
    }
}
