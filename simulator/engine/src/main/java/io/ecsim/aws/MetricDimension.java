// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** One dimension of a CloudWatch metric. */
public record MetricDimension(String name, String value) {}
