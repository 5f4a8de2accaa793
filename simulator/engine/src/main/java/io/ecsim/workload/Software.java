// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.aws.Absent;
import java.time.Duration;

/**
 * What runs in one container. A component that is null is as in the software that this one differs from.
 *
 * @param memory what it uses
 * @param warmUp from container start until it answers health checks and requests
 * @param health how it answers health checks once warm
 * @param exit when it ends by itself
 * @param onStop what it does after SIGTERM
 */
public record Software(
        Application.MemoryModel memory, Duration warmUp, Health health, Exit exit, Application.OnStop onStop) {
    /** Software about which nothing is said: ready at once, always healthy, never at an end, gone at SIGTERM. */
    public static final Software UNDESCRIBED = new Software(
            new Application.MemoryModel(null), Duration.ZERO, Health.HEALTHY, Exit.NEVER, new Application.OnStop(null));

    /** This software, and what it says nothing about from another. */
    public Software orElse(Software other) {
        return new Software(
                Absent.or(memory, other.memory),
                Absent.or(warmUp, other.warmUp),
                Absent.or(health, other.health),
                Absent.or(exit, other.exit),
                Absent.or(onStop, other.onStop));
    }
}
