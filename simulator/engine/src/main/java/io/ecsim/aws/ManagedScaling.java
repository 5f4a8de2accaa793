// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * How a capacity provider scales its Auto Scaling group (SC-415).
 *
 * @param targetCapacity percent of the instances that are to be in use, 1 to 100
 * @param minimumScalingStepSize fewest instances of a scale-out, 1 to 10,000
 * @param maximumScalingStepSize most instances of a scale-out, 1 to 10,000
 * @param instanceWarmupPeriod seconds from the launch of an instance, 0 to 10,000
 */
public record ManagedScaling(
        Switch status,
        Integer targetCapacity,
        Integer minimumScalingStepSize,
        Integer maximumScalingStepSize,
        Integer instanceWarmupPeriod) {
    /** Of a provider that says nothing of it. */
    static final ManagedScaling DISABLED = new ManagedScaling(Switch.DISABLED, null, null, null, null);

    public ManagedScaling {
        status = Absent.or(status, Switch.ENABLED);
        targetCapacity = Absent.or(targetCapacity, 100);
        minimumScalingStepSize = Absent.or(minimumScalingStepSize, 1);
        maximumScalingStepSize = Absent.or(maximumScalingStepSize, 10_000);
        instanceWarmupPeriod = Absent.or(instanceWarmupPeriod, 300);
    }
}
