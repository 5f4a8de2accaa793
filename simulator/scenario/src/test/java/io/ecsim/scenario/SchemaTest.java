// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema takes what the reader takes, and refuses what is misspelt. */
class SchemaTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaWriter.json(), InputFormat.JSON);

    private static List<com.networknt.schema.Error> errors(String yaml) {
        return SCHEMA.validate(yaml, InputFormat.YAML);
    }

    @ParameterizedTest
    @MethodSource("io.ecsim.scenario.GoodScenariosTest#scenarios")
    void takesGoodScenarios(Path file, @TempDir Path home) throws IOException {
        Path written = Files.isDirectory(file) ? file.resolve("scenario.yaml") : file;
        if (written.toString().endsWith(".yaml")) {
            assertThat(errors(Files.readString(written))).isEmpty();
        }
        List<String> settings =
                file.endsWith("exports") ? List.of("autoScalingGroups.my-asg.InstanceType=t3.small") : List.of();
        assertThat(errors(EffectiveScenario.yaml(ScenarioReader.read(file, settings, null, null), home)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown-section",
                "unknown-member-of-service",
                "unknown-member-of-container",
                "unknown-member-of-port",
                "unknown-member-of-unsimulated",
                "unknown-member-of-application",
                "unknown-member-of-world",
                "unknown-member-of-group",
                "unknown-action",
                "wrong-types",
                "bad-enum",
                "bad-values",
                "missing"
            })
    void refusesBrokenOnes(String name) throws IOException {
        assertThat(errors(Files.readString(Path.of("src/test/resources/broken", name + ".yaml"))))
                .isNotEmpty();
    }

    @Test
    void isTheSameEveryTime() {
        assertThat(SchemaWriter.json()).isEqualTo(SchemaWriter.json());
    }
}
