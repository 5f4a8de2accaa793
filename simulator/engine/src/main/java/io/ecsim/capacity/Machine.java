// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.kernel.Event;
import java.util.LinkedHashMap;
import java.util.Map;

/** An instance as EC2 sees it, from its launch to its end, registered with the cluster or not. */
final class Machine {
    final ContainerInstance.Registration registration;
    final Launch launch;
    /** Auto Scaling group that launched it; null for a fixed instance. */
    final Group group;
    /** Nanoseconds since the start of the run. */
    final long launchedAt;

    /** Its boot, while that lasts. */
    Event boot;

    boolean stopped;
    /** As it registered; null before. It may have been deregistered since. */
    ContainerInstance instance;

    /** Of one that is no part of a group nothing of this means anything. */
    LifecycleState state = LifecycleState.PENDING;

    /** When it was InService first; only then. */
    long inServiceAt;

    /** Whose place it is to take: it does not count before it has; null when it is one of its own (SC-446, SC-449). */
    Machine replaces;

    boolean protectedFromScaleIn;

    /** Whether EC2 has said that it will take it back. */
    boolean interrupted;

    /** The lifecycle hooks for which it waits, each with the end of its patience. */
    final Map<String, Event> hooks = new LinkedHashMap<>();

    Machine(ContainerInstance.Registration registration, Launch launch, Group group, long launchedAt) {
        this.registration = registration;
        this.launch = launch;
        this.group = group;
        this.launchedAt = launchedAt;
    }

    String id() {
        return registration.id();
    }

    /** Its Auto Scaling group, or the capacity provider for which ECS manages it. */
    String owner() {
        return group == null ? launch.capacityProvider() : group.name();
    }

    String zone() {
        return launch.availabilityZone();
    }

    /** Whether it has booted and runs. */
    boolean isUp() {
        return boot == null && !stopped;
    }

    boolean isRegistered() {
        return instance != null && instance.status() != ContainerInstanceStatus.INACTIVE;
    }

    /** Whether it is part of its group's capacity. */
    boolean counts() {
        return state.counts() && replaces == null;
    }

    /** What it waits for does not matter any more. */
    void forget() {
        hooks.values().forEach(Event::cancel);
        hooks.clear();
    }
}
