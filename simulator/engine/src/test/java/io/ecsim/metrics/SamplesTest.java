// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.kernel.Time;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplesTest {

    @Tag("SC-101")
    @Tag("SC-102")
    @Test
    void aPeriodIsStampedWithItsStartAndGivesFiveStatistics() {
        var samples = new Samples();
        samples.add(20);
        samples.add(50);
        samples.add(5);
        Datapoint point = samples.toDatapoint(Time.MINUTE, Time.MINUTE);

        assertThat(point.start()).isEqualTo(Time.MINUTE);
        assertThat(point.end()).isEqualTo(2 * Time.MINUTE);
        assertThat(point.value(Statistic.SampleCount)).isEqualTo(3);
        assertThat(point.value(Statistic.Sum)).isEqualTo(75);
        assertThat(point.value(Statistic.Average)).isEqualTo(25);
        assertThat(point.value(Statistic.Minimum)).isEqualTo(5);
        assertThat(point.value(Statistic.Maximum)).isEqualTo(50);
    }

    @Tag("SC-102")
    @Test
    void aPeriodWithoutSamplesHasNoPointRatherThanZero() {
        assertThat(new Samples().toDatapoint(0, Time.MINUTE)).isNull();
    }

    @Tag("SC-102")
    @Test
    void pointsOfShorterPeriodsAddUpToThatOfTheLongerOne() {
        var longer = new Samples();
        longer.add(new Datapoint(0, Time.MINUTE, 2, 30, 10, 20));
        longer.add(new Datapoint(Time.MINUTE, Time.MINUTE, 4, 120, 5, 60));

        assertThat(longer.toDatapoint(0, 2 * Time.MINUTE)).isEqualTo(new Datapoint(0, 2 * Time.MINUTE, 6, 150, 5, 60));
    }

    @ParameterizedTest
    @CsvSource({
        "78.2, 78.2",
        "78.196, 78.2",
        "5400, 5400",
        "1e7, 10000000",
        "0, 0",
        "-0.0, 0",
        "0.0416666, 0.0417",
        "-3.14159, -3.14",
        "0.001, 0.001",
        "99.999, 100",
        "NaN, missing",
        "Infinity, infinite"
    })
    void numbersAreWrittenForPeopleInEveryLocaleAlike(double value, String text) {
        assertThat(Numbers.text(value)).isEqualTo(text);
    }

    @Test
    void aShareIsWrittenWithItsUnitAndACountWithout() {
        assertThat(new Metric("AWS/ECS", "CPUUtilization", "", "Percent").text(78.25))
                .isEqualTo("78.25 %");
        assertThat(new Metric("AWS/SQS", "NumberOfMessagesSent", "", "Count").text(12))
                .isEqualTo("12");
    }
}
