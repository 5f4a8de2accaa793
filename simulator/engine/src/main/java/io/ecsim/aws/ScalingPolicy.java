// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** The members of PutScalingPolicy for an ECS service. */
public record ScalingPolicy(
        String policyName,
        String resourceId,
        PolicyType policyType,
        TargetTrackingScalingPolicyConfiguration targetTrackingScalingPolicyConfiguration) {}
