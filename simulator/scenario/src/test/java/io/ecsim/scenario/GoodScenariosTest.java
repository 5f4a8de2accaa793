// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every good scenario is read, and its effective form says the same. */
class GoodScenariosTest {
    private static final Path GOOD = Path.of("src/test/resources/good");

    static Stream<Path> scenarios() {
        return Stream.of(GOOD.resolve("smallest.yaml"), GOOD.resolve("smallest.json"), GOOD.resolve("shop"));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void effectiveScenarioReadsAsTheSame(Path file, @TempDir Path home) throws Exception {
        LoadedScenario loaded = ScenarioReader.read(file);
        String yaml = EffectiveScenario.yaml(loaded, home);
        Path effective = Files.writeString(home.resolve("scenario.yaml"), yaml);
        LoadedScenario again = ScenarioReader.read(effective);
        assertThat(again.scenario()).usingRecursiveComparison().isEqualTo(loaded.scenario());
        assertThat(again.notes()).isEqualTo(loaded.notes());
        assertThat(again.expectations()).extracting(Expectation::text)
                .isEqualTo(loaded.expectations().stream().map(Expectation::text).toList());
        assertThat(EffectiveScenario.yaml(again, home)).isEqualTo(yaml);
    }
}
