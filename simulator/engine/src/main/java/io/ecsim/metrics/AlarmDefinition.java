// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

import io.ecsim.kernel.Time;

/**
 * An alarm as PutMetricAlarm defines it (SC-202): ALARM when {@code datapointsToAlarm} (M) of the newest
 * {@code evaluationPeriods} (N) points are breaching.
 *
 * @param period nanoseconds, a multiple of the length of the metric's points
 * @param evaluationPeriods N, at least 1
 * @param datapointsToAlarm M, from 1 to N
 * @param range how many of the newest periods are looked at, at least N, so that older points bridge gaps (SC-207)
 * @param ignoreLowSampleCount whether a percentile of too few samples leaves the state as it is (SC-104)
 */
public record AlarmDefinition(
        String name,
        MetricQuery query,
        long period,
        int evaluationPeriods,
        int datapointsToAlarm,
        int range,
        double threshold,
        ComparisonOperator comparison,
        TreatMissingData treatMissingData,
        boolean ignoreLowSampleCount) {

    public AlarmDefinition {
        if (datapointsToAlarm < 1 || datapointsToAlarm > evaluationPeriods || evaluationPeriods > range) {
            throw new IllegalArgumentException("Alarm " + name + " looks at " + range + " periods, evaluates "
                    + evaluationPeriods + " of them and alarms at " + datapointsToAlarm);
        }
    }

    public boolean breaches(double value) {
        return comparison.holds(value, threshold);
    }

    /** From one evaluation to the next, in nanoseconds (SC-204). */
    public long interval() {
        if (period < Time.MINUTE) {
            return 10 * Time.SECOND;
        }
        return period * evaluationPeriods > Time.DAY ? Time.HOUR : Time.MINUTE;
    }
}
