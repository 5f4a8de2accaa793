// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import io.ecsim.aws.CustomizedMetricSpecification;
import io.ecsim.aws.MetricType;
import io.ecsim.metrics.Metric;
import io.ecsim.metrics.MetricQuery;

/**
 * Finds the metrics that the policies of one service name. Never null: for a metric that nothing publishes, the answer
 * is its name as asked for. Its alarms then stay in INSUFFICIENT_DATA, as on AWS, and nothing scales.
 */
public interface ServiceMetrics {
    /** @param resourceLabel the target group of ALBRequestCountPerTarget as AWS labels it, null for other types */
    Metric predefined(MetricType type, String resourceLabel);

    MetricQuery customized(CustomizedMetricSpecification specification);
}
