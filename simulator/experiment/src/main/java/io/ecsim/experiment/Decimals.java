// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers as they are written into files: at most six decimals, plain notation, no trailing zeros. Never
 * {@code Double.toString}, whose digits differ between JDK 17 and 25.
 */
public final class Decimals {
    private static final int PLACES = 6;
    private static final double MICROS = 1e6;
    private static final long MILLION = 1_000_000;
    /** Up to here a double times a million still is a whole number that a double holds exactly. */
    private static final double FAST = 1e9;

    private Decimals() {}

    /** The number rounded to six decimals; null for NaN and the infinities, which no file format here can hold. */
    public static BigDecimal of(double value) {
        if (!Double.isFinite(value)) {
            return null;
        }
        if (Math.abs(value) < FAST) {
            return ofMillionths(Math.round(value * MICROS));
        }
        return strip(new BigDecimal(value).setScale(PLACES, RoundingMode.HALF_EVEN));
    }

    /** Millionths as the number they make. */
    public static BigDecimal ofMillionths(long millionths) {
        return strip(BigDecimal.valueOf(millionths, PLACES));
    }

    public static BigDecimal of(BigDecimal value) {
        return strip(value.setScale(PLACES, RoundingMode.HALF_EVEN));
    }

    /** As {@link #of(double)}, as text; empty where there is no number. */
    public static String text(double value) {
        if (Math.abs(value) < FAST) {
            return text(Math.round(value * MICROS));
        }
        BigDecimal decimal = of(value);
        return decimal == null ? "" : decimal.toPlainString();
    }

    /** A metrics file has ten thousands of these, and a BigDecimal for each took a tenth of a run. */
    private static String text(long millionths) {
        long rest = Math.abs(millionths % MILLION);
        if (rest == 0) {
            return Long.toString(millionths / MILLION);
        }
        StringBuilder text = new StringBuilder(millionths < 0 ? "-" : "");
        text.append(Math.abs(millionths / MILLION)).append('.');
        for (long digit = MILLION / 10; rest > 0; digit /= 10) {
            text.append((char) ('0' + rest / digit));
            rest %= digit;
        }
        return text.toString();
    }

    /** A figure of the summary as text. */
    static String plain(Object figure) {
        return figure instanceof BigDecimal number ? number.toPlainString() : String.valueOf(figure);
    }

    private static BigDecimal strip(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        // 100 strips to 1E+2, which would be printed so by whoever forgets toPlainString.
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
