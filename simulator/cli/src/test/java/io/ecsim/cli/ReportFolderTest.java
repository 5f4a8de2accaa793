// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {
    @TempDir
    private Path folder;

    private Path out;

    @BeforeEach
    void writeAReport() throws IOException {
        out = folder.resolve("out");
        write("shop", "1");
    }

    private void write(String scenario, String content) throws IOException {
        try (ReportFolder report = ReportFolder.prepare(out, scenario)) {
            Files.writeString(report.work().resolve("summary.json"), "{\n  \"scenario\" : \"" + scenario + "\"\n}\n");
            Files.writeString(report.work().resolve("metrics.csv"), content);
            report.publish();
        }
    }

    @Test
    void anEarlierReportOfTheScenario_isReplacedWhole() throws IOException {
        Files.writeString(out.resolve("index.html"), "old");
        write("shop", "2");
        assertThat(out.resolve("metrics.csv")).hasContent("2");
        assertThat(out.resolve("index.html")).doesNotExist();
    }

    @Test
    void theReportOfAnotherScenario_stays() {
        assertThatThrownBy(() -> write("bank", "2"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is the report of another scenario, so it is not replaced");
        assertThat(out.resolve("metrics.csv")).hasContent("1");
    }

    @Test
    void aFileThatNoRunHasWritten_keepsTheFolder() throws IOException {
        Files.writeString(out.resolve("notes.txt"), "mine");
        assertThatThrownBy(() -> write("shop", "2"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("holds notes.txt, which no run has written");
        assertThat(out.resolve("notes.txt")).hasContent("mine");
    }

    @Test
    void aFolderThatIsNoReport_stays() throws IOException {
        out = Files.createDirectory(folder.resolve("home"));
        Files.writeString(out.resolve("letter.txt"), "mine");
        assertThatThrownBy(() -> write("shop", "2")).hasMessageContaining("exists and is not a report");
    }
}
