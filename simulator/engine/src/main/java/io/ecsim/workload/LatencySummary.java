// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

/** Response times in milliseconds; NaN when no request was answered. */
public record LatencySummary(double mean, double p50, double p95, double p99) {
    public static final LatencySummary NONE = new LatencySummary(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
