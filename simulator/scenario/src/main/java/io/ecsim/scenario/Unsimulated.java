// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.nio.file.Path;
import java.util.Map;

/**
 * A part of the format that this version does not act on.
 *
 * @param refused because the answer would be another one without it
 */
record Unsimulated(boolean refused) implements Shape {
    @Override
    public Object read(Node node, Trail trail, Reading reading) {
        boolean says = !Node.isEmpty(node)
                && !(node instanceof Node.Scalar scalar && scalar.text().equals("never"));
        if (says && refused) {
            reading.problem(node.at(), trail, "is not simulated by this version.");
        } else if (says) {
            reading.accepted(trail.toString(), node.at(), trail);
        }
        return null;
    }

    @Override
    public Node complete(Node source, Object value, Path home) {
        return source;
    }

    @Override
    public Map<String, Object> schema(SchemaWriter.Definitions definitions) {
        return refused ? Map.of("description", "not simulated by this version") : Map.of();
    }
}
