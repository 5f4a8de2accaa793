// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a load was, hour by hour in UTC, and what it will probably be. AWS's forecasts are made by machine learning that
 * nobody has published; this one is ours (SC-373): the mean of the same hour of the last 14 days, of weekdays for a
 * weekday and of weekend days for a weekend as soon as there is a week to tell them apart.
 */
public final class LoadHistory {
    /** SC-370: so much a forecast needs, and looks back at most; in hours. */
    private static final int LEAST = 24;

    private static final int DAY = 24;
    private static final int LONGEST = 14 * DAY;
    private static final int WEEK = 7 * DAY;
    private static final long SECONDS = 3600;

    private final NavigableMap<Long, Double> hours = new TreeMap<>();

    /** The hour in which a moment lies, counted from 1970. */
    public static long hour(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), SECONDS);
    }

    public static Instant start(long hour) {
        return Instant.ofEpochSecond(hour * SECONDS);
    }

    /** Remembers an hour; what is too old to matter is forgotten. */
    public void add(long hour, double load) {
        hours.put(hour, load);
        hours.headMap(hour - LONGEST).clear();
    }

    /** Hours from the first that is known to the last. */
    public int length() {
        return hours.isEmpty() ? 0 : (int) (hours.lastKey() - hours.firstKey() + 1);
    }

    public boolean isEnough() {
        return length() >= LEAST;
    }

    /** The load of an hour, from all that is known by now; NaN where nothing is known of any such hour. */
    public double forecast(long hour) {
        double alike = length() < WEEK ? Double.NaN : mean(hour, true);
        return Double.isNaN(alike) ? mean(hour, false) : alike;
    }

    private double mean(long hour, boolean sameKindOfDay) {
        double sum = 0;
        int days = 0;
        for (long past = hour - DAY; past >= hour - LONGEST - 2 * DAY && days < LONGEST / DAY; past -= DAY) {
            Double load = hours.get(past);
            if (load != null && (!sameKindOfDay || isWeekend(past) == isWeekend(hour))) {
                sum += load;
                days++;
            }
        }
        return days == 0 ? Double.NaN : sum / days;
    }

    private static boolean isWeekend(long hour) {
        DayOfWeek day = start(hour).atOffset(ZoneOffset.UTC).getDayOfWeek();
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }
}
