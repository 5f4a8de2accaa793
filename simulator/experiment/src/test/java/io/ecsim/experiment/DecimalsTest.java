// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "100, 100",
        "0.1, 0.1",
        "2e-3, 0.002",
        "33.33333333, 33.333333",
        "-1.5, -1.5",
        "0.0000004, 0",
        "999999999.123456, 999999999.123456",
        "123456789012.5, 123456789012.5",
        "1e20, 100000000000000000000",
        "NaN, ''",
        "Infinity, ''",
    })
    void numbers_arePlainWithAtMostSixDecimals(double value, String text) {
        assertThat(Decimals.text(value)).isEqualTo(text);
    }

    @Test
    void text_isThatOfTheBigDecimal() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-8, 12));
            assertThat(Decimals.text(value)).isEqualTo(Decimals.of(value).toPlainString());
        }
    }
}
