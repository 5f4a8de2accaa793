// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
    private static final long HOUR = 3_600 * Clock.SECOND;

    @Test
    void aDayFromMidnightNeedsNoDates() {
        Clock clock = new Clock(MIDNIGHT, 24 * HOUR);
        assertThat(clock.time(9 * HOUR + 12 * Clock.SECOND)).isEqualTo("09:00:12");
        assertThat(clock.minute(24 * HOUR)).isEqualTo("00:00");
    }

    @Test
    void aRunBeyondItsFirstDayNamesTheDay() {
        assertThat(new Clock(MIDNIGHT, 25 * HOUR).time(24 * HOUR)).isEqualTo("3 Mar 00:00:00");
        assertThat(new Clock(MIDNIGHT.plusSeconds(3_600), 24 * HOUR).minute(0)).isEqualTo("2 Mar 01:00");
    }

    @Test
    void theBeginIsADateAndATimeInUtc() {
        assertThat(new Clock(MIDNIGHT, HOUR).begin()).isEqualTo("2 Mar 2026, 00:00 UTC");
    }

    @Test
    void ticksShowWhatTheirDistanceAsksFor() {
        double noon = new Clock(MIDNIGHT, HOUR).epochSeconds(12 * HOUR);
        assertThat(new Clock(MIDNIGHT, HOUR).tick(noon, 15)).isEqualTo("12:00:00");
        assertThat(new Clock(MIDNIGHT, 24 * HOUR).tick(noon, 10_800)).isEqualTo("12:00");
        assertThat(new Clock(MIDNIGHT, 48 * HOUR).tick(noon, 43_200)).isEqualTo("12:00");
        assertThat(new Clock(MIDNIGHT, 48 * HOUR).tick(noon + 43_200, 43_200)).isEqualTo("3 Mar");
    }

    @Test
    void theTimeAxisTakesTheShortestStepThatFits() {
        assertThat(Ticks.timeStep(86_400, 9)).isEqualTo(10_800);
        assertThat(Ticks.timeStep(600, 9)).isEqualTo(120);
        assertThat(Ticks.timeStep(14 * 86_400, 9)).isEqualTo(2 * 86_400);
        assertThat(Ticks.timeStep(1e12, 4)).isEqualTo(1e12);
    }
}
