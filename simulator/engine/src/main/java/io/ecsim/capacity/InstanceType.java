// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.aws.CPUArchitecture;
import java.util.Map;

/**
 * An EC2 instance type.
 *
 * @param memoryMiB advertised memory in MiB, more than what an instance registers (RS-5)
 * @param gpuCount whole GPUs, of any maker
 * @param ecsGpus GPUs that the agent registers: NVIDIA's, whole ones (RS-10)
 * @param maxEnis network interfaces of one instance, its own included; 0 when unknown
 * @param awsvpcTasks tasks with a network interface each (NW-20)
 * @param awsvpcTasksTrunking the same with a trunk; 0 for a type that can have none (NW-23)
 * @param ebsAttachments EBS volumes that can be attached, the root volume included; 0 where ECS attaches none (VO-5)
 * @param usdPerHour Linux on demand in us-east-1; null when unknown
 * @param priceMultipliers price elsewhere over the price in us-east-1, by region
 */
public record InstanceType(
        String name,
        int vcpu,
        int memoryMiB,
        int gpuCount,
        int ecsGpus,
        CPUArchitecture cpuArchitecture,
        int maxEnis,
        int awsvpcTasks,
        int awsvpcTasksTrunking,
        int ebsAttachments,
        boolean burstable,
        Double usdPerHour,
        Map<String, Double> priceMultipliers) {
    private static final String HOME_REGION = "us-east-1";

    /** USD per hour, Linux on demand; null when the type is not offered in the region or its price is unknown. */
    public Double usdPerHour(String region) {
        Double multiplier = region.equals(HOME_REGION) ? Double.valueOf(1) : priceMultipliers.get(region);
        return usdPerHour == null || multiplier == null ? null : Double.valueOf(usdPerHour * multiplier);
    }
}
