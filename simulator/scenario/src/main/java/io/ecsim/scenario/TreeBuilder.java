// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Builds nodes from the tokens of one document. Works through problems where it can; beyond a limit it gives up. */
final class TreeBuilder {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_TEXT = 1_000_000;
    private static final int MAX_NUMBER = 100;

    private final JsonParser parser;
    private final Source source;
    private final List<Problem> problems;

    TreeBuilder(JsonParser parser, Source source, List<Problem> problems) {
        this.parser = parser;
        this.source = source;
        this.problems = problems;
    }

    /** Thrown when going on makes no sense; the problem has been added. */
    private static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GivenUp() {
            super(null, null, false, false);
        }
    }

    /** The root; null when a problem was added that leaves no tree. */
    Node build() {
        int before = problems.size();
        try {
            JsonToken first = parser.nextToken();
            if (first == null) {
                problems.add(Problem.of(source.at(1, 1), "", "The document is empty."));
                return null;
            }
            Node root = node(first, 0);
            if (parser.nextToken() != null) {
                problem("A second document starts here; only one is read.");
            }
            return problems.size() > before ? null : root;
        } catch (GivenUp e) {
            return null;
        }
    }

    private Node node(JsonToken token, int depth) {
        refuseReferences();
        if (depth > MAX_DEPTH) {
            throw giveUp("The nesting is deeper than " + MAX_DEPTH + ".");
        }
        Position at = here();
        return switch (token) {
            case START_OBJECT -> new Node.Mapping(at, members(depth));
            case START_ARRAY -> new Node.Listing(at, items(depth));
            case VALUE_STRING -> text(at);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Node.Scalar(at, Node.Kind.NUMBER, text(MAX_NUMBER));
            case VALUE_TRUE, VALUE_FALSE ->
                new Node.Scalar(at, Node.Kind.BOOLEAN, text(MAX_NUMBER).toLowerCase(Locale.ROOT));
            case VALUE_NULL -> new Node.Scalar(at, Node.Kind.NULL, "");
            default -> throw giveUp("Nothing can be made of this.");
        };
    }

    private Map<String, Node.Entry> members(int depth) {
        Map<String, Node.Entry> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Position nameAt = here();
            String name = parser.currentName();
            Node value = node(parser.nextToken(), depth + 1);
            Node.Entry first = members.putIfAbsent(name, new Node.Entry(nameAt, value));
            if (first != null) {
                String where = "; the first is in line " + first.nameAt().line() + ".";
                problems.add(Problem.of(nameAt, name, Text.printable(name) + " is given twice" + where));
            }
        }
        return members;
    }

    private List<Node> items(int depth) {
        List<Node> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(node(token, depth + 1));
        }
        return items;
    }

    /** Aliases would silently become text, and tags would silently vanish. */
    private void refuseReferences() {
        if (parser instanceof YAMLParser yaml) {
            if (yaml.isCurrentAlias() || yaml.getObjectId() != null) {
                problem("YAML anchors (&) and aliases (*) are not read; write the value out.");
            } else if (yaml.getTypeId() != null) {
                problem("YAML tags such as !" + Text.printable(yaml.getTypeId()) + " are not read.");
            }
        }
    }

    /** Escapes, doubled quotes and folded lines make what is written longer than its text by more than the quotes. */
    private Node.Scalar text(Position at) {
        String text = text(MAX_TEXT);
        TokenStreamLocation end = parser.currentLocation();
        int more = end.getLineNr() == at.line() ? end.getColumnNr() - at.column() - text.length() : -1;
        return new Node.Scalar(at, Node.Kind.TEXT, text, more == 0 ? 0 : more == 2 ? 1 : -1);
    }

    private String text(int most) {
        String text = parser.getString();
        if (text.length() > most) {
            throw giveUp(String.format(
                    Locale.ROOT, "The value has %,d characters; at most %,d are read.", text.length(), most));
        }
        return text;
    }

    private void problem(String message) {
        problems.add(Problem.of(here(), "", message));
    }

    private GivenUp giveUp(String message) {
        problem(message);
        return new GivenUp();
    }

    private Position here() {
        TokenStreamLocation at = parser.currentTokenLocation();
        return source.at(at.getLineNr(), at.getColumnNr());
    }
}
