// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Chromium without a window, where it is on the machine. */
final class Browser {
    static final String MISSING = "chromium is not on this machine";

    private static final List<String> OPTIONS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--enable-logging=stderr",
            "--window-size=1200,900",
            "--dump-dom");

    /** @param document as it is after scripts have run; complaints are what a console shows */
    record Seen(String document, List<String> complaints) {}

    private Browser() {}

    static boolean isThere() {
        return Tool.isThere("chromium");
    }

    /**
     * Opens a page.
     *
     * @param script runs after those of the page; with one the page's policy, which forbids it, is taken away
     */
    static Seen open(Path page, String script) throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory("browser");
        Path opened = script.isEmpty() ? page : Files.writeString(profile.resolve("page.html"), with(script, page));
        Path errors = profile.resolve("errors");
        List<String> command = new ArrayList<>(List.of("chromium"));
        command.addAll(OPTIONS);
        command.add("--user-data-dir=" + profile);
        command.add(opened.toUri().toString());
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String document = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        List<String> complaints = Files.readAllLines(errors, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.contains("CONSOLE"))
                .toList();
        delete(profile);
        return new Seen(document, complaints);
    }

    private static String with(String script, Path page) throws IOException {
        return Files.readString(page)
                .replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
                .replace("</body>", "<script>" + script + "</script></body>");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
