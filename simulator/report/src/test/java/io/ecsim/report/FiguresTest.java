// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|no tasks", "1|1 task", "2|2 tasks", "1234567|1,234,567 tasks"})
    void countsAgreeWithTheirNoun(long n, String text) {
        assertThat(Figures.count(n, "task", "tasks")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "0.123456|0.123",
                "9.999|10",
                "48.24|48.2",
                "1234.5|1,235",
                "-1234.5|-1,235",
                "1e7|10,000,000",
                "NaN|–"
            })
    void numbersShowThreeDigitsAndTheirWholePart(double value, String text) {
        assertThat(Figures.number(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0%",
                "0.000001|< 0.001%",
                "0.000056|0.0056%",
                "0.0523|5.2%",
                "0.4123|41.2%",
                "0.99999|99.999%",
                "0.9999999|99.999%",
                "1|100%",
                "1.5|150%",
                "NaN|–"
            })
    void sharesNeverRoundToNothingOrToAll(double fraction, String text) {
        assertThat(Figures.percent(fraction)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0 s",
                "0.8|0.8 s",
                "42.4|42 s",
                "59.7|1 min",
                "200|3 min 20 s",
                "3600|1 h",
                "3900|1 h 5 min",
                "86400|24 h",
                "187200|2 d 4 h",
                "NaN|–"
            })
    void durationsUseTheTwoLargestUnits(double seconds, String text) {
        assertThat(Figures.seconds(seconds)).isEqualTo(text.replace(" ", Figures.SPACE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"4.816|4.82 ms", "181.3|181 ms", "999|999 ms", "9930|9.93 s", "10000|10 s", "NaN|–"})
    void responseTimesTurnToSecondsWhenTheyAreLong(double millis, String text) {
        assertThat(Figures.millis(millis)).isEqualTo(text.replace(" ", Figures.SPACE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|$0", "13.8432|$13.84", "0.000588|$0.00059", "12345.6|$12,345.60", "0.1|$0.10"})
    void costsShowCentsOrWhatMattersBelow(BigDecimal usd, String text) {
        assertThat(Figures.usd(usd)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0", "400000|0.4", "1000000|1", "1600000|2", "23414208000000|23,414,208"})
    void amountsOfRequestsAreWholeUnlessThereIsLessThanOne(long millionths, String text) {
        assertThat(Figures.requests(millionths)).isEqualTo(text);
    }

    @Test
    void labelsOfAxesStayShort() {
        assertThat(Figures.compact(9_500)).isEqualTo("9,500");
        assertThat(Figures.compact(12_000)).isEqualTo("12k");
        assertThat(Figures.compact(1_500_000)).isEqualTo("1.5M");
    }
}
