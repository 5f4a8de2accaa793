// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/** A metric, or metric math over several, chosen by the user; one of the queries returns data. */
public record PredictiveScalingCustomizedMetricSpecification(List<MetricDataQuery> metricDataQueries) {
    public PredictiveScalingCustomizedMetricSpecification {
        metricDataQueries = Absent.list(metricDataQueries);
    }
}
