// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.kernel.Time;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From a step in the load to the alarm. Times of the helpers are seconds. */
class AlarmTest {
    private static final Metric CPU = new Metric("AWS/ECS", "CPUUtilization", "ServiceName=web", "Percent");

    @Tag("SC-801")
    @Tag("CW-47")
    @Test
    void aHalfMinuteThatIsAboveTheTargetOnAverageCountsAsTheFirst() {
        assertThat(secondsToAlarm(60, 30, 40, 80, 120, 30)).isEqualTo(300);
    }

    @Tag("SC-801")
    @Tag("CW-47")
    @Test
    void aLateStepLeavesItsMinuteBelowTheTargetAndCostsAnother() {
        assertThat(secondsToAlarm(60, 50, 40, 80, 120, 30)).isEqualTo(340);
    }

    @Tag("SC-801")
    @Test
    void theTimeToTheAlarmFollowsTheFormulaForEveryPhaseDelayAndOffset() {
        for (int phase = 0; phase < 60; phase++) {
            boolean partialCounts = (phase * 40 + (60 - phase) * 80) / 60.0 > 50;
            for (int delay : new int[] {0, 60, 120}) {
                for (int wait : new int[] {0, 17, 59}) {
                    int expected = 60 - phase + (partialCounts ? 2 : 3) * 60 + delay + wait;
                    assertThat(secondsToAlarm(60, phase, 40, 80, delay, wait)).isEqualTo(expected);
                }
            }
        }
    }

    /** The means of SC-803; the policy and its call take 3 s more, the tasks 23 s, the first check of a target 5 s. */
    @Tag("SC-803")
    @Tag("CW-44")
    @Test
    void onAverageTheAlarmComesAfterSixMinutesOrWithTwentySecondMetricsAfterOneAndAHalf() {
        int slow = secondsToAlarm(60, 30, 10, 80, 120, 30) + 3;
        int fast = secondsToAlarm(20, 10, 10, 80, 8, 5) + 3;

        assertThat(slow).isEqualTo(363);
        assertThat(fast).isEqualTo(86);
        assertThat(slow + 23).isEqualTo(386);
        assertThat(fast + 23).isEqualTo(109);
        assertThat(slow + 23 + 5).isEqualTo(391);
        assertThat(fast + 23 + 5).isEqualTo(114);
    }

    @Tag("SC-201")
    @Test
    void aNewAlarmHasTooLittleDataUntilItsFirstPoint() {
        var store = new MetricStore();
        var alarm = new Alarm(high(60));
        alarm.watch(store);

        assertThat(alarm.state()).isEqualTo(AlarmState.INSUFFICIENT_DATA);
        assertThat(alarm.evaluate(30 * Time.SECOND, store)).isNull();
        store.publish(CPU, point(60, 0, 40), 0);
        assertThat(alarm.evaluate(90 * Time.SECOND, store))
                .isEqualTo(new AlarmChange(
                        "high",
                        AlarmState.INSUFFICIENT_DATA,
                        AlarmState.OK,
                        "CPUUtilization above 50 % in 0 of 1 points: 40"));
    }

    @Test
    void aChangeOfStateIsToldOnceWithTheValuesBehindIt() {
        var store = new MetricStore();
        var alarm = new Alarm(high(60));
        alarm.watch(store);
        double[] values = {40, 75, 80.25, 81, 82};
        AlarmChange[] changes = new AlarmChange[values.length];
        for (int minute = 0; minute < values.length; minute++) {
            store.publish(CPU, point(60, minute, values[minute]), 0);
            changes[minute] = alarm.evaluate((minute + 1) * Time.MINUTE, store);
        }

        assertThat(changes[0].to()).isEqualTo(AlarmState.OK);
        assertThat(changes[1]).isNull();
        assertThat(changes[2]).isNull();
        assertThat(changes[3])
                .isEqualTo(new AlarmChange(
                        "high",
                        AlarmState.OK,
                        AlarmState.ALARM,
                        "CPUUtilization above 50 % in 3 of 3 points: 75, 80.25, 81"));
        assertThat(changes[4]).isNull();
        assertThat(alarm.newest()).isEqualTo(82);
        assertThat(alarm.evaluate(Time.HOUR, store))
                .isEqualTo(new AlarmChange(
                        "high",
                        AlarmState.ALARM,
                        AlarmState.INSUFFICIENT_DATA,
                        "no point of CPUUtilization in 5 periods"));
    }

    /**
     * Plays a step of the load and measures the time to the alarm.
     *
     * @param period of the metric and of the alarm; evaluations are a period apart, or half of one when it is short
     * @param phase of the step within its period
     * @param wait from the moment at which the third point is visible to the next evaluation
     */
    private static int secondsToAlarm(int period, int phase, double before, double after, int delay, int wait) {
        var store = new MetricStore();
        var alarm = new Alarm(high(period));
        alarm.watch(store);
        int step = 10 * period + phase;
        DoubleUnaryOperator load = second -> second < step ? before : after;
        int every = period < 60 ? 10 : 60;

        for (int now = 1; ; now++) {
            if (now % period == 0) {
                double sum = 0;
                for (int second = now - period; second < now; second++) {
                    sum += load.applyAsDouble(second);
                }
                store.publish(CPU, point(period, now / period - 1, sum / period), delay * Time.SECOND);
            }
            if (Math.floorMod(now - delay - wait, every) == 0) {
                alarm.evaluate(now * Time.SECOND, store);
            }
            if (alarm.state() == AlarmState.ALARM) {
                return now - step;
            }
        }
    }

    private static AlarmDefinition high(int period) {
        return new AlarmDefinition(
                "high",
                new MetricStat(CPU, Statistic.Average),
                period * Time.SECOND,
                3,
                3,
                5,
                50,
                ComparisonOperator.GreaterThanThreshold,
                TreatMissingData.missing,
                false);
    }

    private static Datapoint point(int period, int index, double value) {
        return new Datapoint(index * period * Time.SECOND, period * Time.SECOND, 1, value, value, value);
    }
}
