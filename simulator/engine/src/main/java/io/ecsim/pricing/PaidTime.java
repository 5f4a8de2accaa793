// SPDX-License-Identifier: Apache-2.0
package io.ecsim.pricing;

import io.ecsim.kernel.Time;
import java.util.Map;
import java.util.TreeMap;

/** Seconds that are paid, by day of the calendar: every started one, a minimum at least (SC-701). */
final class PaidTime {
    private static final long DAY_SECONDS = 86_400;

    /** Nanoseconds from the midnight before the run began to its beginning. */
    private final long offset;

    private final TreeMap<Integer, Long> secondsByDay = new TreeMap<>();

    PaidTime(long offset) {
        this.offset = offset;
    }

    PaidTime copy() {
        PaidTime copy = new PaidTime(offset);
        copy.secondsByDay.putAll(secondsByDay);
        return copy;
    }

    /** @param minimum seconds; those that did not pass belong to the days after the beginning, as if they had */
    void add(long begin, long end, long minimum) {
        long left = Math.max(minimum, (end - begin + Time.SECOND - 1) / Time.SECOND);
        long at = offset + begin;
        int day = (int) (at / (DAY_SECONDS * Time.SECOND));
        while (left > 0) {
            long untilMidnight = (day + 1) * DAY_SECONDS * Time.SECOND - at;
            long today = Math.min(left, (untilMidnight + Time.SECOND - 1) / Time.SECOND);
            secondsByDay.merge(day, today, Long::sum);
            left -= today;
            at += today * Time.SECOND;
            day++;
        }
    }

    long seconds() {
        return secondsByDay.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Day 0 is that of the beginning. */
    Map<Integer, Long> secondsByDay() {
        return secondsByDay;
    }
}
