// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;
import java.util.Objects;

/**
 * The members of PutMetricAlarm (SC-202): for one metric, or for metric math in {@code metrics}.
 *
 * @param extendedStatistic a percentile, in place of {@code statistic}
 * @param period seconds
 * @param datapointsToAlarm M of "M out of N"; N is {@code evaluationPeriods}
 * @param evaluateLowSampleCountPercentile {@code evaluate} or {@code ignore} (SC-104)
 * @param alarmActions ARNs or names; those of scaling policies scale
 */
public record MetricAlarm(
        String alarmName,
        String namespace,
        String metricName,
        List<MetricDimension> dimensions,
        String statistic,
        String extendedStatistic,
        String unit,
        Integer period,
        Integer evaluationPeriods,
        Integer datapointsToAlarm,
        Double threshold,
        String comparisonOperator,
        String treatMissingData,
        String evaluateLowSampleCountPercentile,
        List<MetricDataQuery> metrics,
        Boolean actionsEnabled,
        List<String> alarmActions,
        List<String> okActions,
        List<String> insufficientDataActions) {
    public MetricAlarm {
        dimensions = Absent.list(dimensions);
        datapointsToAlarm = Absent.or(datapointsToAlarm, evaluationPeriods);
        treatMissingData = Absent.or(treatMissingData, "missing");
        metrics = Absent.list(metrics);
        actionsEnabled = Absent.or(actionsEnabled, true);
        alarmActions = Absent.list(alarmActions);
        okActions = Absent.list(okActions);
        insufficientDataActions = Absent.list(insufficientDataActions);
    }

    /** Its statistic, of either kind; null if it has none. */
    public String stat() {
        return Absent.or(statistic, extendedStatistic);
    }

    /** Of its one metric, or of the first of its metric math, which all have the same; null if there is none. */
    public Integer periodSeconds() {
        return metrics.stream()
                .filter(query -> query != null && query.metricStat() != null)
                .map(query -> query.metricStat().period())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(period);
    }

    /** What it does on entering a state, and as long as it lasts where that scales. */
    public List<String> actions(String state) {
        return actions(state, actionsEnabled, alarmActions, okActions, insufficientDataActions);
    }

    static List<String> actions(
            String state, boolean enabled, List<String> alarm, List<String> ok, List<String> insufficientData) {
        if (!enabled) {
            return List.of();
        }
        return switch (state) {
            case "ALARM" -> alarm;
            case "OK" -> ok;
            default -> insufficientData;
        };
    }
}
