// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The reports kept in {@code reports/gallery} say what a run says today. With {@code -Dgolden.update=true} they are
 * written anew, the pictures by chromium. Fonts move the letters of charts a little, so figures and labels are compared, not bytes.
 */
class GalleryTest {
    private static final Path SCENARIOS = Path.of("../../scenarios");
    private static final Path GALLERY = Path.of("../../reports/gallery");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    private static final Pattern FIGURE = Pattern.compile("<data [^>]*>[^<]*</data>");
    private static final Pattern DRAWN = Pattern.compile("<svg [^>]*(wide|narrow).*?</svg>", Pattern.DOTALL);
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
            // The command that repeats the run is typed at the root of the repository; where that is does not matter.
            Files.writeString(
                    report.resolve(file),
                    Files.readString(report.resolve(file))
                            .replace("../../scenarios/", "scenarios/")
                            .replaceAll("(\\.\\./)+[^&\"]*/scenarios/traces/", "../traces/"));
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

    /**
     * A picture of a page.
     *
     * @param command leaves the page in a folder
     * @param at what stands behind the page's address
     */
    record Photo(String name, List<String> command, String page, String at, int width, int height) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Photo> photos() {
        String strategies = "tasks[0].placementStrategy=binpack:memory,spread:instanceId,random";
        return Stream.of(
                new Photo("replay.png", List.of("run", "rush-hour"), "replay.html", "#32485000", 1100, 1100),
                new Photo(
                        "comparison.png",
                        List.of("compare", "compare-placement", "--vary", strategies),
                        "index.html",
                        "",
                        1000,
                        1560));
    }

    /** A picture has the fingerprint of its page in it; letters may look otherwise elsewhere, so pictures are not compared. */
    @ParameterizedTest
    @MethodSource("photos")
    void keptPicture_isOfThePageOfToday(Photo photo, @TempDir Path folder) throws Exception {
        List<String> command = new ArrayList<>(photo.command());
        command.set(1, SCENARIOS.resolve(command.get(1)).toString());
        command.addAll(List.of("--out", folder.toString(), "--quiet"));
        assertThat(new Console(new Interrupt()).execute(command.toArray(String[]::new)))
                .isZero();
        String page = Files.readString(folder.resolve(photo.page()))
                .replace("../../scenarios/", "scenarios/")
                .replace(" --out " + folder, "");
        Path picture = GALLERY.resolve(photo.name());
        String fingerprint = fingerprint(page);
        if (UPDATE) {
            Files.write(picture, PngText.with(taken(photo, page, folder), "page", fingerprint));
        }
        assertThat(PngText.in(Files.readAllBytes(picture), "page"))
                .as(picture + ": to write the gallery anew, see reports/README.md")
                .isEqualTo(fingerprint);
    }

    /** Of all of it, but for where charts have their letters and lines. */
    private static String fingerprint(String page) throws Exception {
        String told = DRAWN.matcher(page).replaceAll("");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(told.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    private static byte[] taken(Photo photo, String page, Path folder) throws Exception {
        Path written = Files.writeString(folder.resolve("photo.html"), page);
        Path taken = folder.resolve("photo.png");
        new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--window-size=" + photo.width() + "," + photo.height(),
                        "--screenshot=" + taken,
                        written.toUri() + photo.at())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("photo.log").toFile())
                .start()
                .waitFor();
        return Files.readAllBytes(taken);
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
