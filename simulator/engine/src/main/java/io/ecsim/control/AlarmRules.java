// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.Violation;
import io.ecsim.metrics.ComparisonOperator;
import io.ecsim.metrics.Statistic;
import io.ecsim.metrics.TreatMissingData;
import java.util.Arrays;
import java.util.List;

/** What PutMetricAlarm takes for an alarm on one metric (SC-202). */
final class AlarmRules {
    private AlarmRules() {}

    static List<Violation> violations(MetricAlarm alarm) {
        Refusals refusals = new Refusals("ValidationError");
        refusals.refuse(alarm.metricName() == null, "MetricName", "The parameter MetricName is required.");
        refusals.refuse(alarm.namespace() == null, "Namespace", "The parameter Namespace is required.");
        refusals.refuse(alarm.threshold() == null, "Threshold", "The parameter Threshold is required.");
        oneOf("Statistic", alarm.statistic(), Statistic.values(), refusals);
        oneOf("ComparisonOperator", alarm.comparisonOperator(), ComparisonOperator.values(), refusals);
        oneOf("TreatMissingData", alarm.treatMissingData(), TreatMissingData.values(), refusals);
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

    private static void oneOf(String member, String value, Enum<?>[] values, Refusals refusals) {
        List<String> names = Arrays.stream(values).map(Enum::name).toList();
        refusals.refuse(
                !names.contains(value),
                member,
                "The parameter " + member + " must be one of " + String.join(", ", names) + ".");
    }
}
