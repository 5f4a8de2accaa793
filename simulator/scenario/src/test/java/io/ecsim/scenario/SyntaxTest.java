// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.workload.Bytes;
import io.ecsim.workload.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxTest {
    @ParameterizedTest
    @CsvSource({
        "250ms,PT0.25S",
        "40s,PT40S",
        "10m,PT10M",
        "6h,PT6H",
        "14d,P14D",
        "1h30m,PT1H30M",
        "1.5h,PT1H30M",
        "0,PT0S",
        "PT90S,PT90S",
        "P1D,PT24H",
        "3us,PT0.000003S",
        "1d1ns,PT24H0.000000001S"
    })
    void durations(String text, Duration value) {
        assertThat(Syntax.duration(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "-5s",
                "5 s",
                "s",
                "5x",
                "1h 30m",
                "PT-5S",
                "999999d",
                "99999999999999999999999s",
                "P1Y",
                "1e3s"
            })
    void noDurations(String text) {
        assertThat(Syntax.duration(text)).isNull();
    }

    @Test
    void durationsAreWrittenAsTheyAreRead() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 10_000; i++) {
            Duration value = Duration.ofNanos(random.nextLong(1L << random.nextInt(1, 60)));
            assertThat(Syntax.duration(Syntax.duration(value))).isEqualTo(value);
            Bytes bytes = new Bytes(random.nextLong(1L << random.nextInt(1, 60)));
            assertThat(Syntax.size(Syntax.size(bytes))).isEqualTo(bytes);
            double number = random.nextDouble() * Math.pow(10, random.nextInt(-9, 12));
            assertThat(Double.parseDouble(Syntax.number(number))).isEqualTo(number);
        }
    }

    @Test
    void sizesRatesShares() {
        assertThat(Syntax.size("64KiB")).isEqualTo(new Bytes(65_536));
        assertThat(Syntax.size("1.5GiB")).isEqualTo(new Bytes(1_610_612_736));
        assertThat(Syntax.size("64KB")).isNull();
        assertThat(Syntax.size("64")).isNull();
        assertThat(Syntax.rate("20/s")).isEqualTo(20);
        assertThat(Syntax.rate("1200/m")).isEqualTo(20);
        assertThat(Syntax.rate("20")).isNull();
        assertThat(Syntax.share("5%")).isEqualTo(new Share(0.05));
        assertThat(Syntax.share("0.05")).isEqualTo(new Share(0.05));
        assertThat(Syntax.share("-5%")).isNull();
        assertThat(Syntax.instant("2026-03-02T01:00:00+01:00")).isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
        assertThat(Syntax.instant("2026-03-02")).isNull();
    }
}
