// SPDX-License-Identifier: Apache-2.0
package io.ecsim.kernel;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Simulated time: a {@code long} of nanoseconds since the scenario's start, which reaches 292 years. Spans of time have
 * the same unit.
 */
public final class Time {

    public static final long MILLISECOND = 1_000_000L;
    public static final long SECOND = 1_000 * MILLISECOND;
    public static final long MINUTE = 60 * SECOND;
    public static final long HOUR = 60 * MINUTE;
    public static final long DAY = 24 * HOUR;

    private static final long[] UNITS = {DAY, HOUR, MINUTE, SECOND, MILLISECOND, 1_000, 1};
    private static final String[] UNIT_NAMES = {"d", "h", "min", "s", "ms", "us", "ns"};

    private Time() {}

    /**
     * The exact number of nanoseconds in a duration.
     *
     * @throws ArithmeticException if it does not fit into a {@code long}
     */
    public static long of(Duration duration) {
        return duration.toNanos();
    }

    /**
     * Seconds as nanoseconds, rounded to the nearest. Beyond 104 days a {@code double} of seconds is itself coarser
     * than a nanosecond.
     *
     * @throws IllegalArgumentException if the value is not a number or beyond 292 years
     */
    public static long ofSeconds(double seconds) {
        double nanos = seconds * SECOND;
        // 2^63 is the first double that no long can hold; written this way round, NaN is refused too.
        if (!(Math.abs(nanos) < 0x1p63)) {
            throw new IllegalArgumentException("Not a time in seconds that nanoseconds can hold: " + seconds);
        }
        return Math.round(nanos);
    }

    /** Nanoseconds as seconds; exact to a nanosecond up to 104 days. */
    public static double toSeconds(long nanos) {
        return nanos / (double) SECOND;
    }

    /** The moment that lies {@code nanos} after the scenario's start. */
    public static Instant at(Instant start, long nanos) {
        return start.plusNanos(nanos);
    }

    /**
     * The moment that lies {@code nanos} after the scenario's start, in UTC, rounded down to the millisecond:
     * {@code 2026-03-02T09:30:00Z}, or {@code 2026-03-02T09:30:00.250Z} when there is a fraction.
     */
    public static String iso(Instant start, long nanos) {
        return at(start, nanos).truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /**
     * A span of time for people, rounded down to its largest unit and the next smaller one: {@code 4 min 10 s},
     * {@code 1 h 2 min}, {@code 250 ms}, {@code 0 s}. A span below zero begins with a minus sign.
     */
    public static String words(long nanos) {
        if (nanos == 0) {
            return "0 s";
        }
        int unit = 0;
        while (nanos / UNITS[unit] == 0) {
            unit++;
        }
        String words = nanos / UNITS[unit] + " " + UNIT_NAMES[unit];
        if (unit == UNITS.length - 1) {
            return words;
        }
        long rest = Math.abs(nanos % UNITS[unit]) / UNITS[unit + 1];
        return rest == 0 ? words : words + " " + rest + " " + UNIT_NAMES[unit + 1];
    }
}
