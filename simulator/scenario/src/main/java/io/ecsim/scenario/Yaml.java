// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes nodes as YAML: block style, two spaces, the same text for the same nodes. */
final class Yaml {
    /** Texts that need no quotes: nothing that could be a number, a word of YAML, or an indicator. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/_][A-Za-z0-9_./+-]*([ :][A-Za-z0-9_./+-]+)*");

    /** A number with a unit is a text of its own. */
    private static final Pattern WITH_UNIT = Pattern.compile(Syntax.DURATION_PATTERN + "|" + Syntax.SIZE_PATTERN + "|"
            + Syntax.RATE_PATTERN + "|" + Syntax.SHARE_PATTERN);

    private static final Pattern RESERVED = Pattern.compile("(?i)true|false|yes|no|on|off|y|n|null|nan|inf");

    private final StringBuilder out = new StringBuilder();

    private Yaml() {}

    static String write(Node.Mapping root) {
        Yaml yaml = new Yaml();
        yaml.members(root, "");
        return yaml.out.toString();
    }

    private void members(Node.Mapping mapping, String indent) {
        Iterator<Map.Entry<String, Node.Entry>> members =
                mapping.members().entrySet().iterator();
        boolean first = true;
        while (members.hasNext()) {
            Map.Entry<String, Node.Entry> member = members.next();
            out.append(first ? "" : indent).append(text(member.getKey())).append(':');
            value(member.getValue().value(), indent + "  ");
            first = false;
        }
    }

    /** After the colon of a member. */
    private void value(Node node, String indent) {
        if (Node.isEmpty(node) || node instanceof Node.Scalar) {
            out.append(' ').append(flow(node)).append('\n');
        } else {
            out.append('\n').append(indent);
            block(node, indent);
        }
    }

    private void block(Node node, String indent) {
        if (node instanceof Node.Mapping mapping) {
            members(mapping, indent);
        } else {
            boolean first = true;
            for (Node item : ((Node.Listing) node).items()) {
                out.append(first ? "" : indent).append("- ");
                item(item, indent + "  ");
                first = false;
            }
        }
    }

    private void item(Node item, String indent) {
        if (Node.isEmpty(item) || item instanceof Node.Scalar) {
            out.append(flow(item)).append('\n');
        } else {
            block(item, indent);
        }
    }

    private static String flow(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return switch (scalar.kind()) {
                case TEXT -> text(scalar.text());
                case NULL -> "null";
                default -> scalar.text();
            };
        }
        return node instanceof Node.Mapping ? "{}" : "[]";
    }

    /** Plain where that is safe, else in double quotes, whose escapes are those of JSON. */
    private static String text(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !RESERVED.matcher(text).matches();
        if (plain || WITH_UNIT.matcher(text).matches()) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c == '\n') {
                quoted.append("\\n");
            } else if (c < ' ' || c >= 0x7f && c < 0xa0 || c == 0x2028 || c == 0x2029 || c == 0xfeff) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
