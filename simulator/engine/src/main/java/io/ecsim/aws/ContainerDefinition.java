// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * A container of a task.
 *
 * @param cpu CPU units (1024 = 1 vCPU), null when not given
 * @param memory hard limit in MiB, null when not given
 * @param memoryReservation soft limit in MiB, null when not given: what placement counts (RS-8)
 * @param stopTimeout seconds from the stop signal to the kill, null for the agent's default (TL-14)
 */
public record ContainerDefinition(
        String name,
        String image,
        Integer cpu,
        Integer memory,
        Integer memoryReservation,
        List<PortMapping> portMappings,
        Boolean essential,
        List<ContainerDependency> dependsOn,
        Integer stopTimeout) {
    public ContainerDefinition {
        portMappings = Absent.list(portMappings);
        essential = Absent.or(essential, true);
        dependsOn = Absent.list(dependsOn);
    }
}
