// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

import java.util.Comparator;

/** Ids of tasks and instances: counted, and written with leading zeros so that they line up. */
public final class Ids {
    /** The order of creation, also past the last leading zero. */
    public static final Comparator<String> ORDER =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private static final int DIGITS = 5;

    private Ids() {}

    /** {@code task-00017}. */
    public static String task(int number) {
        return "task-" + digits(number);
    }

    /** {@code i-00017}. */
    public static String instance(int number) {
        return "i-" + digits(number);
    }

    private static String digits(int number) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
    }
}
