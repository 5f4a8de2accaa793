// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * The members of EC2 Auto Scaling's PutScalingPolicy: a policy of a group's own (SC-441, SC-450, SC-453).
 *
 * @param autoScalingGroupName that of the group that has it; may be left out there
 * @param policyType simple scaling by default, as on AWS
 * @param scalingAdjustment instances or percent, of simple scaling
 * @param cooldown seconds, of simple scaling; null for the group's default
 * @param estimatedInstanceWarmup seconds; null for the group's
 * @param enabled whether it may scale
 */
public record GroupScalingPolicy(
        String autoScalingGroupName,
        String policyName,
        Type policyType,
        AdjustmentType adjustmentType,
        Integer scalingAdjustment,
        List<StepAdjustment> stepAdjustments,
        Integer minAdjustmentMagnitude,
        MetricAggregationType metricAggregationType,
        Integer cooldown,
        Integer estimatedInstanceWarmup,
        TargetTrackingConfiguration targetTrackingConfiguration,
        Boolean enabled) {
    /** Spelled as on the wire. */
    public enum Type {
        SimpleScaling,
        StepScaling,
        TargetTrackingScaling,
        PredictiveScaling
    }

    /** Metrics that EC2 Auto Scaling knows by name. Spelled as on the wire. */
    public enum Metric {
        ASGAverageCPUUtilization,
        ASGAverageNetworkIn,
        ASGAverageNetworkOut,
        ALBRequestCountPerTarget
    }

    /** Keep a metric at a value: one that is known by name, or one of the user's choice. */
    public record TargetTrackingConfiguration(
            Double targetValue,
            PredefinedMetric predefinedMetricSpecification,
            CustomizedMetricSpecification customizedMetricSpecification,
            Boolean disableScaleIn) {
        public TargetTrackingConfiguration {
            disableScaleIn = Absent.or(disableScaleIn, false);
        }
    }

    /** @param resourceLabel the target group of ALBRequestCountPerTarget, as AWS labels it */
    public record PredefinedMetric(Metric predefinedMetricType, String resourceLabel) {}

    public GroupScalingPolicy {
        policyType = Absent.or(policyType, Type.SimpleScaling);
        stepAdjustments = Absent.list(stepAdjustments);
        metricAggregationType = Absent.or(metricAggregationType, MetricAggregationType.Average);
        enabled = Absent.or(enabled, true);
    }

    /** Its steps; those of simple scaling are one, whatever the alarm's metric is. */
    public StepScalingPolicyConfiguration steps() {
        List<StepAdjustment> steps = policyType == Type.SimpleScaling
                ? List.of(new StepAdjustment(null, null, scalingAdjustment))
                : stepAdjustments;
        return new StepScalingPolicyConfiguration(
                adjustmentType, steps, minAdjustmentMagnitude, 0, metricAggregationType);
    }
}
