// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value that AWS knows and the simulator does not act on: checked, not kept.
 *
 * @param type as AWS's tables write it, without the mark of required members
 */
record AwsValue(String service, String type) implements Shape {
    static Shape of(String service, String type) {
        return new AwsValue(service, type.endsWith("!") ? type.substring(0, type.length() - 1) : type);
    }

    @Override
    public Object read(Node node, Trail trail, Reading reading) {
        if (Node.isNull(node)) {
            return null;
        }
        Shape shape = structure();
        if (shape != null) {
            shape.read(node, trail, reading);
        } else if (!type.equals("document") && !fits(node)) {
            reading.expected(node, trail, what());
        }
        return null;
    }

    /** The shape of a list, a map or a structure; null for a single value. */
    private Shape structure() {
        if (type.startsWith("list<")) {
            return new ListOf(of(service, type.substring(5, type.length() - 1)));
        }
        if (type.startsWith("map<")) {
            return new MapOf(of(service, type.substring(type.indexOf(',') + 1, type.length() - 1)));
        }
        return Character.isUpperCase(type.charAt(0)) ? structure(type) : null;
    }

    private Shape structure(String name) {
        return new Members(
                Shapes.words(name),
                () -> nested(name),
                null,
                (values, node, trail, reading) -> null,
                value -> Map.of());
    }

    private Map<String, Members.Member> nested(String name) {
        Map<String, Members.Member> members = new LinkedHashMap<>();
        AwsDocument.table(service)
                .get(name)
                .forEach((member, memberType) ->
                        members.put(member, new Members.Member(null, of(service, memberType), false)));
        return members;
    }

    private boolean fits(Node node) {
        if (!(node instanceof Node.Scalar scalar)) {
            return false;
        }
        return switch (type) {
            case "number" -> scalar.kind() == Node.Kind.NUMBER;
            case "boolean" -> scalar.kind() == Node.Kind.BOOLEAN;
            default -> true;
        };
    }

    private String what() {
        return switch (type) {
            case "boolean" -> "true or false";
            case "number", "timestamp" -> "a " + type;
            default -> "a text";
        };
    }

    @Override
    public Node complete(Node source, Object value, Path home) {
        return source;
    }

    @Override
    public Map<String, Object> schema(SchemaWriter.Definitions definitions) {
        Shape shape = structure();
        if (shape instanceof Members members) {
            return definitions.reference(service + " " + type, () -> members.schemaHere(definitions));
        }
        if (shape != null) {
            return shape.schema(definitions);
        }
        return switch (type) {
            case "number", "boolean" -> Map.of("type", type);
            case "document" -> Map.of();
            default -> Map.of("type", List.of("string", "number", "boolean"));
        };
    }
}
