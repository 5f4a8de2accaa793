// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.kernel.Time;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentileTest {
    private static final Metric TIME = new Metric("Shop", "Time", "", "Seconds");

    @Tag("SC-103")
    @ParameterizedTest
    @CsvSource({"p0, 1", "p50, 500", "p99, 990", "p99.9, 999", "p99.95, 1000", "p100, 1000", "p0.1, 1"})
    void aPercentileIsTheNearestRank(String name, double expected) {
        assertThat(thousand().value(Statistic.of(name))).isEqualTo(expected);
    }

    @Tag("SC-103")
    @Test
    void aStatisticSetHasPercentilesOnlyWhenAllItsSamplesAreEqual() {
        assertThat(new Datapoint(0, 1, 4, 8, 2, 2).value(Statistic.of("p90"))).isEqualTo(2);
        assertThat(new Datapoint(0, 1, 4, 8, 1, 3).value(Statistic.of("p90"))).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"p101", "p-1", "p", "P50", "tm99", "average", "p1.12345678901"})
    void otherNamesAreNoStatistics(String name) {
        assertThat(Statistic.of(name)).isNull();
    }

    @Tag("SC-104")
    @Tag("CW-3")
    @ParameterizedTest
    @CsvSource({
        "p99, 600, true, INSUFFICIENT_DATA",
        "p99, 600, false, ALARM",
        "p99, 1000, true, ALARM",
        "p50, 20, true, ALARM",
        "p50, 19, true, INSUFFICIENT_DATA",
        "p10, 99, true, INSUFFICIENT_DATA",
        "p10, 100, true, ALARM"
    })
    void aPercentileOfTooFewSamplesMayLeaveTheStateAsItIs(
            String statistic, int samples, boolean ignore, AlarmState expected) {
        var store = new MetricStore();
        var alarm = new Alarm(new AlarmDefinition(
                "slow",
                new MetricStat(TIME, Statistic.of(statistic)),
                Time.MINUTE,
                1,
                1,
                3,
                0,
                ComparisonOperator.GreaterThanThreshold,
                TreatMissingData.missing,
                ignore));
        alarm.watch(store);
        assertThat(store.wantsSamples(TIME)).isTrue();
        store.publish(TIME, of(samples), 0);
        alarm.evaluate(Time.MINUTE, store);
        assertThat(alarm.state()).isEqualTo(expected);
    }

    private static Datapoint thousand() {
        return of(1000);
    }

    private static Datapoint of(int samples) {
        double[] values = IntStream.rangeClosed(1, samples).mapToDouble(i -> i).toArray();
        double sum = samples * (samples + 1) / 2.0;
        return new Datapoint(0, Time.MINUTE, samples, sum, 1, samples, SortedSamples.of(values));
    }
}
