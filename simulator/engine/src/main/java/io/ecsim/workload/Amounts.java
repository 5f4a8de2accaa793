// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.kernel.Time;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Arithmetic that every {@link Traffic} shares: whole millionths of a request, spread evenly over a time. Each function
 * never decreases in its time, so the difference of two values is never negative.
 */
final class Amounts {
    private Amounts() {}

    /** What an even rate, in requests per second, brings in so many nanoseconds: the nearest millionth. */
    static long of(double rate, long nanos) {
        double perMicro = nanos / 1e3; // 10^9 nanoseconds to a second, 10^6 millionths to a request
        return Math.round(rate * perMicro);
    }

    /** The part of an amount that falls into the first {@code elapsed} of {@code length} nanoseconds. */
    static long part(long amount, long elapsed, long length) {
        // An amount beyond 2^53 is no exact double, and its product could come out above it.
        return Math.min(amount, Math.round(amount * (elapsed / (double) length)));
    }

    /** Requests per second when an amount is spread over so many nanoseconds. */
    static double rate(long amount, long nanos) {
        return (double) amount / Traffic.MICRO / Time.toSeconds(nanos);
    }

    /** A number as people write it, with at most six decimals. */
    static String plain(double value) {
        return plain(BigDecimal.valueOf(Math.round(value * 1e6), 6));
    }

    static String plain(BigDecimal value) {
        var rounded = value.setScale(6, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    static double requireRate(String name, double value) {
        return require(name, value, value >= 0 && value < Double.POSITIVE_INFINITY, "a number from 0 up");
    }

    static <T> T require(String name, T value, boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(name + " must be " + rule + ", not " + value);
        }
        return value;
    }
}
