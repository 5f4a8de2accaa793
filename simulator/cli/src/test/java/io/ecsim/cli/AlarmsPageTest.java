// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds docs/alarms.md to what its example does. */
class AlarmsPageTest {
    @Test
    void itsExampleMeetsItsExpectations(@TempDir Path folder) throws IOException {
        String example = Files.readString(Path.of("../docs/alarms.md")).split("```(yaml)?\n")[1];
        Path scenario = Files.writeString(folder.resolve("scenario.yaml"), example);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        int code = CommandLines.create(new Terminal(stream, stream), new Interrupt())
                .execute(
                        "run",
                        scenario.toString(),
                        "--out",
                        folder.resolve("out").toString(),
                        "--no-report");
        assertThat(code).as(printed.toString(StandardCharsets.UTF_8)).isZero();
    }
}
