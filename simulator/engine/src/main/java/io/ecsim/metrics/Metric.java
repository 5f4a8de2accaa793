// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

/**
 * The identity of a CloudWatch metric.
 *
 * @param dimensions {@code ClusterName=default,ServiceName=web}, in a fixed order
 */
public record Metric(String namespace, String name, String dimensions, String unit) {}
