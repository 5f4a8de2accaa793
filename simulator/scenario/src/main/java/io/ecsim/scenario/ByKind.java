// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A thing that can be written in several ways, told apart by the kind of node; null for a way that there is not. */
record ByKind(Shape scalar, Shape mapping, Shape list) implements Shape {
    @Override
    public Object read(Node node, Trail trail, Reading reading) {
        return shape(node).read(node, trail, reading);
    }

    private Shape shape(Node node) {
        Shape shape = node instanceof Node.Mapping ? mapping : node instanceof Node.Listing ? list : scalar;
        return shape != null ? shape : ways().findFirst().orElseThrow();
    }

    private Stream<Shape> ways() {
        return Stream.of(scalar, list, mapping).filter(Objects::nonNull);
    }

    @Override
    public Node complete(Node source, Object value, Path home) {
        return source != null ? shape(source).complete(source, value, home) : scalar.complete(null, value, home);
    }

    @Override
    public Map<String, Object> schema(SchemaWriter.Definitions definitions) {
        return Map.of(
                "anyOf", List.of(ways().map(way -> way.schema(definitions)).toArray()));
    }
}
