// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.nio.file.Path;
import java.util.Map;

/** What may stand at a place: reads it, writes it out in full, and describes it to editors. */
interface Shape {
    /** The value of a node; null when it is none, which has then been added to the problems. */
    Object read(Node node, Trail trail, Reading reading);

    /**
     * The node of an effective scenario: what was written, with every default beside it.
     *
     * @param source what was written; null when nothing was
     * @param value what it means; null when it is not simulated
     * @param home the folder that the effective scenario is for
     */
    Node complete(Node source, Object value, Path home);

    /** As JSON Schema. */
    Map<String, Object> schema(SchemaWriter.Definitions definitions);
}
