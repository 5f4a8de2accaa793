// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.compare;

import io.ecsim.experiment.Summary;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The trials that are done, each in a file of its own that is there whole or not at all. */
final class Trials {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Path folder;

    /** @param folder exists */
    Trials(Path folder) {
        this.folder = folder;
    }

    void keep(String key, Trial trial) throws IOException {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("figures", trial.figures());
        tree.put("expectations", trial.expectations());
        Path written = folder.resolve("." + key + ".writing");
        Files.writeString(written, Summary.json(tree));
        Files.move(written, file(key), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Null when there is none, or none that can be read. */
    Trial find(String key) throws IOException {
        if (!Files.exists(file(key))) {
            return null;
        }
        try {
            JsonNode tree = JSON.readTree(Files.readString(file(key)));
            Map<String, BigDecimal> figures = new LinkedHashMap<>();
            tree.get("figures")
                    .properties()
                    .forEach(e -> figures.put(e.getKey(), e.getValue().decimalValue()));
            Map<String, Boolean> expectations = new LinkedHashMap<>();
            tree.get("expectations")
                    .properties()
                    .forEach(e -> expectations.put(e.getKey(), e.getValue().booleanValue()));
            return new Trial(figures, expectations);
        } catch (JacksonException | NullPointerException notOurs) {
            return null;
        }
    }

    private Path file(String key) {
        return folder.resolve(key + ".json");
    }
}
