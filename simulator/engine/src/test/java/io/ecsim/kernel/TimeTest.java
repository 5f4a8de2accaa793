// SPDX-License-Identifier: Apache-2.0
package io.ecsim.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTest {

    private static final Instant START = Instant.parse("2026-03-02T09:30:00Z");

    @Test
    void theUnitsAreNanoseconds() {
        assertThat(Time.MILLISECOND).isEqualTo(Duration.ofMillis(1).toNanos());
        assertThat(Time.SECOND).isEqualTo(Duration.ofSeconds(1).toNanos());
        assertThat(Time.MINUTE).isEqualTo(Duration.ofMinutes(1).toNanos());
        assertThat(Time.HOUR).isEqualTo(Duration.ofHours(1).toNanos());
        assertThat(Time.DAY).isEqualTo(Duration.ofDays(1).toNanos());
    }

    @Test
    void aDurationIsConvertedExactlyOrRefused() {
        assertThat(Time.of(Duration.ofSeconds(90, 1))).isEqualTo(90_000_000_001L);
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Time.of(Duration.ofDays(366 * 300)));
    }

    @ParameterizedTest
    @CsvSource({"0.1, 100000000", "1e-9, 1", "1.4e-9, 1", "1.6e-9, 2", "-2.5, -2500000000", "9e9, 9000000000000000000"})
    void secondsAreRoundedToTheNearestNanosecond(double seconds, long nanos) {
        assertThat(Time.ofSeconds(seconds)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 9.3e9, -9.3e9})
    void secondsThatNanosecondsCannotHoldAreRefusedWithTheirValue(double seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Time.ofSeconds(seconds))
                .withMessageContaining(String.valueOf(seconds));
    }

    @Test
    void nanosecondsBecomeSeconds() {
        assertThat(Time.toSeconds(1_500_000_000)).isEqualTo(1.5);
        assertThat(Time.toSeconds(1)).isEqualTo(1e-9);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2026-03-02T09:30:00Z",
        "250000000, 2026-03-02T09:30:00.250Z",
        "250999999, 2026-03-02T09:30:00.250Z",
        "999999, 2026-03-02T09:30:00Z",
        "52200000000000, 2026-03-03T00:00:00Z",
        "-1, 2026-03-02T09:29:59.999Z"
    })
    void aMomentIsWrittenWithMillisecondsOnlyWhenThereAreSome(long nanos, String expected) {
        assertThat(Time.iso(START, nanos)).isEqualTo(expected);
    }

    @Test
    void aMomentItselfKeepsItsNanoseconds() {
        assertThat(Time.at(START, 250_999_999)).isEqualTo(Instant.parse("2026-03-02T09:30:00.250999999Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "250000000000, 4 min 10 s",
        "3720000000000, 1 h 2 min",
        "3779999999999, 1 h 2 min",
        "3601000000000, 1 h",
        "250000000, 250 ms",
        "1500000000, 1 s 500 ms",
        "183600000000000, 2 d 3 h",
        "1250, 1 us 250 ns",
        "7, 7 ns",
        "-250000000000, -4 min 10 s",
        "-9223372036854775808, -106751 d 23 h"
    })
    void aSpanIsToldInItsTwoLargestUnits(long nanos, String expected) {
        assertThat(Time.words(nanos)).isEqualTo(expected);
    }
}
