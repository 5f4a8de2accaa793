// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An event pattern: a mapping, or its JSON as a text, which is how AWS takes it. */
final class PatternShape implements Shape {
    static final Shape SHAPE = new PatternShape();

    private PatternShape() {}

    @Override
    public Object read(Node node, Trail trail, Reading reading) {
        boolean text = node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.TEXT;
        if (!text && !(node instanceof Node.Mapping)) {
            reading.expected(node, trail, "an event pattern, as a mapping or as its JSON in a text");
            return null;
        }
        String json = text ? ((Node.Scalar) node).text() : Json.write(node);
        String problem = RulerPattern.problem(json);
        if (problem == null) {
            return new RulerPattern(json);
        }
        if (text || !tellMembers((Node.Mapping) node, trail, reading)) {
            tell(problem, node.at(), trail, reading);
        }
        return null;
    }

    /** Each member of a pattern is one: those that are wrong alone are told at their place; false if none is. */
    private static boolean tellMembers(Node.Mapping pattern, Trail trail, Reading reading) {
        boolean told = false;
        for (Map.Entry<String, Node.Entry> member : pattern.members().entrySet()) {
            Node value = member.getValue().value();
            Trail here = trail.member(member.getKey());
            String problem = problem(member.getKey(), value);
            if (problem == null) {
                continue;
            }
            told = true;
            boolean within = value instanceof Node.Mapping nested
                    ? tellMembers(nested, here, reading)
                    : value instanceof Node.Listing list && tellItems(member.getKey(), list, here, reading);
            if (!within) {
                tell(problem, value.at(), here, reading);
            }
        }
        return told;
    }

    private static boolean tellItems(String name, Node.Listing list, Trail trail, Reading reading) {
        boolean told = false;
        for (int i = 0; i < list.items().size(); i++) {
            Node item = list.items().get(i);
            String problem = problem(name, new Node.Listing(item.at(), List.of(item)));
            if (problem != null) {
                told = true;
                tell(problem, item.at(), trail.item("[" + i + "]"), reading);
            }
        }
        return told;
    }

    private static String problem(String name, Node value) {
        Node.Entry entry = new Node.Entry(value.at(), value);
        return RulerPattern.problem(Json.write(new Node.Mapping(value.at(), Map.of(name, entry))));
    }

    private static void tell(String problem, Position at, Trail trail, Reading reading) {
        reading.problem(
                at,
                trail,
                ": InvalidEventPatternException: Event pattern is not valid. Reason: " + Text.sentence(problem));
    }

    @Override
    public Node complete(Node source, Object value, Path home) {
        return source;
    }

    @Override
    public Map<String, Object> schema(SchemaWriter.Definitions definitions) {
        return Map.of("type", List.of("string", "object"));
    }
}
