// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Words of messages. */
public final class Text {
    private static final int LISTED = 12;

    private Text() {}

    /** What to write instead: the nearest of the real names, or all of them when they are few and none is near. */
    static String advice(String wrong, Collection<String> real) {
        Optional<String> nearest = nearest(wrong, real);
        if (nearest.isPresent()) {
            return " Did you mean " + nearest.get() + "?";
        }
        return real.isEmpty() || real.size() > LISTED ? "" : " Known: " + String.join(", ", real) + ".";
    }

    /** The real name that takes the fewest edits, when it takes few enough to be meant. */
    public static Optional<String> nearest(String wrong, Collection<String> real) {
        String folded = wrong.toLowerCase(Locale.ROOT);
        int most = Math.max(1, Math.min(3, wrong.length() / 3));
        return real.stream()
                .filter(name -> Math.abs(name.length() - wrong.length()) <= most)
                .filter(name -> edits(folded, name.toLowerCase(Locale.ROOT)) <= most)
                .min(Comparator.comparingInt((String name) -> edits(folded, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
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

    static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    /** {@code a}, {@code a or b}, {@code a, b or c}. */
    static String either(Collection<String> words) {
        String all = String.join(", ", words);
        int comma = all.lastIndexOf(", ");
        return comma < 0 ? all : all.substring(0, comma) + " or " + all.substring(comma + 2);
    }

    /** Without characters that would break a line or a terminal. */
    static String printable(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
