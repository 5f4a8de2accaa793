// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import java.util.ArrayList;
import java.util.List;

/** Text of a label and what there is to say under it, in lines that fit a terminal. */
final class Lines {
    private static final int LABEL = 12;
    private static final int WIDTH = 100;

    private final StringBuilder text = new StringBuilder();

    /** Wrapped, the label only before the first line. */
    void add(String label, String said) {
        StringBuilder line = new StringBuilder(padded(label));
        for (String word : said.split(" ")) {
            if (line.length() > LABEL && line.length() + word.length() >= WIDTH) {
                text.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(padded(""));
            }
            line.append(word).append(' ');
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    /** As it is, with its own line ends. */
    void block(Object block) {
        text.append(block);
    }

    /** One item a line, of more than a few only the first. */
    void list(String title, List<String> items, int most) {
        if (!items.isEmpty()) {
            text.append(title).append('\n');
            few(items, most).forEach(item -> text.append("  ").append(item).append('\n'));
        }
    }

    /** The first of them, and how many there are more. */
    static List<String> few(List<String> items, int most) {
        if (items.size() <= most) {
            return items;
        }
        List<String> few = new ArrayList<>(items.subList(0, most));
        few.add("and " + (items.size() - most) + " more");
        return few;
    }

    /** {@code 1 task}, {@code 2 tasks}. */
    static String count(long count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }

    private static String padded(String label) {
        return label + " ".repeat(Math.max(label.isEmpty() ? 0 : 1, LABEL - label.length()));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
