// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.SetAlarmStateRequest;
import io.ecsim.aws.Violation;
import io.ecsim.metrics.Statistic;
import java.util.List;

/** What PutMetricAlarm and SetAlarmState take (SC-202). */
final class AlarmRules {
    private static final List<String> STATISTICS = List.of("Average", "Sum", "Minimum", "Maximum", "SampleCount");
    private static final List<String> COMPARISONS = List.of(
            "GreaterThanOrEqualToThreshold", "GreaterThanThreshold", "LessThanThreshold", "LessThanOrEqualToThreshold");
    private static final List<String> MISSING_DATA = List.of("breaching", "notBreaching", "ignore", "missing");

    private static final List<String> STATES = List.of("OK", "ALARM", "INSUFFICIENT_DATA");
    private static final List<Integer> SHORT_PERIODS = List.of(10, 20, 30);

    private AlarmRules() {}

    static List<Violation> violations(MetricAlarm alarm) {
        Refusals refusals = new Refusals("ValidationError");
        if (alarm.metrics().isEmpty()) {
            metric(alarm, refusals);
        } else {
            math(alarm, refusals);
        }
        refusals.refuse(alarm.threshold() == null, "Threshold", "The parameter Threshold is required.");
        oneOf("ComparisonOperator", alarm.comparisonOperator(), COMPARISONS, refusals);
        oneOf("TreatMissingData", alarm.treatMissingData(), MISSING_DATA, refusals);
        Integer n = alarm.evaluationPeriods();
        refusals.refuse(n == null || n < 1, "EvaluationPeriods", "The evaluation periods must be at least 1.");
        Integer m = alarm.datapointsToAlarm();
        refusals.refuse(
                n != null && m != null && (m < 1 || m > n),
                "DatapointsToAlarm",
                "The datapoints to alarm must be between 1 and the evaluation periods.");
        period(alarm, refusals);
        return refusals.list();
    }

    static List<Violation> violations(SetAlarmStateRequest request) {
        Refusals refusals = new Refusals("ValidationError");
        oneOf("StateValue", request.stateValue(), STATES, refusals);
        return refusals.list();
    }

    private static void metric(MetricAlarm alarm, Refusals refusals) {
        refusals.refuse(alarm.metricName() == null, "MetricName", "The parameter MetricName is required.");
        refusals.refuse(alarm.namespace() == null, "Namespace", "The parameter Namespace is required.");
        if (alarm.extendedStatistic() == null) {
            oneOf("Statistic", alarm.statistic(), STATISTICS, refusals);
        } else {
            Statistic statistic = Statistic.of(alarm.extendedStatistic());
            refusals.refuse(
                    statistic == null || !statistic.isPercentile(),
                    "ExtendedStatistic",
                    "The extended statistic must be a percentile such as p99 to be simulated.");
            refusals.refuse(
                    alarm.statistic() != null,
                    "ExtendedStatistic",
                    "Only one of Statistic and ExtendedStatistic can be given.");
        }
        if (alarm.evaluateLowSampleCountPercentile() != null) {
            oneOf(
                    "EvaluateLowSampleCountPercentile",
                    alarm.evaluateLowSampleCountPercentile(),
                    List.of("evaluate", "ignore"),
                    refusals);
        }
    }

    private static void math(MetricAlarm alarm, Refusals refusals) {
        refusals.refuse(
                alarm.metricName() != null || alarm.stat() != null || alarm.period() != null,
                "Metrics",
                "Metrics cannot be given together with MetricName, Statistic or Period.");
        refusals.addAll(MathRules.violations(alarm.metrics(), "Metrics", "ValidationError", true));
    }

    /** SC-106, SC-205. */
    private static void period(MetricAlarm alarm, Refusals refusals) {
        Integer period = alarm.periodSeconds();
        boolean right = period != null && (SHORT_PERIODS.contains(period) || period >= 60 && period % 60 == 0);
        refusals.refuse(!right, "Period", "The period must be 10, 20, 30 or a multiple of 60.");
        long longest = right && period >= 3600 ? 604_800 : 86_400;
        refusals.refuse(
                right && alarm.evaluationPeriods() != null && (long) period * alarm.evaluationPeriods() > longest,
                "EvaluationPeriods",
                "Metrics cannot be checked across more than " + (longest > 86_400 ? "a week" : "a day")
                        + " (EvaluationPeriods x Period must be at most " + longest + ").");
    }

    private static void oneOf(String member, String value, List<String> names, Refusals refusals) {
        refusals.refuse(
                value == null || !names.contains(value),
                member,
                "The parameter " + member + " must be one of " + String.join(", ", names) + ".");
    }
}
