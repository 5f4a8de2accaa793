// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import java.util.Map;

/**
 * A container instance and what was on it. Moments are nanoseconds since the scenario's start.
 *
 * @param group its Auto Scaling group; null for none
 * @param spot whether it is a Spot Instance
 * @param cpu that it registered, CPU units
 * @param memory that it registered, MiB
 * @param left {@link TaskLife#NEVER} when it was there at the end
 * @param why it left; null while it is there
 * @param tasksMost the most tasks that were on it at once, those told to stop too
 * @param cpuMean CPU units that tasks reserved, on average while it was there
 * @param memoryMean MiB that tasks reserved, on average while it was there
 * @param byOwner what tasks reserved, by service, or by group for tasks of none
 */
public record InstanceLife(
        String instance,
        String instanceType,
        String availabilityZone,
        String group,
        boolean spot,
        int cpu,
        int memory,
        long registered,
        long left,
        String why,
        int tasksMost,
        double cpuMean,
        double memoryMean,
        Map<String, Reserved> byOwner) {

    /** From change to change, until the tasks are told to stop. @param cpu CPU units @param memory MiB */
    public record Reserved(StepSeries cpu, StepSeries memory) {}
}
