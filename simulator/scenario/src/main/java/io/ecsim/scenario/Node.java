// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A piece of a document that knows its place. YAML and JSON give the same nodes. Immutable. */
sealed interface Node {
    Position at();

    /** Members in the order of the document. */
    record Mapping(Position at, Map<String, Entry> members) implements Node {
        public Mapping {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        /** The value of a member; null when it is absent or written as null. */
        Node get(String name) {
            Entry entry = members.get(name);
            return entry == null || isNull(entry.value()) ? null : entry.value();
        }

        /** The text of a scalar member; null when it is absent or no scalar. */
        String text(String name) {
            return get(name) instanceof Scalar scalar ? scalar.text() : null;
        }

        Mapping with(String name, Position nameAt, Node value) {
            Map<String, Entry> changed = new LinkedHashMap<>(members);
            changed.put(name, new Entry(nameAt, value));
            return new Mapping(at, changed);
        }
    }

    /** @param nameAt where the member's name stands */
    record Entry(Position nameAt, Node value) {}

    record Listing(Position at, List<Node> items) implements Node {
        public Listing {
            items = List.copyOf(items);
        }
    }

    /** What could not be read at all, as a file that is not there: why has been said, and nothing follows from it. */
    record Unread(Position at) implements Node {}

    /**
     * @param text as written, without quotes
     * @param lead columns from where it stands to its first character; -1 when its characters do not stand one by one
     *     in one line
     */
    record Scalar(Position at, Kind kind, String text, int lead) implements Node {
        Scalar(Position at, Kind kind, String text) {
            this(at, kind, text, -1);
        }
    }

    /** What a scalar looks like; quoted text is always TEXT. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL
    }

    static boolean isNull(Node node) {
        return node instanceof Scalar scalar && scalar.kind() == Kind.NULL;
    }

    /** Nothing to simulate: null, an empty text, list or mapping. */
    static boolean isEmpty(Node node) {
        if (node instanceof Mapping mapping) {
            return mapping.members().isEmpty();
        }
        if (node instanceof Listing list) {
            return list.items().isEmpty();
        }
        return !(node instanceof Scalar scalar) || scalar.text().isEmpty() || isNull(node);
    }

    static Scalar text(String text) {
        return new Scalar(Position.NOWHERE, Kind.TEXT, text);
    }

    static Scalar number(String text) {
        return new Scalar(Position.NOWHERE, Kind.NUMBER, text);
    }

    /** What a message calls it. */
    static String describe(Node node) {
        if (node instanceof Mapping) {
            return "a mapping";
        }
        if (node instanceof Listing) {
            return "a list";
        }
        if (!(node instanceof Scalar scalar)) {
            return "nothing";
        }
        String shortened = scalar.text().length() > 60 ? scalar.text().substring(0, 60) + "..." : scalar.text();
        return switch (scalar.kind()) {
            case TEXT -> "\"" + Text.printable(shortened) + "\"";
            case NULL -> "nothing";
            default -> shortened;
        };
    }
}
