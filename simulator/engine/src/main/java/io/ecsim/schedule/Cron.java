// SPDX-License-Identifier: Apache-2.0
package io.ecsim.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.NavigableSet;
import java.util.function.Predicate;

/**
 * AWS's cron with six fields (EB-11): minutes, hours, day of month, month, day of week (1 or SUN to 7 or SAT), year; or
 * a crontab's with five.
 *
 * @param day whether a date's day of month and day of week are meant
 */
public record Cron(
        NavigableSet<Integer> minutes,
        NavigableSet<Integer> hours,
        Predicate<LocalDate> day,
        NavigableSet<Integer> months,
        NavigableSet<Integer> years,
        ZoneId zone,
        Dialect dialect)
        implements Schedule {
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2199;
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    static Cron parse(String text, ZoneId zone, Dialect dialect) {
        String[] fields = text.trim().split("\\s+");
        if (fields.length == 5 && dialect.yearIsOptional()) {
            return parse(text.trim() + " *", zone, dialect);
        }
        if (fields.length != 6) {
            throw new IllegalArgumentException("cron(" + text + ") has " + fields.length
                    + " fields; minutes hours day-of-month month day-of-week year are 6");
        }
        Cron cron = new Cron(
                CronField.parse("minutes", fields[0], 0, 59, List.of()),
                CronField.parse("hours", fields[1], 0, 23, List.of()),
                day(text, fields[2], fields[4], dialect),
                CronField.parse("month", fields[3], 1, 12, MONTHS),
                CronField.parse("year", fields[5], FIRST_YEAR, LAST_YEAR, List.of()),
                zone,
                dialect);
        if (cron.nextDay(LocalDate.of(FIRST_YEAR, 1, 1)) == null) {
            throw new IllegalArgumentException("cron(" + text + ") can never happen: no date is like that");
        }
        return cron;
    }

    /** Five fields, as in a crontab: Sunday is 0 or 7, and of two days that are given either will do. */
    static Cron parseCrontab(String text, ZoneId zone) {
        String[] fields = text.trim().split("\\s+");
        if (fields.length != 5) {
            throw new IllegalArgumentException(
                    text + " has " + fields.length + " fields; minute hour day-of-month month day-of-week are 5");
        }
        Predicate<LocalDate> ofMonth = dayOfMonth(fields[2]);
        NavigableSet<Integer> days = CronField.parse("day-of-week", fields[4], 0, 7, DAYS);
        Predicate<LocalDate> ofWeek = date -> days.contains(number(date) - 1) || days.contains(7) && number(date) == 1;
        boolean both = !fields[2].startsWith("*") && !fields[4].startsWith("*");
        Cron cron = new Cron(
                CronField.parse("minute", fields[0], 0, 59, List.of()),
                CronField.parse("hour", fields[1], 0, 23, List.of()),
                both ? ofMonth.or(ofWeek) : ofMonth.and(ofWeek),
                CronField.parse("month", fields[3], 1, 12, MONTHS),
                CronField.parse("year", "*", FIRST_YEAR, LAST_YEAR, List.of()),
                zone,
                Dialect.EC2_AUTO_SCALING);
        if (cron.nextDay(LocalDate.of(FIRST_YEAR, 1, 1)) == null) {
            throw new IllegalArgumentException(text + " can never happen: no date is like that");
        }
        return cron;
    }

    /** One of the two day fields is {@code ?}; with AAS, {@code *} will do (SC-365). */
    private static Predicate<LocalDate> day(String text, String ofMonth, String ofWeek, Dialect dialect) {
        boolean anyOfMonth = ofMonth.equals("?");
        boolean anyOfWeek = ofWeek.equals("?");
        if (!anyOfMonth && !anyOfWeek && dialect.starInBothDays()) {
            anyOfWeek = ofWeek.equals("*");
            anyOfMonth = !anyOfWeek && ofMonth.equals("*");
        }
        if (anyOfMonth == anyOfWeek) {
            throw new IllegalArgumentException("cron(" + text + ") must have ? in " + (anyOfMonth ? "only one" : "one")
                    + " of day-of-month and day-of-week");
        }
        return anyOfWeek ? dayOfMonth(ofMonth) : dayOfWeek(ofWeek);
    }

    private static Predicate<LocalDate> dayOfMonth(String field) {
        if (field.equals("L")) {
            return date -> date.getDayOfMonth() == date.lengthOfMonth();
        }
        if (field.equals("LW")) {
            return date -> date.equals(weekdayNear(date.withDayOfMonth(date.lengthOfMonth())));
        }
        if (field.matches("\\d{1,2}W")) {
            int day = CronField.number("day-of-month", field.substring(0, field.length() - 1), 1, 31, List.of());
            return date -> day <= date.lengthOfMonth() && date.equals(weekdayNear(date.withDayOfMonth(day)));
        }
        NavigableSet<Integer> days = CronField.parse("day-of-month", field, 1, 31, List.of());
        return date -> days.contains(date.getDayOfMonth());
    }

    /** The nearest weekday of the same month. */
    private static LocalDate weekdayNear(LocalDate date) {
        if (date.getDayOfWeek() == DayOfWeek.SATURDAY) {
            return date.getDayOfMonth() == 1 ? date.plusDays(2) : date.minusDays(1);
        }
        if (date.getDayOfWeek() == DayOfWeek.SUNDAY) {
            return date.getDayOfMonth() == date.lengthOfMonth() ? date.minusDays(2) : date.plusDays(1);
        }
        return date;
    }

    private static Predicate<LocalDate> dayOfWeek(String field) {
        if (field.equals("L")) {
            return date -> number(date) == 7;
        }
        if (field.matches("\\w+L")) {
            int day = CronField.number("day-of-week", field.substring(0, field.length() - 1), 1, 7, DAYS);
            return date -> number(date) == day && date.getDayOfMonth() + 7 > date.lengthOfMonth();
        }
        if (field.contains("#")) {
            String[] parts = field.split("#", 2);
            int day = CronField.number("day-of-week", parts[0], 1, 7, DAYS);
            int week = CronField.number("day-of-week", parts[1], 1, 5, List.of());
            return date -> number(date) == day && (date.getDayOfMonth() - 1) / 7 + 1 == week;
        }
        NavigableSet<Integer> days = CronField.parse("day-of-week", field, 1, 7, DAYS);
        return date -> days.contains(number(date));
    }

    /** 1 for Sunday. */
    private static int number(LocalDate date) {
        return date.getDayOfWeek().getValue() % 7 + 1;
    }

    @Override
    public Instant next(Instant after, Instant created) {
        // A day earlier, for a local time may be a moment after one that is later by the clock on the wall.
        LocalDate day = nextDay(after.atZone(zone).toLocalDate().minusDays(1));
        while (day != null) {
            for (int hour : hours) {
                for (int minute : minutes) {
                    LocalDateTime local = day.atTime(hour, minute);
                    Instant moment = Schedules.firstValid(local, zone);
                    boolean skipped = dialect.gapIsSkipped() && Schedules.isLeftOut(local, zone);
                    if (!skipped && moment.isAfter(after)) {
                        return moment;
                    }
                }
            }
            day = nextDay(day.plusDays(1));
        }
        return null;
    }

    /** The first date from one on that is meant; null if there is none. */
    private LocalDate nextDay(LocalDate from) {
        for (Integer year : years.tailSet(Math.max(from.getYear(), FIRST_YEAR))) {
            for (int month : months) {
                LocalDate first = LocalDate.of(year, month, 1);
                for (int i = 0; i < first.lengthOfMonth(); i++) {
                    LocalDate date = first.plusDays(i);
                    if (!date.isBefore(from) && day.test(date)) {
                        return date;
                    }
                }
            }
        }
        return null;
    }
}
