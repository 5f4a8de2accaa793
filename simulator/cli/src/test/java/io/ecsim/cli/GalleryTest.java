// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The reports kept in {@code reports/gallery} say what a run says today. With {@code -Dgolden.update=true} they are
 * written anew. Fonts move the letters of charts a little, so figures and labels are compared, not bytes.
 */
class GalleryTest {
    private static final Path SCENARIOS = Path.of("../../scenarios");
    private static final Path GALLERY = Path.of("../../reports/gallery");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    private static final Pattern FIGURE = Pattern.compile("<data [^>]*>[^<]*</data>");
    private static final Pattern LABEL = Pattern.compile("aria-label=\"[^\"]*\"");

    /** @param files what is kept of the report */
    record Kept(String name, String scenario, List<String> files) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kept> gallery() {
        return Stream.of(
                new Kept("rush-hour", "rush-hour", List.of("index.html", "charts/tasks.svg")),
                new Kept(
                        "rolling-update-100-150",
                        "rolling-update/100-150.yaml",
                        List.of("index.html", "charts/deployment-2.svg")));
    }

    @ParameterizedTest
    @MethodSource("gallery")
    void keptReport_saysWhatARunSaysToday(Kept kept, @TempDir Path folder) throws IOException {
        Path report = folder.resolve("report");
        assertThat(new Console(new Interrupt())
                        .execute(
                                "run",
                                SCENARIOS.resolve(kept.scenario()).toString(),
                                "--out",
                                report.toString(),
                                "--quiet"))
                .isZero();
        for (String file : kept.files()) {
            Path old = GALLERY.resolve(kept.name()).resolve(file);
            // The command that repeats the run is typed at the root of the repository.
            Files.writeString(
                    report.resolve(file),
                    Files.readString(report.resolve(file)).replace("../../scenarios/", "scenarios/"));
            if (UPDATE) {
                Files.createDirectories(old.getParent());
                Files.copy(report.resolve(file), old, StandardCopyOption.REPLACE_EXISTING);
            }
            assertThat(told(old))
                    .as(old + ": to write the gallery anew, see reports/README.md")
                    .isNotEmpty()
                    .isEqualTo(told(report.resolve(file)));
        }
        assertThat(filesIn(GALLERY.resolve(kept.name()))).containsExactlyInAnyOrderElementsOf(kept.files());
    }

    private static List<String> told(Path file) throws IOException {
        Pattern pattern = file.toString().endsWith(".svg") ? LABEL : FIGURE;
        return pattern.matcher(Files.readString(file))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }
}
