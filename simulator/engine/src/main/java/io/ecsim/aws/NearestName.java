// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The real name that a mistyped one probably meant, whatever the case of letters. */
public final class NearestName {
    /** So many names are read before one looks for a list elsewhere. */
    private static final int LISTED = 12;
    /** A shorter text is part of nearly everything. */
    private static final int SHORTEST_PART = 3;

    private NearestName() {}

    /** The one that takes the fewest edits, when it takes few enough for a slip; else the shortest that contains it. */
    public static Optional<String> of(String wrong, Collection<String> real) {
        String folded = wrong.toLowerCase(Locale.ROOT);
        int most = Math.max(1, Math.min(3, wrong.length() / 3));
        Optional<String> slip = real.stream()
                .filter(name -> Math.abs(name.length() - wrong.length()) <= most)
                .filter(name -> edits(folded, name.toLowerCase(Locale.ROOT)) <= most)
                .min(Comparator.comparingInt((String name) -> edits(folded, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
        if (slip.isPresent() || wrong.length() < SHORTEST_PART) {
            return slip;
        }
        return real.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).contains(folded))
                .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    }

    /** How a name is suggested, everywhere. */
    public static String question(String name) {
        return "Did you mean " + name + "?";
    }

    /**
     * What to write instead, after a space: the nearest of the real names, or all of them when they are few and none is
     * near; else nothing.
     */
    public static String advice(String wrong, Collection<String> real) {
        Optional<String> nearest = of(wrong, real);
        if (nearest.isPresent()) {
            return " " + question(nearest.get());
        }
        return real.isEmpty() || real.size() > LISTED ? "" : " Known: " + String.join(", ", real) + ".";
    }

    /** Insertions, deletions, substitutions and swaps of neighbours that turn one text into the other. */
    private static int edits(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(substitution, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
