// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A piece of markup. Whatever is put into an element is escaped unless it is itself {@code Html}, so that a name from
 * a scenario can never become markup. Void elements and attributes are written so that the page is XML as well.
 */
record Html(String markup) {
    static final Html NOTHING = new Html("");

    private static final List<String> VOID = List.of("meta", "br");

    /** An attribute; given to {@link #element} among the content. */
    record Attribute(String name, String value) {}

    /** Markup that this program wrote itself. */
    static Html trusted(String markup) {
        return new Html(markup);
    }

    static Attribute attribute(String name, String value) {
        return new Attribute(name, value);
    }

    static Attribute cssClass(String name) {
        return new Attribute("class", name);
    }

    /** An element; {@code parts} are attributes, markup, lists of these, or values that are shown as text. */
    static Html element(String tag, Object... parts) {
        StringBuilder start = new StringBuilder("<").append(tag);
        StringBuilder content = new StringBuilder();
        for (Object part : parts) {
            append(part, start, content);
        }
        if (VOID.contains(tag)) {
            return new Html(start.append("/>\n").toString());
        }
        return new Html(start.append('>')
                .append(content)
                .append("</")
                .append(tag)
                .append(">\n")
                .toString());
    }

    private static void append(Object part, StringBuilder start, StringBuilder content) {
        if (part instanceof Attribute attribute) {
            start.append(' ').append(attribute.name()).append("=\"");
            escape(attribute.value(), start);
            start.append('"');
        } else if (part instanceof Collection<?> parts) {
            parts.forEach(each -> append(each, start, content));
        } else if (part instanceof Html html) {
            content.append(html.markup());
        } else {
            escape(String.valueOf(part), content);
        }
    }

    /** Parts one after the other. */
    static Html join(Object... parts) {
        StringBuilder content = new StringBuilder();
        for (Object part : parts) {
            append(part, content, content);
        }
        return new Html(content.toString());
    }

    /** Content folded away under its name until it is asked for, or open from the beginning. */
    static Html details(boolean open, String summary, Object... content) {
        List<Object> parts = new ArrayList<>();
        if (open) {
            parts.add(attribute("open", "open"));
        }
        parts.add(element("summary", summary));
        parts.addAll(List.of(content));
        return element("details", parts);
    }

    static Html code(String text) {
        return inline("code", text);
    }

    /** An element within a line: no line break after it, which a browser would show as a space. */
    static Html inline(String tag, Object... parts) {
        return new Html(element(tag, parts).markup().stripTrailing());
    }

    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        escape(text, out);
        return out.toString();
    }

    private static void escape(String text, StringBuilder out) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isText(c) ? c : '\uFFFD');
            }
        });
    }

    /** Whether XML allows the character; control characters and lone surrogates it does not. */
    private static boolean isText(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= ' ' && c < 0xD800)
                || (c > 0xDFFF && c != 0xFFFE && c != 0xFFFF);
    }
}
