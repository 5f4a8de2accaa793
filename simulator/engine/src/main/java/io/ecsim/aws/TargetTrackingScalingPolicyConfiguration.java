// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Keep a metric at a value. Cooldowns in seconds, 300 by default for ECS (SC-325). */
public record TargetTrackingScalingPolicyConfiguration(
        Double targetValue,
        PredefinedMetricSpecification predefinedMetricSpecification,
        CustomizedMetricSpecification customizedMetricSpecification,
        Integer scaleOutCooldown,
        Integer scaleInCooldown,
        Boolean disableScaleIn) {
    public TargetTrackingScalingPolicyConfiguration {
        scaleOutCooldown = Absent.or(scaleOutCooldown, 300);
        scaleInCooldown = Absent.or(scaleInCooldown, 300);
        disableScaleIn = Absent.or(disableScaleIn, false);
    }
}
