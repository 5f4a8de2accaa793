// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

/**
 * From the newest points of a metric to the state of an alarm: SC-206 to SC-210. CloudWatch's prose and its tables
 * differ when a gap stands beside a point that is not breaching; this follows the tables.
 */
public final class AlarmRule {
    private AlarmRule() {}

    /**
     * The state of an alarm after an evaluation.
     *
     * @param values the definition's range of periods, oldest first, NaN for a missing point
     */
    public static AlarmState evaluate(AlarmDefinition alarm, AlarmState current, double[] values) {
        int real = known(values);
        if (real >= alarm.evaluationPeriods()) {
            return stateIf(newestBreaching(alarm, values) >= alarm.datapointsToAlarm());
        }
        if (real == 0) {
            return withoutData(alarm.treatMissingData(), current);
        }
        return withGaps(alarm, current, values, real);
    }

    private static int known(double[] values) {
        int known = 0;
        for (double value : values) {
            known += Double.isNaN(value) ? 0 : 1;
        }
        return known;
    }

    /** How many of the newest N points are breaching; missing ones are passed over. */
    static int newestBreaching(AlarmDefinition alarm, double[] values) {
        int breaching = 0;
        int seen = 0;
        for (int i = values.length - 1; i >= 0 && seen < alarm.evaluationPeriods(); i--) {
            if (!Double.isNaN(values[i])) {
                seen++;
                breaching += alarm.breaches(values[i]) ? 1 : 0;
            }
        }
        return breaching;
    }

    private static AlarmState withoutData(TreatMissingData treatment, AlarmState current) {
        return switch (treatment) {
            case missing -> AlarmState.INSUFFICIENT_DATA;
            case ignore -> current;
            case breaching -> AlarmState.ALARM;
            case notBreaching -> AlarmState.OK;
        };
    }

    /** Fewer than N points, but at least one. */
    private static AlarmState withGaps(AlarmDefinition alarm, AlarmState current, double[] values, int real) {
        int needed = alarm.datapointsToAlarm();
        int breaching = newestBreaching(alarm, values);
        int gaps = alarm.evaluationPeriods() - real;
        return switch (alarm.treatMissingData()) {
            case notBreaching -> stateIf(breaching >= needed);
            case breaching -> stateIf(breaching + gaps >= needed);
            case missing, ignore -> {
                if (breaching >= needed || breaching < real) {
                    yield stateIf(breaching >= needed);
                }
                // All that is known is bad, yet too little is known. Only waiting long enough makes it an alarm.
                boolean oldEnough = ageOfOldest(values) >= needed;
                yield alarm.treatMissingData() == TreatMissingData.missing && oldEnough ? AlarmState.ALARM : current;
            }
        };
    }

    /** Periods from the oldest point to the present; a point in the newest slot is 1 old. */
    private static int ageOfOldest(double[] values) {
        int i = 0;
        while (Double.isNaN(values[i])) {
            i++;
        }
        return values.length - i;
    }

    private static AlarmState stateIf(boolean alarm) {
        return alarm ? AlarmState.ALARM : AlarmState.OK;
    }
}
