// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forecasts from hours of the past. 2 March 2026 is a Monday. */
class LoadHistoryTest {
    private static final long MONDAY = LoadHistory.hour(Instant.parse("2026-03-02T00:00:00Z"));

    private static LoadHistory hours(int count, LongToDoubleFunction load) {
        LoadHistory history = new LoadHistory();
        for (int i = 0; i < count; i++) {
            history.add(MONDAY + i, load.applyAsDouble(i));
        }
        return history;
    }

    @Tag("SC-370")
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 23, 24, 25})
    void aDayOfDataIsTheLeast(int hours) {
        assertThat(hours(hours, i -> 1).isEnough()).isEqualTo(hours >= 24);
    }

    @Tag("SC-373")
    @Test
    void whatRepeatsEveryDayIsForecastExactlyForTwoDays() {
        LongToDoubleFunction daily = i -> 100 + 10 * (i % 24);
        LoadHistory history = hours(3 * 24, daily);
        for (int ahead = 0; ahead < 48; ahead++) {
            assertThat(history.forecast(MONDAY + 72 + ahead)).isEqualTo(daily.applyAsDouble(72 + ahead));
        }
    }

    @Tag("SC-373")
    @Test
    void aForecastIsTheMeanOfTheSameHours() {
        LoadHistory history = hours(3 * 24, i -> i < 24 ? 30 : i < 48 ? 60 : 120);
        assertThat(history.forecast(MONDAY + 72 + 5)).isEqualTo(70);
    }

    @Tag("SC-373")
    @Test
    void weekendsAreToldFromWeekdaysOnceThereIsAWeek() {
        LongToDoubleFunction weekly = i -> i / 24 % 7 >= 5 ? 20 : 100;
        LoadHistory week = hours(7 * 24, weekly);
        assertThat(week.forecast(MONDAY + 7 * 24 + 9)).as("Monday").isEqualTo(100);
        assertThat(hours(12 * 24, weekly).forecast(MONDAY + 12 * 24 + 9))
                .as("Saturday")
                .isEqualTo(20);
        assertThat(hours(6 * 24, weekly).forecast(MONDAY + 6 * 24 + 9))
                .as("Sunday, after six days: five of 100 and one of 20")
                .isEqualTo((5 * 100 + 20) / 6.0);
    }

    @Tag("SC-370")
    @Test
    void whatIsOlderThanTwoWeeksIsForgotten() {
        assertThat(hours(20 * 24, i -> i < 6 * 24 ? 1_000_000 : 5).forecast(MONDAY + 20 * 24))
                .isEqualTo(5);
    }

    @Tag("SC-373")
    @Test
    void anHourWithoutDataIsLeftOut() {
        LoadHistory history = new LoadHistory();
        for (int i = 0; i < 72; i++) {
            if (i != 24 + 5 && i % 24 != 7) {
                history.add(MONDAY + i, i < 24 ? 10 : i < 48 ? 1000 : 20);
            }
        }
        assertThat(history.forecast(MONDAY + 72 + 5)).isEqualTo(15);
        assertThat(history.forecast(MONDAY + 72 + 7)).as("never seen").isNaN();
    }

    @Tag("SC-373")
    @Test
    void aForecastLiesBetweenTheLeastAndTheGreatestOfThePast() {
        SplittableRandom random = new SplittableRandom(7);
        double[] loads = random.doubles(14 * 24, 50, 150).toArray();
        LoadHistory history = hours(loads.length, i -> loads[(int) i]);
        for (int ahead = 0; ahead < 48; ahead++) {
            assertThat(history.forecast(MONDAY + loads.length + ahead)).isBetween(50.0, 150.0);
        }
    }
}
