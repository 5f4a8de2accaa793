// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** A metric that Application Auto Scaling knows by name (SC-312). */
public record PredefinedMetricSpecification(MetricType predefinedMetricType, String resourceLabel) {}
