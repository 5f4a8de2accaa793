// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Absent;
import io.ecsim.aws.CustomizedMetricSpecification;
import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.MetricDataQuery;
import io.ecsim.aws.MetricDimension;
import io.ecsim.kernel.Time;
import io.ecsim.metrics.AlarmDefinition;
import io.ecsim.metrics.Expression;
import io.ecsim.metrics.MetricMath;
import io.ecsim.metrics.MetricQuery;
import io.ecsim.metrics.MetricStat;
import io.ecsim.metrics.Statistic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
    static MetricQuery of(List<MetricDataQuery> queries) {
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

    /** What an alarm on one metric looks at, as if it were written as a query. */
    static MetricDataQuery asked(MetricDataQuery.Metric metric, Integer period, String statistic) {
        return new MetricDataQuery(
                null, new MetricDataQuery.MetricStat(metric, period, statistic, null), null, null, true, null);
    }

    /** The same of an alarm that a scaling policy owns; of metric math the metrics that go into it. */
    static List<MetricDataQuery> asked(AlarmDefinition alarm) {
        int period = (int) (alarm.period() / Time.SECOND);
        return alarm.query().stats().stream()
                .map(stat -> asked(
                        new MetricDataQuery.Metric(
                                stat.metric().namespace(),
                                stat.metric().name(),
                                dimensions(stat.metric().dimensions())),
                        period,
                        stat.statistic().name()))
                .toList();
    }

    private static List<MetricDimension> dimensions(String text) {
        return Stream.of(text.split(","))
                .filter(each -> each.contains("="))
                .map(each -> each.split("=", 2))
                .map(pair -> new MetricDimension(pair[0], pair[1]))
                .toList();
    }

    private static MetricStat stat(CustomizedMetricSpecification metric, String statistic) {
        return new MetricStat(PublishedMetrics.meant(metric), Statistic.of(statistic));
    }
}
