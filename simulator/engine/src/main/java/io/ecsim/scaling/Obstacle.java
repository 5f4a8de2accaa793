// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

/**
 * Why a wish changed nothing. Application Auto Scaling's own reasons come first, in its spelling (SC-305); the others
 * are cases in which it says nothing, or fails the activity.
 */
public enum Obstacle {
    AlreadyAtMaxCapacity,
    AlreadyAtMinCapacity,
    AlreadyAtDesiredCapacity,
    AutoScalingAnticipatedFlapping,
    ScaleOutCooldown,
    ScaleInCooldown,
    DeploymentInProgress,
    InstanceWarmup,
    PoliciesDisagree,
    AlreadyAtForecastCapacity,
    DynamicScalingOutSuspended,
    DynamicScalingInSuspended,
    NoStepAdjustment,
    ScheduledScalingSuspended
}
