// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.Violation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmRulesTest {

    @Tag("SC-106")
    @Tag("SC-205")
    @ParameterizedTest
    @CsvSource({
        "60, 1440, 0",
        "60, 1441, 1",
        "3600, 168, 0",
        "3600, 169, 1",
        "10, 3, 0",
        "20, 3, 0",
        "30, 2880, 0",
        "30, 2881, 1",
        "15, 3, 1",
        "90, 3, 1"
    })
    void aPeriodIsOneOfCloudWatchsAndTheWindowADayOrAWeekAtMost(int period, int periods, int violations) {
        assertThat(AlarmRules.violations(alarm(period, periods, "Average", null)))
                .hasSize(violations);
    }

    @Tag("SC-103")
    @ParameterizedTest
    @CsvSource({"Average, , 0", ", p99.9, 0", ", tm90, 1", "Average, p99, 1", "p99, , 1", ", , 1"})
    void aStatisticIsOneOfFiveOrAPercentileInItsOwnMember(String statistic, String extended, int violations) {
        assertThat(AlarmRules.violations(alarm(60, 3, statistic, extended)))
                .extracting(Violation::code)
                .hasSize(violations)
                .allMatch("ValidationError"::equals);
    }

    private static MetricAlarm alarm(int period, int periods, String statistic, String extended) {
        return new MetricAlarm(
                "cpu",
                "AWS/ECS",
                "CPUUtilization",
                null,
                statistic,
                extended,
                null,
                period,
                periods,
                null,
                50.0,
                "GreaterThanThreshold",
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
