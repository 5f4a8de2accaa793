// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.util.Collection;
import java.util.Locale;

/** Words of messages. */
final class Text {
    private Text() {}

    static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("?") ? text : text + ".";
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
