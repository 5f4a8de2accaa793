// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * The scenario's clock, in UTC.
 *
 * @param end nanoseconds since the start
 */
record Clock(Instant start, long end) {
    static final long SECOND = 1_000_000_000L;

    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };

    /** The clock of a part of the run. */
    Clock part(long from, long to) {
        return new Clock(start.plusNanos(from), to - from);
    }

    /** {@code 09:00:12}, and {@code 3 Mar 09:00:12} when the run goes beyond its first day. */
    String time(long nanos) {
        LocalDateTime at = at(nanos);
        String time = minute(at) + ":" + twoDigits(at.getSecond());
        return spansDays() ? day(at.toLocalDate()) + " " + time : time;
    }

    /** As {@link #time}, without the seconds. */
    String minute(long nanos) {
        LocalDateTime at = at(nanos);
        return spansDays() ? day(at.toLocalDate()) + " " + minute(at) : minute(at);
    }

    /** {@code 2 Mar 2026, 00:00 UTC}: when the scenario begins. */
    String begin() {
        LocalDateTime at = at(0);
        return day(at.toLocalDate()) + " " + at.getYear() + ", " + minute(at) + " UTC";
    }

    /** Whether a time of day would be ambiguous. The midnight that ends the first day still belongs to it. */
    boolean spansDays() {
        return !at(0).toLocalDate().equals(at(Math.max(0, end - 1)).toLocalDate());
    }

    /** Seconds since the epoch, which is what charts count in: midnights are whole multiples of a day. */
    double epochSeconds(long nanos) {
        return start.getEpochSecond() + (start.getNano() + (double) nanos) / SECOND;
    }

    /** The text of a tick on the time axis whose ticks are so many seconds apart; a midnight between days is a date. */
    String tick(double epochSeconds, double step) {
        LocalDateTime at = LocalDateTime.ofEpochSecond(Math.round(epochSeconds), 0, ZoneOffset.UTC);
        if (spansDays() && at.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            return day(at.toLocalDate());
        }
        return step < 60 ? minute(at) + ":" + twoDigits(at.getSecond()) : minute(at);
    }

    static String day(LocalDate date) {
        return date.getDayOfMonth() + " " + MONTHS[date.getMonthValue() - 1];
    }

    private LocalDateTime at(long nanos) {
        return LocalDateTime.ofInstant(start.plusNanos(nanos), ZoneOffset.UTC);
    }

    private static String minute(LocalDateTime at) {
        return twoDigits(at.getHour()) + ":" + twoDigits(at.getMinute());
    }

    private static String twoDigits(int n) {
        return n < 10 ? "0" + n : Integer.toString(n);
    }
}
