// SPDX-License-Identifier: Apache-2.0
package io.ecsim.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Our reading of AWS's cron against that of cron-utils, on generated expressions and moments. Left out is what the two
 * define differently: changes of the clock (AWS skips a time that is left out, cron-utils moves it), names in ranges
 * over the end of a week or year, and steps beyond the field, which AWS's guides do not show. Expressions that never
 * happen are refused here and merely without a next moment there.
 */
class CronAgainstCronUtilsTest {
    private static final CronDefinition AWS = CronDefinitionBuilder.defineCron()
            .withMinutes()
            .and()
            .withHours()
            .and()
            .withDayOfMonth()
            .supportsL()
            .supportsW()
            .supportsLW()
            .supportsQuestionMark()
            .and()
            .withMonth()
            .and()
            .withDayOfWeek()
            .withValidRange(1, 7)
            .withMondayDoWValue(2)
            .supportsHash()
            .supportsL()
            .supportsQuestionMark()
            .and()
            .withYear()
            .withValidRange(1970, 2199)
            .and()
            .instance();

    private static final List<String> MONTHS = List.of("JAN", "MAR", "JUN", "SEP", "DEC");
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    private final SplittableRandom random = new SplittableRandom(20261127);

    @Test
    @Tag("EB-11")
    void bothFindTheSameNextMoments() {
        ZoneId utc = ZoneId.of("UTC");
        CronParser theirs = new CronParser(AWS);
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            String text = cron();
            Instant at = Instant.parse("2024-01-01T00:00:00Z").plusSeconds(random.nextInt(3 * 366 * 1440) * 60L);
            ExecutionTime execution = ExecutionTime.forCron(theirs.parse(text));
            Schedule ours;
            try {
                ours = Schedules.parse("cron(" + text + ")", utc, Dialect.EVENTBRIDGE_RULE);
            } catch (IllegalArgumentException never) {
                assertThat(never).hasMessageContaining("can never happen");
                refused++;
                continue;
            }
            for (int step = 0; step < 4 && at != null; step++) {
                Instant expected = execution
                        .nextExecution(ZonedDateTime.ofInstant(at, utc))
                        .map(ZonedDateTime::toInstant)
                        .orElse(null);
                assertThat(ours.next(at, at)).as("cron(%s) after %s", text, at).isEqualTo(expected);
                at = expected;
            }
        }
        assertThat(refused).as("most of them do happen").isLessThan(40);
    }

    private String cron() {
        boolean byWeek = random.nextInt(2) == 0;
        return String.join(
                " ",
                field(0, 59),
                field(0, 23),
                byWeek ? "?" : dayOfMonth(),
                random.nextInt(4) == 0 ? MONTHS.get(random.nextInt(MONTHS.size())) : field(1, 12),
                byWeek ? dayOfWeek() : "?",
                random.nextInt(3) == 0 ? field(2024, 2030) : "*");
    }

    private String dayOfMonth() {
        return switch (random.nextInt(6)) {
            case 0 -> "L";
            case 1 -> "LW";
            case 2 -> (1 + random.nextInt(28)) + "W";
            default -> field(1, 31);
        };
    }

    private String dayOfWeek() {
        int day = 1 + random.nextInt(7);
        return switch (random.nextInt(6)) {
            case 0 -> day + "L";
            case 1 -> day + "#" + (1 + random.nextInt(4));
            case 2 -> DAYS.get(random.nextInt(3)) + "-" + DAYS.get(3 + random.nextInt(4));
            case 3 -> DAYS.get(day - 1);
            default -> field(1, 7);
        };
    }

    /** {@code *}, a number, a range, a step, a stepped range or a list. */
    private String field(int least, int most) {
        int from = least + random.nextInt(most - least + 1);
        int to = from + random.nextInt(most - from + 1);
        int step = 1 + random.nextInt(Math.max(1, (most - least) / 2));
        return switch (random.nextInt(7)) {
            case 0 -> Integer.toString(from);
            case 1 -> from + "-" + to;
            case 2 -> from + "/" + step;
            case 3 -> from + "-" + to + "/" + step;
            case 4 -> list(least, most);
            default -> "*";
        };
    }

    private String list(int least, int most) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            numbers.add(Integer.toString(least + random.nextInt(most - least + 1)));
        }
        return String.join(",", numbers);
    }
}
