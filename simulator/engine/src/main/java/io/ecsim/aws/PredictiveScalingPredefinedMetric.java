// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * A metric, or a pair, that predictive scaling knows by name.
 *
 * @param resourceLabel the target group of request counts, as AWS labels it; null for the service's first
 */
public record PredictiveScalingPredefinedMetric(PredictiveMetricType predefinedMetricType, String resourceLabel) {}
