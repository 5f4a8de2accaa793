// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A mapping with free names to things alike. */
record MapOf(Shape item) implements Shape {
    @Override
    public Object read(Node node, Trail trail, Reading reading) {
        if (!(node instanceof Node.Mapping mapping)) {
            reading.expected(node, trail, "a mapping from names");
            return null;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        mapping.members().forEach((name, entry) -> {
            Object value = item.read(entry.value(), trail.member(name), reading);
            if (value != null) {
                values.put(name, value);
            }
        });
        return values;
    }

    @Override
    public Node complete(Node source, Object value, Path home) {
        Map<String, Node.Entry> members = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((name, part) -> {
            Node written = source instanceof Node.Mapping mapping ? mapping.get(name.toString()) : null;
            members.put(name.toString(), new Node.Entry(Position.NOWHERE, item.complete(written, part, home)));
        });
        return new Node.Mapping(Position.NOWHERE, members);
    }

    @Override
    public Map<String, Object> schema(SchemaWriter.Definitions definitions) {
        return Map.of("type", "object", "additionalProperties", item.schema(definitions));
    }
}
