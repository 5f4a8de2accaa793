// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.cluster.ContainerInstance;
import io.ecsim.kernel.Event;

/** An instance as EC2 sees it, from its launch to its end, registered with the cluster or not. */
final class Machine {
    final ContainerInstance.Registration registration;
    final Launch launch;
    /** Auto Scaling group that launched it; null for a fixed instance. */
    final Group group;

    /** Its boot, while that lasts. */
    Event boot;

    /** Whether it boots to take the place of another one in a fuller zone. */
    boolean moves;

    boolean stopped;
    /** As it registered; null before. It may have been deregistered since. */
    ContainerInstance instance;

    Machine(ContainerInstance.Registration registration, Launch launch, Group group) {
        this.registration = registration;
        this.launch = launch;
        this.group = group;
    }

    String id() {
        return registration.id();
    }

    String zone() {
        return launch.availabilityZone();
    }

    /** Whether it has booted and runs. */
    boolean isUp() {
        return boot == null && !stopped;
    }
}
