// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.kernel.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricStoreTest {
    private static final Metric CPU = new Metric("AWS/ECS", "CPUUtilization", "ServiceName=web", "Percent");
    private static final long DELAY = 120 * Time.SECOND;
    private static final double GAP = Double.NaN;

    private final MetricStore store = new MetricStore();

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("ecsim.tries", 200));
    }

    @BeforeEach
    void watchFiveMinutes() {
        store.watch(CPU, 5 * Time.MINUTE);
    }

    @Tag("SC-109")
    @Tag("SC-217")
    @Test
    void aPointIsVisibleFromTheEndOfItsPeriodPlusTheDelay() {
        publish(0, 40);

        assertThat(newestAt(Time.MINUTE + DELAY - 1)).isNaN();
        assertThat(newestAt(Time.MINUTE + DELAY)).isEqualTo(40);
    }

    @Tag("SC-109")
    @Test
    void aLateMetricIsCompleteRatherThanMissingItsNewestPeriods() {
        for (int minute = 0; minute < 10; minute++) {
            publish(minute, minute);
        }
        assertThat(fiveAt(10 * Time.MINUTE + 30 * Time.SECOND)).containsExactly(3, 4, 5, 6, 7);
        assertThat(fiveAt(12 * Time.MINUTE)).containsExactly(5, 6, 7, 8, 9);
    }

    @Tag("SC-212")
    @Test
    void aMetricThatStopsLeavesAGapThatGrowsByAMinuteUntilNothingIsLeft() {
        for (int minute = 0; minute < 10; minute++) {
            publish(minute, minute);
        }
        assertThat(fiveAt(13 * Time.MINUTE)).containsExactly(6, 7, 8, 9, GAP);
        assertThat(fiveAt(16 * Time.MINUTE)).containsExactly(9, GAP, GAP, GAP, GAP);
        assertThat(fiveAt(17 * Time.MINUTE)).containsOnly(GAP);
    }

    @Test
    void aMinuteWithoutPointStaysAGapBetweenItsNeighbours() {
        publish(0, 10);
        publish(2, 30);

        assertThat(fiveAt(5 * Time.MINUTE)).containsExactly(GAP, GAP, 10, GAP, 30);
    }

    @Tag("SC-204")
    @Tag("CW-6")
    @Test
    void aFiveMinutePeriodSlidesMinuteByMinute() {
        for (int minute = 0; minute < 6; minute++) {
            store.publish(CPU, point(minute, 10 * minute), 0);
        }
        assertThat(average(5, 5 * Time.MINUTE)).containsExactly(20);
        assertThat(average(5, 6 * Time.MINUTE)).containsExactly(30);
    }

    @Test
    void nothingIsKnownOfAMetricThatNobodyWatches() {
        Metric other = new Metric("AWS/ECS", "MemoryUtilization", "ServiceName=web", "Percent");
        store.publish(other, point(0, 10), 0);

        assertThat(store.range(other, Statistic.Average, Time.MINUTE, 2, Time.HOUR))
                .containsOnly(GAP);
    }

    @Test
    void pointsThatDoNotFollowEachOtherAreRefused() {
        publish(3, 10);
        assertThatThrownBy(() -> publish(3, 10)).hasMessageContaining("does not follow");
    }

    @Tag("SC-106")
    @Test
    void aPeriodShorterThanThePointsFindsMostOfItsSlotsEmpty() {
        var fresh = new MetricStore();
        fresh.watch(CPU, Time.HOUR);
        fresh.publish(CPU, new Datapoint(0, Time.MINUTE, 1, 10, 10, 10), 0);
        fresh.publish(CPU, new Datapoint(Time.MINUTE, Time.MINUTE, 1, 20, 20, 20), 0);
        assertThat(fresh.range(CPU, Statistic.Average, 20 * Time.SECOND, 6, 2 * Time.MINUTE))
                .containsExactly(10, GAP, GAP, 20, GAP, GAP);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void itAnswersAsIfItHadKeptEveryPoint(long seed) {
        var random = new SplittableRandom(seed);
        int slots = random.nextInt(1, 20);
        int minutesPerSlot = random.nextInt(1, 6);
        long delay = random.nextLong(4 * Time.MINUTE);
        double presence = random.nextDouble();
        store.watch(CPU, (long) slots * minutesPerSlot * Time.MINUTE);
        List<Datapoint> all = new ArrayList<>();

        for (int minute = 0; minute < 100; minute++) {
            if (random.nextDouble() < presence) {
                all.add(point(minute, random.nextInt(100)));
                store.publish(CPU, all.get(all.size() - 1), delay);
            }
            long now = (minute + 1) * Time.MINUTE + random.nextLong(Time.MINUTE);
            double[] expected = all.isEmpty() ? new double[0] : range(all, slots, minutesPerSlot, now - delay);
            if (!all.isEmpty()) {
                assertThat(store.range(CPU, Statistic.Average, minutesPerSlot * Time.MINUTE, slots, now))
                        .containsExactly(expected);
            }
        }
    }

    /** The average of every slot by looking at every point; {@code now} without the delay. */
    private static double[] range(List<Datapoint> all, int slots, int minutesPerSlot, long now) {
        long lastMinute = Math.floorDiv(now, Time.MINUTE);
        double[] values = new double[slots];
        for (int slot = 0; slot < slots; slot++) {
            long from = (lastMinute - (long) (slots - slot) * minutesPerSlot) * Time.MINUTE;
            long to = from + minutesPerSlot * Time.MINUTE;
            values[slot] = all.stream()
                    .filter(point -> point.start() >= from && point.start() < to)
                    .mapToDouble(Datapoint::sum)
                    .average()
                    .orElse(Double.NaN);
        }
        return values;
    }

    private void publish(int minute, double value) {
        store.publish(CPU, point(minute, value), DELAY);
    }

    private double newestAt(long now) {
        return fiveAt(now)[4];
    }

    private double[] fiveAt(long now) {
        return store.range(CPU, Statistic.Average, Time.MINUTE, 5, now);
    }

    private double[] average(int minutes, long now) {
        return store.range(CPU, Statistic.Average, minutes * Time.MINUTE, 1, now);
    }

    private static Datapoint point(int minute, double value) {
        return new Datapoint(minute * Time.MINUTE, Time.MINUTE, 1, value, value, value);
    }
}
