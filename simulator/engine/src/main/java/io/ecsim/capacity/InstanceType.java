// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.aws.CPUArchitecture;
import io.ecsim.aws.CpuCredits;

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
 * @param creditsPerHour CPU credits that an instance earns; 0 for a type that is not burstable (SC-602)
 * @param manufacturer of the CPU, as EC2's instance requirements say it, such as {@code amd}
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
        double creditsPerHour,
        String manufacturer,
        boolean bareMetal) {
    public boolean isBurstable() {
        return creditsPerHour > 0;
    }

    /** vCPUs that a burstable type can have for ever: 60 credits are an hour of one (SC-601). */
    public double baselineVcpus() {
        return creditsPerHour / 60;
    }

    boolean isT2() {
        return name.startsWith("t2.");
    }

    /** SC-603. */
    CpuCredits defaultCpuCredits() {
        return isT2() ? CpuCredits.standard : CpuCredits.unlimited;
    }
}
