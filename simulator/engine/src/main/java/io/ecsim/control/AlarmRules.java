// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.Violation;
import java.util.List;

/** What PutMetricAlarm takes for an alarm on one metric (SC-202). */
final class AlarmRules {
    private static final List<String> STATISTICS = List.of("Average", "Sum", "Minimum", "Maximum", "SampleCount");
    private static final List<String> COMPARISONS = List.of(
            "GreaterThanOrEqualToThreshold", "GreaterThanThreshold", "LessThanThreshold", "LessThanOrEqualToThreshold");
    private static final List<String> MISSING_DATA = List.of("breaching", "notBreaching", "ignore", "missing");

    private AlarmRules() {}

    static List<Violation> violations(MetricAlarm alarm) {
        Refusals refusals = new Refusals("ValidationError");
        refusals.refuse(alarm.metricName() == null, "MetricName", "The parameter MetricName is required.");
        refusals.refuse(alarm.namespace() == null, "Namespace", "The parameter Namespace is required.");
        refusals.refuse(alarm.threshold() == null, "Threshold", "The parameter Threshold is required.");
        oneOf("Statistic", alarm.statistic(), STATISTICS, refusals);
        oneOf("ComparisonOperator", alarm.comparisonOperator(), COMPARISONS, refusals);
        oneOf("TreatMissingData", alarm.treatMissingData(), MISSING_DATA, refusals);
        Integer period = alarm.period();
        refusals.refuse(
                period == null || period < 60 || period % 60 != 0,
                "Period",
                "The period must be a multiple of 60 to be simulated.");
        Integer n = alarm.evaluationPeriods();
        refusals.refuse(n == null || n < 1, "EvaluationPeriods", "The evaluation periods must be at least 1.");
        Integer m = alarm.datapointsToAlarm();
        refusals.refuse(
                n != null && m != null && (m < 1 || m > n),
                "DatapointsToAlarm",
                "The datapoints to alarm must be between 1 and the evaluation periods.");
        return refusals.list();
    }

    private static void oneOf(String member, String value, List<String> names, Refusals refusals) {
        refusals.refuse(
                !names.contains(value),
                member,
                "The parameter " + member + " must be one of " + String.join(", ", names) + ".");
    }
}
