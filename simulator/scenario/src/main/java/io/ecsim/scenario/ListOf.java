// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A list of things alike. An item that cannot be read is null in the value: indexes stay those of the document. */
record ListOf(Shape item) implements Shape {
    @Override
    public Object read(Node node, Trail trail, Reading reading) {
        if (!(node instanceof Node.Listing list)) {
            reading.expected(node, trail, "a list");
            return null;
        }
        List<String> names = Trail.itemNames(list);
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            values.add(item.read(list.items().get(i), trail.item(names.get(i)), reading));
        }
        return values;
    }

    @Override
    public Node complete(Node source, Object value, Path home) {
        List<Node> items = new ArrayList<>();
        List<?> values = (List<?>) value;
        for (int i = 0; i < values.size(); i++) {
            items.add(item.complete(
                    source instanceof Node.Listing list ? list.items().get(i) : null, values.get(i), home));
        }
        return new Node.Listing(Position.NOWHERE, items);
    }

    @Override
    public Map<String, Object> schema(SchemaWriter.Definitions definitions) {
        return Map.of("type", "array", "items", item.schema(definitions));
    }
}
