// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.simulation.Scenario;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The scenario format as JSON Schema, from the shapes that read it. For editors; messages come from the shapes. */
public final class SchemaWriter {
    private SchemaWriter() {}

    /** JSON Schema, draft 2020-12. */
    public static String json() {
        Definitions definitions = new Definitions();
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "ecsim scenario");
        schema.putAll(Shapes.of(Scenario.class).schema(definitions));
        schema.put("$defs", definitions.byName);
        ObjectMapper mapper = JsonMapper.builder().build();
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(schema);
    }

    /** Structures that are named once and referred to. */
    static final class Definitions {
        private final Map<String, Object> byName = new LinkedHashMap<>();

        Map<String, Object> reference(String name, Supplier<Map<String, Object>> schema) {
            String key = name.replaceAll("[^A-Za-z0-9]+", "-");
            if (!byName.containsKey(key)) {
                byName.put(key, Map.of()); // a structure may contain itself
                byName.put(key, schema.get());
            }
            return Map.of("$ref", "#/$defs/" + key);
        }
    }
}
