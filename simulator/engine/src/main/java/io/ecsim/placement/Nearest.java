// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The known name that a mistyped one probably meant. */
final class Nearest {
    private Nearest() {}

    /** Contains it, or is the fewest single-letter edits away, whatever the case of letters; the first of equals. */
    static String of(String name, List<String> known) {
        String nearest = known.get(0);
        for (String candidate : known) {
            if (edits(name, candidate) < edits(name, nearest)) {
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** The nearest if it looks like a slip: not more than every third letter is wrong. */
    static Optional<String> ofSlip(String name, List<String> known) {
        String nearest = of(name, known);
        return edits(name, nearest) <= name.length() / 3 ? Optional.of(nearest) : Optional.empty();
    }

    private static int edits(String name, String candidate) {
        String from = name.toLowerCase(Locale.ROOT);
        String to = candidate.toLowerCase(Locale.ROOT);
        return from.length() >= 3 && to.contains(from) ? 0 : levenshtein(from, to);
    }

    /** Row by row. */
    private static int levenshtein(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
