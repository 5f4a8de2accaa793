// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.kernel.Time;

/**
 * The memory of a container: what it has at rest, what it leaks, what its requests hold. In MiB and seconds.
 *
 * @param limit above which the container is killed (RS-15); infinite when there is none
 * @param startedAt nanoseconds, when it had leaked nothing yet
 */
record MemoryUse(double atRest, double leak, double perRequest, double limit, long startedAt) {
    /** Full but for rounding: requests are counted in millionths. */
    private static final double NEARLY = 1 - 1e-9;

    private static final int HALVINGS = 60;

    /** Whether it can be full at all with so many requests in it. */
    boolean canFill(double requests) {
        return limit < Double.POSITIVE_INFINITY && (leak > 0 || atRest + perRequest * requests >= limit * NEARLY);
    }

    double at(long now, double requests) {
        return atRest + leak * Time.toSeconds(now - startedAt) + perRequest * requests;
    }

    boolean isFull(long now, double requests) {
        return at(now, requests) >= limit * NEARLY;
    }

    /** MiB x seconds of what it has at rest and has leaked, from one time to another. */
    double integral(long from, long to) {
        double seconds = Time.toSeconds(to - from);
        return atRest * seconds + leak * seconds * Time.toSeconds(from - startedAt + (to - from) / 2);
    }

    /**
     * When it is full, while its requests develop as they do now: those that wait grow by so many a second, and those at
     * work approach what comes in times the duration, by an exponential. {@link Long#MAX_VALUE} when never.
     *
     * @param waiting requests, and {@code growth} of them in a second
     * @param atWork requests, and {@code inflow} of them in a second
     * @param duration of a request
     */
    long fullAt(long now, double waiting, double growth, double atWork, double inflow, double duration) {
        double settled = inflow * duration;
        double level = at(now, waiting + settled) - limit;
        double slope = leak + perRequest * growth;
        double transient0 = perRequest * (atWork - settled);
        double seconds = firstZero(level, slope, transient0, duration);
        double nanos = Math.ceil(seconds * Time.SECOND);
        return nanos >= Long.MAX_VALUE - now ? Long.MAX_VALUE : now + (long) nanos;
    }

    /** The first t from 0 up with level + slope t + c e^(-t/d) at least 0; infinite when there is none. */
    private static double firstZero(double level, double slope, double c, double d) {
        if (level + c >= 0) {
            return 0;
        }
        double turn = d == 0 || c * slope <= 0 ? 0 : Math.max(0, d * StrictMath.log(c / d / slope));
        double from = slope > 0 && c > 0 ? turn : 0; // falls first, then rises
        double to = slope < 0 && c < 0 ? turn : Double.POSITIVE_INFINITY; // rises first, then falls
        if (slope < 0 && c >= 0 || slope == 0 && (c >= 0 || level <= 0)) {
            return Double.POSITIVE_INFINITY; // falls for ever, or approaches less than 0
        }
        if (to < Double.POSITIVE_INFINITY) {
            return value(level, slope, c, d, to) < 0 ? Double.POSITIVE_INFINITY : bisect(level, slope, c, d, from, to);
        }
        double step = Math.max(1, d);
        while (value(level, slope, c, d, from + step) < 0) {
            step *= 2;
        }
        return bisect(level, slope, c, d, from, from + step);
    }

    private static double value(double level, double slope, double c, double d, double t) {
        return level + slope * t + (d == 0 ? 0 : c * StrictMath.exp(-t / d));
    }

    private static double bisect(double level, double slope, double c, double d, double from, double to) {
        double low = from;
        double high = to;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (value(level, slope, c, d, middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
