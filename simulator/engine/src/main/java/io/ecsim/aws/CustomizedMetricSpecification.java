// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/** One CloudWatch metric with its statistic, chosen by the user (SC-330). */
public record CustomizedMetricSpecification(
        String namespace, String metricName, List<MetricDimension> dimensions, String statistic, String unit) {
    public CustomizedMetricSpecification {
        dimensions = Absent.list(dimensions);
    }
}
