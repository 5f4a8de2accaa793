// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a task asks of a container instance.
 *
 * @param cpu CPU units reserved (RS-7)
 * @param memory MiB reserved (RS-8)
 * @param gpus whole GPUs reserved (RS-10)
 * @param hostPorts static host ports (NW-3, NW-5)
 * @param eni one ENI is attached (NW-20)
 * @param ebsVolume one EBS volume is attached (VO-5)
 * @param attributes that the instance must have (RS-30), {@code name} or {@code name=value}
 * @param availabilityZones where an awsvpc task's subnets lie (NW-27); empty for anywhere
 */
public record TaskNeeds(
        int cpu,
        int memory,
        int gpus,
        List<HostPort> hostPorts,
        boolean eni,
        boolean ebsVolume,
        List<String> attributes,
        Set<String> availabilityZones) {
    /** The attribute, ours, that tells whose an instance is. */
    public static final String CAPACITY_PROVIDER = "ecs.capacity-provider";

    /** CPU units, MiB and GPUs, and nothing else. */
    public static TaskNeeds of(int cpu, int memory, int gpus) {
        return new TaskNeeds(cpu, memory, gpus, List.of(), false, false, List.of(), Set.of());
    }

    /** The same on instances of a capacity provider only. */
    public TaskNeeds on(String capacityProvider) {
        List<String> more = new ArrayList<>(attributes);
        more.add(CAPACITY_PROVIDER + "=" + capacityProvider);
        return new TaskNeeds(cpu, memory, gpus, hostPorts, eni, ebsVolume, List.copyOf(more), availabilityZones);
    }

    /** The same in some zones only. */
    TaskNeeds in(Set<String> zones) {
        return new TaskNeeds(cpu, memory, gpus, hostPorts, eni, ebsVolume, attributes, zones);
    }

    /** The same with so many GPUs. */
    TaskNeeds withGpus(int count) {
        return new TaskNeeds(cpu, memory, count, hostPorts, eni, ebsVolume, attributes, availabilityZones);
    }
}
