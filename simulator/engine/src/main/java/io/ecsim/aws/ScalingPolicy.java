// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** The members of PutScalingPolicy for an ECS service; one configuration, as its type says. */
public record ScalingPolicy(
        String policyName,
        String resourceId,
        PolicyType policyType,
        StepScalingPolicyConfiguration stepScalingPolicyConfiguration,
        TargetTrackingScalingPolicyConfiguration targetTrackingScalingPolicyConfiguration,
        PredictiveScalingPolicyConfiguration predictiveScalingPolicyConfiguration) {

    /** One by steps, or one that tracks a target. */
    public ScalingPolicy(
            String policyName,
            String resourceId,
            PolicyType policyType,
            StepScalingPolicyConfiguration stepScalingPolicyConfiguration,
            TargetTrackingScalingPolicyConfiguration targetTrackingScalingPolicyConfiguration) {
        this(
                policyName,
                resourceId,
                policyType,
                stepScalingPolicyConfiguration,
                targetTrackingScalingPolicyConfiguration,
                null);
    }

    /** One that tracks a target. */
    public ScalingPolicy(
            String policyName,
            String resourceId,
            PolicyType policyType,
            TargetTrackingScalingPolicyConfiguration targetTrackingScalingPolicyConfiguration) {
        this(policyName, resourceId, policyType, null, targetTrackingScalingPolicyConfiguration);
    }
}
