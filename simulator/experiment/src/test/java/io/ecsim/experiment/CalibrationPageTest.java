// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.simulation.RunObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page of measurements says of ecsim is what its scenarios come to. */
class CalibrationPageTest {
    private static final Path PAGE = Path.of("../docs/calibration.md");
    private static final Path SCENARIOS = Path.of("../../scenarios/calibration");

    /** Scenario, what ecsim says, and the figure with the minute it is of. */
    private static final Pattern ROW =
            Pattern.compile("\\| `([\\w-]+)` \\|[^|]*\\|[^|]*\\| ([\\d.]+) \\|[^|]*\\| `([^`]+)` ?(\\w*) ?\\|");

    @TempDir
    Path folder;

    @Test
    void everyFigureOfThePageIsThatOfItsScenario() throws IOException {
        Map<String, List<ExpectationResult>> results = new LinkedHashMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                if (!results.containsKey(row.group(1))) {
                    results.put(row.group(1), run(row.group(1)));
                }
                assertThat(results.get(row.group(1)))
                        .as(line)
                        .filteredOn(result -> result.text().contains(row.group(3)))
                        .filteredOn(result ->
                                row.group(4).isEmpty() || result.text().contains("between " + row.group(4) + " "))
                        .isNotEmpty()
                        .allSatisfy(result -> assertThat(result.figure()).isEqualTo(row.group(2)))
                        .allMatch(ExpectationResult::holds);
            }
        }
        assertThat(results).hasSize(4);
    }

    private List<ExpectationResult> run(String scenario) throws IOException {
        Run run = Run.of(Run.read(SCENARIOS.resolve(scenario + ".yaml"), List.of(), null, null), "");
        return run.execute(folder, RunObserver.NONE, () -> false, Run.Extras.NONE)
                .expectations();
    }
}
