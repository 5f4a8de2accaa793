// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.kernel.Time;
import io.ecsim.scenario.Syntax;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Time since the scenario's start, as a clock shows it. */
final class Clock {
    private static final Pattern OF_DAY = Pattern.compile("([01]?\\d|2[0-3]):([0-5]\\d)(?::([0-5]\\d))?");
    private static final Pattern SINCE_START =
            Pattern.compile("\\+?(?:(\\d{1,5})d )?(\\d{1,5}):([0-5]\\d)(?::([0-5]\\d))?");

    private Clock() {}

    /**
     * What an option such as {@code --at} says, as a time since the scenario's start: an offset as a scenario spells it, {@code 9h7m} or
     * {@code PT9H7M}, perhaps with a plus, or as {@link #text} writes it, {@code +09:07:00}; an instant; or a time of day
     * in UTC, {@code 09:07} or {@code 09:07:30}: the first after the start. Null for anything else.
     */
    static Duration sinceStart(String text, Instant start) {
        Instant instant = Syntax.instant(text);
        if (instant != null) {
            return Duration.between(start, instant);
        }
        Matcher ofDay = OF_DAY.matcher(text);
        if (ofDay.matches()) {
            return firstAt(clock(ofDay, 1), start);
        }
        Matcher sinceStart = SINCE_START.matcher(text);
        if (sinceStart.matches() && (text.startsWith("+") || sinceStart.group(1) != null)) {
            return Duration.ofDays(number(sinceStart.group(1))).plus(clock(sinceStart, 2));
        }
        return Syntax.duration(text.startsWith("+") ? text.substring(1) : text);
    }

    /** As {@link #sinceStart}, and refuses what is none or not from the start to the end. @param option that says it */
    static Duration asked(String option, String text, Instant start, Duration end) {
        Duration moment = sinceStart(text, start);
        if (moment == null) {
            throw new InputException(
                    option + " " + text + " is no time: it takes a time of day such as 09:07, a time since"
                            + " the start such as 90m or +01:30:00, or an instant such as " + start + ".");
        }
        if (moment.isNegative() || moment.compareTo(end) > 0) {
            throw new InputException(option + " " + text + " is " + start.plus(moment) + ", "
                    + (moment.isNegative() ? "before the start" : "after the end") + " of the run, which goes from "
                    + start + " to " + start.plus(end)
                    + (OF_DAY.matcher(text).matches() ? "; +" + text + " is a time since its start" : "") + ".");
        }
        return moment;
    }

    /** From the start to when the clock on the wall first shows this. */
    private static Duration firstAt(Duration clock, Instant start) {
        Duration passed = clock.minusSeconds(Math.floorMod(start.getEpochSecond(), Time.DAY / Time.SECOND))
                .minusNanos(start.getNano());
        return passed.isNegative() ? passed.plusDays(1) : passed;
    }

    /** {@code +09:00:10}, and {@code +2d 09:00:10} after two days; rounded down to the second. */
    static String text(long nanos) {
        long days = nanos / Time.DAY;
        String clock = String.format(
                Locale.ROOT,
                "%02d:%02d:%02d",
                nanos % Time.DAY / Time.HOUR,
                nanos % Time.HOUR / Time.MINUTE,
                nanos % Time.MINUTE / Time.SECOND);
        return days == 0 ? "+" + clock : "+" + days + "d " + clock;
    }

    private static Duration clock(Matcher matcher, int hours) {
        return Duration.ofHours(number(matcher.group(hours)))
                .plusMinutes(number(matcher.group(hours + 1)))
                .plusSeconds(number(matcher.group(hours + 2)));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
