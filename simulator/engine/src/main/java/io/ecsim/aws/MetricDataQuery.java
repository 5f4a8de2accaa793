// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * One of the series of metric math: a statistic of a metric, or an expression over other series (SC-216).
 *
 * @param returnData whether it is the one that counts
 */
public record MetricDataQuery(
        String id, MetricStat metricStat, String expression, String label, Boolean returnData, Integer period) {
    public MetricDataQuery {
        returnData = Absent.or(returnData, true);
    }

    /** @param period seconds; in the queries of a scaling policy there is none */
    public record MetricStat(Metric metric, Integer period, String stat, String unit) {}

    /** A metric by its names. */
    public record Metric(String namespace, String metricName, List<MetricDimension> dimensions) {
        public Metric {
            dimensions = Absent.list(dimensions);
        }
    }
}
