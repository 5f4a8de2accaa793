// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Absent;
import io.ecsim.aws.CustomizedMetricSpecification;
import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.MetricDataQuery;
import io.ecsim.metrics.Expression;
import io.ecsim.metrics.MetricMath;
import io.ecsim.metrics.MetricQuery;
import io.ecsim.metrics.MetricStat;
import io.ecsim.metrics.Statistic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What AWS's documents ask of metrics, made ready to be read. */
public final class MetricQueries {
    private MetricQueries() {}

    public static MetricQuery of(MetricAlarm alarm) {
        return alarm.metrics().isEmpty()
                ? stat(
                        new CustomizedMetricSpecification(
                                alarm.namespace(), alarm.metricName(), alarm.dimensions(), null, alarm.unit()),
                        alarm.stat())
                : of(alarm.metrics());
    }

    public static MetricQuery of(CustomizedMetricSpecification metric) {
        return metric.metrics().isEmpty() ? stat(metric, metric.statistic()) : of(metric.metrics());
    }

    /** The one that returns data. */
    private static MetricQuery of(List<MetricDataQuery> queries) {
        MetricDataQuery returned =
                queries.stream().filter(MetricDataQuery::returnData).findFirst().orElseThrow();
        return of(returned, queries);
    }

    private static MetricQuery of(MetricDataQuery query, List<MetricDataQuery> all) {
        if (query.metricStat() != null) {
            MetricDataQuery.Metric metric = query.metricStat().metric();
            return stat(
                    new CustomizedMetricSpecification(
                            metric.namespace(),
                            metric.metricName(),
                            metric.dimensions(),
                            null,
                            query.metricStat().unit()),
                    query.metricStat().stat());
        }
        Expression expression = Expression.parse(query.expression());
        Map<String, MetricQuery> inputs = new LinkedHashMap<>();
        for (MetricDataQuery other : all) {
            // METRICS() means all that are no expressions, named or not.
            if (other != query && (expression.ids().contains(other.id()) || other.metricStat() != null)) {
                inputs.put(other.id(), of(other, all));
            }
        }
        return new MetricMath(Absent.or(query.label(), query.expression()), expression, inputs);
    }

    private static MetricStat stat(CustomizedMetricSpecification metric, String statistic) {
        return new MetricStat(PublishedMetrics.meant(metric), Statistic.of(statistic));
    }
}
