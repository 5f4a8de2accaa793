// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * Change the capacity by how far a metric is from an alarm's threshold.
 *
 * @param minAdjustmentMagnitude tasks that a step in percent changes at least (SC-346)
 * @param cooldown seconds, 300 by default for ECS (SC-348)
 */
public record StepScalingPolicyConfiguration(
        AdjustmentType adjustmentType,
        List<StepAdjustment> stepAdjustments,
        Integer minAdjustmentMagnitude,
        Integer cooldown,
        MetricAggregationType metricAggregationType) {
    public StepScalingPolicyConfiguration {
        stepAdjustments = Absent.list(stepAdjustments);
        cooldown = Absent.or(cooldown, 300);
        metricAggregationType = Absent.or(metricAggregationType, MetricAggregationType.Average);
    }
}
