// SPDX-License-Identifier: Apache-2.0
package io.ecsim.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Next moments by the calendar: 2026-03-02 is a Monday. */
class ScheduleTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");

    @Tag("SC-360")
    @Tag("EB-11")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 9 * * ? * | 2026-03-02T09:00:00Z",
                "0 0 * * ? * | 2026-03-03T00:00:00Z",
                "0/15 8-17 ? * MON-FRI * | 2026-03-02T08:00:00Z",
                "30 6 ? * 3 * | 2026-03-03T06:30:00Z",
                "0 12 L * ? * | 2026-03-31T12:00:00Z",
                "0 12 LW * ? * | 2026-03-31T12:00:00Z",
                "0 12 LW 5 ? * | 2026-05-29T12:00:00Z",
                "0 12 1W 8 ? * | 2026-08-03T12:00:00Z",
                "0 12 15W 3 ? * | 2026-03-16T12:00:00Z",
                "0 8 ? * 2#1 * | 2026-03-02T08:00:00Z",
                "0 8 ? * MON#2 * | 2026-03-09T08:00:00Z",
                "0 8 ? * 6L * | 2026-03-27T08:00:00Z",
                "0 8 ? * FRIL * | 2026-03-27T08:00:00Z",
                "0 8 ? * L * | 2026-03-07T08:00:00Z",
                "0 0 29 2 ? * | 2028-02-29T00:00:00Z",
                "0 0 1 JAN,JUL ? 2026-2027 | 2026-07-01T00:00:00Z",
                "5,10 0 ? * SUN * | 2026-03-08T00:05:00Z",
                "0 10 ? * FRI-MON * | 2026-03-02T10:00:00Z"
            })
    void aCronHappensWhenItsFieldsSay(String cron, Instant expected) {
        assertThat(next("cron(" + cron + ")", "UTC", Dialect.EVENTBRIDGE_SCHEDULER, MONDAY))
                .isEqualTo(expected);
    }

    /** 2026-03-13 is a Friday, and the clocks of Berlin change on Sunday, 2026-03-29. */
    @Tag("SC-456")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 9 * * MON-FRI | UTC | 2026-03-02T09:00:00Z",
                "0 9 * * 1-5 | Europe/Berlin | 2026-03-02T08:00:00Z",
                "0 0 15 * 5 | UTC | 2026-03-06T00:00:00Z",
                "0 0 4 * 5 | UTC | 2026-03-04T00:00:00Z",
                "0 0 13 * * | UTC | 2026-03-13T00:00:00Z",
                "30 2 * * 0 | UTC | 2026-03-08T02:30:00Z",
                "30 2 * * 7 | UTC | 2026-03-08T02:30:00Z",
                "30 2 29 * * | Europe/Berlin | 2026-03-29T01:00:00Z",
                "*/20 5 * 4 * | UTC | 2026-04-01T05:00:00Z"
            })
    void aCrontabHasFiveFields_andEitherDayWillDo(String crontab, String zone, Instant expected) {
        assertThat(next(crontab, zone, Dialect.EC2_AUTO_SCALING, MONDAY)).isEqualTo(expected);
    }

    @Tag("SC-456")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 9 * * ? * | has 6 fields",
                "0 24 * * * | hour must have numbers from 0 to 23, not 24",
                "0 0 31 2 * | can never happen",
                "0 0 * * 8 | day-of-week must have numbers from 0 to 7"
            })
    void aCrontabThatIsNoneIsRefused(String crontab, String why) {
        assertThatThrownBy(() -> next(crontab, "UTC", Dialect.EC2_AUTO_SCALING, MONDAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Tag("EB-11")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 9 * * * * | must have ? in one of",
                "0 9 ? * ? * | must have ? in only one of",
                "0 9 * * ? | has 5 fields",
                "60 9 * * ? * | minutes must have numbers from 0 to 59, not 60",
                "0 9 ? * 8 * | day-of-week must have numbers from 1 to 7 or SUN to SAT, not 8",
                "0 9 30 2 ? * | can never happen",
                "0 9 31 4,6 ? * | can never happen",
                "0 9 ? 2 2#5 2026 | can never happen",
                "0 9 29 2 ? 2026 | can never happen"
            })
    void whatIsNoCronOrNeverHappensIsRefused(String cron, String message) {
        assertThatThrownBy(() -> Schedules.parse("cron(" + cron + ")", ZoneId.of("UTC"), Dialect.EVENTBRIDGE_RULE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Tag("SC-365")
    @Test
    void applicationAutoScalingTakesAStarForAQuestionMark() {
        assertThat(next("cron(30 6 * * 2 *)", "UTC", Dialect.APPLICATION_AUTO_SCALING, MONDAY))
                .as("2 is Monday")
                .isEqualTo("2026-03-02T06:30:00Z");
    }

    @Tag("SC-366")
    @Test
    void aRateCountsFromItsCreation() {
        Schedule rate = Schedules.parse("rate(5 minutes)", ZoneId.of("UTC"), Dialect.EVENTBRIDGE_RULE);
        assertThat(rate.next(MONDAY, MONDAY)).isEqualTo("2026-03-02T00:05:00Z");
        assertThat(rate.next(Instant.parse("2026-03-02T00:05:00Z"), MONDAY)).isEqualTo("2026-03-02T00:10:00Z");
        assertThat(rate.next(Instant.parse("2026-03-02T00:07:30Z"), MONDAY)).isEqualTo("2026-03-02T00:10:00Z");
    }

    @Tag("EB-10")
    @ParameterizedTest
    @CsvSource({
        "rate(1 minutes)",
        "rate(5 minute)",
        "rate(0 minutes)",
        "rate(5 weeks)",
        "every(5 minutes)",
        "at(2026-03-02T09:30:00)"
    })
    void ratesAreSpelledAsRulesSpellThem(String text) {
        assertThatThrownBy(() -> Schedules.parse(text, ZoneId.of("UTC"), Dialect.EVENTBRIDGE_RULE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Tag("EB-12")
    @Test
    void anAtHappensOnceInItsZone() {
        assertThat(next("at(2026-03-02T09:30:00)", "Europe/Berlin", Dialect.EVENTBRIDGE_SCHEDULER, MONDAY))
                .isEqualTo("2026-03-02T08:30:00Z");
        assertThat(next("at(2026-03-01T09:30:00)", "UTC", Dialect.EVENTBRIDGE_SCHEDULER, MONDAY))
                .isNull();
    }

    /** Berlin leaves 02:00 to 03:00 of 29 March 2026 out, and has 02:00 to 03:00 of 25 October twice. */
    @Tag("EB-12")
    @Test
    void schedulerSkipsATimeThatIsLeftOutAndTakesTheFirstOfTwo() {
        assertThat(next("cron(30 2 * * ? *)", "Europe/Berlin", Dialect.EVENTBRIDGE_SCHEDULER, "2026-03-28T12:00:00Z"))
                .isEqualTo("2026-03-30T00:30:00Z");
        assertThat(next("cron(30 2 * * ? *)", "Europe/Berlin", Dialect.EVENTBRIDGE_SCHEDULER, "2026-10-24T12:00:00Z"))
                .isEqualTo("2026-10-25T00:30:00Z");
        assertThat(next("cron(30 2 * * ? *)", "Europe/Berlin", Dialect.EVENTBRIDGE_SCHEDULER, "2026-10-25T00:30:00Z"))
                .isEqualTo("2026-10-26T01:30:00Z");
    }

    @Tag("SC-364")
    @Test
    void applicationAutoScalingTakesTheEndOfTheGap() {
        assertThat(next(
                        "cron(30 2 * * ? *)",
                        "Europe/Berlin",
                        Dialect.APPLICATION_AUTO_SCALING,
                        "2026-03-28T12:00:00Z"))
                .isEqualTo("2026-03-29T01:00:00Z");
    }

    @Tag("EB-11")
    @Test
    void theYearIsOptionalForSchedulerOnly() {
        assertThat(next("cron(0 9 * * ?)", "UTC", Dialect.EVENTBRIDGE_SCHEDULER, MONDAY))
                .isEqualTo("2026-03-02T09:00:00Z");
        assertThatThrownBy(() -> next("cron(0 9 * * ?)", "UTC", Dialect.EVENTBRIDGE_RULE, MONDAY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The worked example of ecs-services, line by line. */
    @Tag("SW-30")
    @Tag("EB-10")
    @Tag("EB-11")
    @Tag("EB-12")
    @Test
    void theWorkedExampleOfSchedules() {
        assertThat(times("cron(0/15 * * * ? *)", "UTC", MONDAY, 5))
                .containsExactly("Mon 00:15", "Mon 00:30", "Mon 00:45", "Mon 01:00", "Mon 01:15");
        List<String> weekdays = times("cron(0/5 8-17 ? * MON-FRI *)", "UTC", MONDAY, 5 * 120 + 1);
        assertThat(weekdays.get(0)).isEqualTo("Mon 08:00");
        assertThat(weekdays.get(119)).isEqualTo("Mon 17:55");
        assertThat(weekdays.get(120)).isEqualTo("Tue 08:00");
        assertThat(weekdays.get(600)).as("no weekend").isEqualTo("Mon 08:00");
        Schedule fridays = Schedules.parse("cron(15 10 ? * 6L 2019-2022)", ZoneId.of("UTC"), Dialect.EVENTBRIDGE_RULE);
        Instant january = Instant.parse("2019-01-01T00:00:00Z");
        assertThat(fridays.next(january, january)).isEqualTo("2019-01-25T10:15:00Z");
        assertThat(fridays.next(Instant.parse("2022-12-30T10:15:00Z"), january)).isNull();
        for (String wrong : List.of("cron(0 10 * * * *)", "rate(1 minutes)", "rate(5 minute)")) {
            assertThatThrownBy(() -> Schedules.parse(wrong, ZoneId.of("UTC"), Dialect.EVENTBRIDGE_RULE))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        String nights = "cron(30 2 * * ? *)";
        assertThat(times(nights, "America/Los_Angeles", Instant.parse("2026-03-07T12:00:00Z"), 2))
                .as("8 March 2026 has no 02:30")
                .containsExactly("Mon 02:30", "Tue 02:30");
        assertThat(times("cron(30 1 * * ? *)", "America/Los_Angeles", Instant.parse("2026-10-31T12:00:00Z"), 2))
                .as("1 November 2026 has 01:30 twice")
                .containsExactly("Sun 01:30", "Mon 01:30");
        assertThat(times("cron(0 9 ? * 2 *)", "UTC", MONDAY, 2)).containsExactly("Mon 09:00", "Mon 09:00");
    }

    private static List<String> times(String text, String zone, Instant after, int count) {
        Schedule schedule = Schedules.parse(text, ZoneId.of(zone), Dialect.EVENTBRIDGE_SCHEDULER);
        DateTimeFormatter format = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT);
        List<String> times = new ArrayList<>();
        for (Instant at = schedule.next(after, after); times.size() < count; at = schedule.next(at, after)) {
            times.add(format.format(at.atZone(ZoneId.of(zone))));
        }
        return times;
    }

    private static Instant next(String text, String zone, Dialect dialect, String after) {
        return next(text, zone, dialect, Instant.parse(after));
    }

    private static Instant next(String text, String zone, Dialect dialect, Instant after) {
        return Schedules.parse(text, ZoneId.of(zone), dialect).next(after, after);
    }
}
