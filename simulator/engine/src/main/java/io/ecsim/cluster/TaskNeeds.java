// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

import java.util.List;
import java.util.Set;

/**
 * What a task asks of a container instance.
 *
 * @param cpu CPU units reserved (RS-7)
 * @param memory MiB reserved (RS-8)
 * @param hostPorts static host ports (NW-3, NW-5)
 * @param eni one ENI is attached (NW-20)
 * @param attributes that the instance must have (RS-30), {@code name} or {@code name=value}
 * @param availabilityZones where an awsvpc task's subnets lie (NW-27); empty for anywhere
 */
public record TaskNeeds(
        int cpu,
        int memory,
        List<HostPort> hostPorts,
        boolean eni,
        List<String> attributes,
        Set<String> availabilityZones) {}
