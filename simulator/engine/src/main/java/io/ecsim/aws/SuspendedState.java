// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** What Application Auto Scaling leaves alone for the time being (SC-306). Absent members are false. */
public record SuspendedState(
        Boolean dynamicScalingInSuspended, Boolean dynamicScalingOutSuspended, Boolean scheduledScalingSuspended) {
    public SuspendedState {
        dynamicScalingInSuspended = Absent.or(dynamicScalingInSuspended, false);
        dynamicScalingOutSuspended = Absent.or(dynamicScalingOutSuspended, false);
        scheduledScalingSuspended = Absent.or(scheduledScalingSuspended, false);
    }
}
