// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.simulation.Scenario;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
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
        schema.putAll(withFiles(((Members) Shapes.of(Scenario.class)).schemaHere(definitions)));
        schema.put("$defs", definitions.byName);
        // Sorted, for the order of immutable maps differs from run to run.
        ObjectMapper mapper = JsonMapper.builder()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(schema);
    }

    /** A file may stand in place of every section, and of every item of a list of AWS's documents. */
    private static Map<String, Object> withFiles(Map<String, Object> scenario) {
        Map<String, Object> sections = new LinkedHashMap<>();
        ((Map<?, ?>) scenario.get("properties")).forEach((name, section) -> {
            Map<?, ?> schema = (Map<?, ?>) section;
            boolean block = schema.containsKey("$ref") || "object".equals(schema.get("type"));
            boolean list = "array".equals(schema.get("type"));
            Object items = list ? Map.of("type", "array", "items", orFile(schema.get("items"))) : schema;
            sections.put((String) name, list || block ? orFile(items) : section);
        });
        Map<String, Object> changed = new LinkedHashMap<>(scenario);
        changed.put("properties", sections);
        return changed;
    }

    private static Map<String, Object> orFile(Object schema) {
        Object file = Map.of(
                "type",
                "object",
                "properties",
                Map.of("file", Map.of("type", "string")),
                "required",
                List.of("file"),
                "additionalProperties",
                false);
        return Map.of("anyOf", List.of(schema, file));
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
