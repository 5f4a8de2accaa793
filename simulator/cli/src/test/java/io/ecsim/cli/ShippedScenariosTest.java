// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario in the repository runs, and does what it says that it does. */
class ShippedScenariosTest {
    private static final Path SCENARIOS = Path.of("../../scenarios");

    static List<Path> scenarios() throws IOException {
        try (Stream<Path> files = Files.walk(SCENARIOS)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    /** Many events among thousands of tasks: laws after each would take minutes, or hours. */
    private static boolean isLong(Path scenario) {
        return Stream.of("azure-vm-day", "openb", "calibration")
                .anyMatch(folder -> scenario.getParent().endsWith(folder));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void scenario_runsAndMeetsItsExpectations(Path scenario, @TempDir Path folder) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        int code = CommandLines.create(new Terminal(stream, stream), new Interrupt())
                .execute(
                        "run",
                        scenario.toString(),
                        "--out",
                        folder.resolve("out").toString(),
                        "--no-report",
                        isLong(scenario) ? "--quiet" : "--check-invariants");
        assertThat(code).as(printed.toString(StandardCharsets.UTF_8)).isZero();
    }
}
