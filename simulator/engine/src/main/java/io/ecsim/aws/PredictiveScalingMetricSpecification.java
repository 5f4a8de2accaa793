// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * What is forecast, and how much of it one task takes: a pair, or a load metric and a scaling metric.
 *
 * @param targetValue of the scaling metric: what one task is to take of the load
 */
public record PredictiveScalingMetricSpecification(
        Double targetValue,
        PredictiveScalingPredefinedMetric predefinedMetricPairSpecification,
        PredictiveScalingPredefinedMetric predefinedScalingMetricSpecification,
        PredictiveScalingPredefinedMetric predefinedLoadMetricSpecification,
        PredictiveScalingCustomizedMetricSpecification customizedScalingMetricSpecification,
        PredictiveScalingCustomizedMetricSpecification customizedLoadMetricSpecification,
        PredictiveScalingCustomizedMetricSpecification customizedCapacityMetricSpecification) {

    /** A pair by its name. */
    public PredictiveScalingMetricSpecification(double targetValue, PredictiveMetricType pair) {
        this(targetValue, new PredictiveScalingPredefinedMetric(pair, null), null, null, null, null, null);
    }

    /** The predefined metric that says what the load is; null if it is a customized one. */
    public PredictiveScalingPredefinedMetric predefinedLoad() {
        return Absent.or(predefinedMetricPairSpecification, predefinedLoadMetricSpecification);
    }
}
