// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.workload.Traffic;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people read them: grouped by thousands, three digits that matter, with their unit. */
final class Figures {
    /** Between a number and its unit: the two stay on one line. */
    static final String SPACE = "\u00a0";

    private static final String NONE = "–";
    private static final double SECONDS_A_MINUTE = 60;
    private static final double SECONDS_AN_HOUR = 3_600;
    private static final double SECONDS_A_DAY = 86_400;

    private Figures() {}

    static String count(long n) {
        return grouped(Long.toString(n));
    }

    /** {@code 1 task}, {@code 2 tasks}, {@code no tasks}. */
    static String count(long n, String one, String many) {
        return n == 0 ? "no " + many : count(n) + " " + (n == 1 ? one : many);
    }

    /** A fluid amount: whole requests, or decimals when there is less than one. */
    static String requests(long millionths) {
        if (millionths > 0 && millionths < Traffic.MICRO) {
            return number((double) millionths / Traffic.MICRO);
        }
        return count(Math.round((double) millionths / Traffic.MICRO));
    }

    /** Three significant digits, never fewer than the whole part has. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        BigDecimal rounded = Math.abs(value) >= 100
                ? exact.setScale(0, RoundingMode.HALF_UP)
                : exact.round(new MathContext(3, RoundingMode.HALF_UP));
        return plain(rounded);
    }

    /** As short as the side of a chart asks for: {@code 9,500}, {@code 12k}, {@code 1.5M}. */
    static String compact(double value) {
        if (Math.abs(value) < 10_000) {
            return number(value);
        }
        return Math.abs(value) < 1e6 ? number(value / 1e3) + "k" : number(value / 1e6) + "M";
    }

    /** A share of the whole, given as a fraction. Something is never shown as nothing, nor nearly all as all. */
    static String percent(double fraction) {
        double percent = 100 * fraction;
        if (!Double.isFinite(percent)) {
            return NONE;
        }
        if (percent > 0 && percent < 0.001) {
            return "< 0.001%";
        }
        if (percent > 99.9 && percent < 100) {
            return plain(BigDecimal.valueOf(percent).setScale(3, RoundingMode.DOWN)) + "%";
        }
        int digits = percent < 10 ? 2 : 3;
        return plain(BigDecimal.valueOf(percent).round(new MathContext(digits, RoundingMode.HALF_UP))) + "%";
    }

    /** A percentage that is one already. */
    static String percentage(double percent) {
        return percent(percent / 100);
    }

    static String millis(double millis) {
        if (!Double.isFinite(millis)) {
            return NONE;
        }
        return millis < 1_000 ? number(millis) + SPACE + "ms" : seconds(millis / 1_000);
    }

    /** {@code 0.8 s}, {@code 42 s}, {@code 3 min 20 s}, {@code 1 h 5 min}, {@code 24 h}, {@code 2 d 4 h}. */
    static String seconds(double seconds) {
        if (!Double.isFinite(seconds)) {
            return NONE;
        }
        if (seconds < 10) {
            return number(seconds) + SPACE + "s";
        }
        long whole = Math.round(seconds);
        if (whole < SECONDS_A_MINUTE) {
            return whole + SPACE + "s";
        }
        if (whole < SECONDS_AN_HOUR) {
            return two(whole, 60, "min", "s");
        }
        if (whole < 2 * SECONDS_A_DAY) {
            return two(Math.round(whole / SECONDS_A_MINUTE), 60, "h", "min");
        }
        return two(Math.round(whole / SECONDS_AN_HOUR), 24, "d", "h");
    }

    static String usd(BigDecimal amount) {
        if (amount.signum() == 0) {
            return "$0";
        }
        boolean tiny = amount.abs().compareTo(new BigDecimal("0.10")) < 0;
        return "$"
                + (tiny
                        ? plain(amount.round(new MathContext(2, RoundingMode.HALF_UP)))
                        : grouped(amount.setScale(2, RoundingMode.HALF_UP).toPlainString()));
    }

    /** A price with all its digits, up to eight decimals. */
    static String price(BigDecimal usd) {
        return "$" + plain(usd.setScale(8, RoundingMode.HALF_UP));
    }

    /** A quantity to three decimals. */
    static String decimal(BigDecimal quantity) {
        return plain(quantity.setScale(3, RoundingMode.HALF_UP));
    }

    private static String two(long total, long factor, String large, String small) {
        long rest = total % factor;
        return total / factor + SPACE + large + (rest == 0 ? "" : SPACE + rest + SPACE + small);
    }

    private static String plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return grouped(stripped.setScale(Math.max(0, stripped.scale())).toPlainString());
    }

    private static String grouped(String digits) {
        int end = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
        StringBuilder out = new StringBuilder(digits);
        for (int i = end - 3; i > 0 && Character.isDigit(digits.charAt(i - 1)); i -= 3) {
            out.insert(i, ',');
        }
        return out.toString();
    }
}
