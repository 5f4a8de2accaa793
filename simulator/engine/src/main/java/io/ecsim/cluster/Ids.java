// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

import java.util.Comparator;
import java.util.Locale;

/** Ids of tasks and instances: counted, and written with leading zeros so that they line up. */
public final class Ids {
    /** The order of creation, also past the last leading zero. */
    public static final Comparator<String> ORDER =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private Ids() {}

    /** {@code task-00017}. */
    public static String task(int number) {
        return String.format(Locale.ROOT, "task-%05d", number);
    }

    /** {@code i-00017}. */
    public static String instance(int number) {
        return String.format(Locale.ROOT, "i-%05d", number);
    }
}
