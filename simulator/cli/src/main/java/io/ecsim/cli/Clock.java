// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.kernel.Time;
import io.ecsim.scenario.Syntax;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Time since the scenario's start, as a clock shows it. */
final class Clock {
    private Clock() {}

    /** A time as a scenario spells it, {@code 9h7m} or an instant, since the start; null when it is neither. */
    static Duration sinceStart(String text, Instant start) {
        Instant instant = Syntax.instant(text);
        return instant == null ? Syntax.duration(text) : Duration.between(start, instant);
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
}
