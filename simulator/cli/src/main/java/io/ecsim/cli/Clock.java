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
    private static final Pattern CLOCK = Pattern.compile("(?:(\\d{1,5})d )?(\\d{1,2}):(\\d{2})(?::(\\d{2}))?");

    private Clock() {}

    /**
     * Of {@code 9h7m}, of an instant, of a time of day such as {@code 09:07}, or of what {@link #text} has written; null
     * for anything else. What of the last two would be outside the run is taken for the other.
     */
    static Duration sinceStart(String text, Instant start, Duration end) {
        Instant instant = Syntax.instant(text);
        if (instant != null) {
            return Duration.between(start, instant);
        }
        Duration clock = read(text);
        if (clock == null) {
            return Syntax.duration(text);
        }
        Duration ofDay = firstAt(clock, start);
        boolean asWritten = text.length() > "09:07".length();
        Duration first = asWritten ? clock : ofDay;
        Duration other = asWritten ? ofDay : clock;
        return first.compareTo(end) <= 0 || other.compareTo(end) > 0 ? first : other;
    }

    /** From the start to when the clock on the wall first shows this; with days it is none that a clock shows. */
    private static Duration firstAt(Duration clock, Instant start) {
        if (clock.toDays() > 0) {
            return clock;
        }
        Duration passed = clock.minusSeconds(Math.floorMod(start.getEpochSecond(), Time.DAY / Time.SECOND));
        return passed.isNegative() ? passed.plusDays(1) : passed;
    }

    /** {@code 09:00:10}, and {@code 2d 09:00:10} after two days; rounded down to the second. */
    static String text(long nanos) {
        long days = nanos / Time.DAY;
        String clock = String.format(
                Locale.ROOT,
                "%02d:%02d:%02d",
                nanos % Time.DAY / Time.HOUR,
                nanos % Time.HOUR / Time.MINUTE,
                nanos % Time.MINUTE / Time.SECOND);
        return days == 0 ? clock : days + "d " + clock;
    }

    /** What {@link #text} has written, the seconds left out or not; null for anything else. */
    static Duration read(String text) {
        Matcher clock = CLOCK.matcher(text);
        return clock.matches()
                ? Duration.ofDays(number(clock.group(1)))
                        .plusHours(number(clock.group(2)))
                        .plusMinutes(number(clock.group(3)))
                        .plusSeconds(number(clock.group(4)))
                : null;
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
