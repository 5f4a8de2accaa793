// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/** One CloudWatch metric with its statistic, or metric math in {@code metrics}, chosen by the user (SC-330). */
public record CustomizedMetricSpecification(
        String namespace,
        String metricName,
        List<MetricDimension> dimensions,
        String statistic,
        String unit,
        List<MetricDataQuery> metrics) {
    public CustomizedMetricSpecification {
        dimensions = Absent.list(dimensions);
        metrics = Absent.list(metrics);
    }

    /** One metric. */
    public CustomizedMetricSpecification(
            String namespace, String metricName, List<MetricDimension> dimensions, String statistic, String unit) {
        this(namespace, metricName, dimensions, statistic, unit, null);
    }
}
