// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of a comparison: its runs, kept as they end, and its results, which are written beside those of before and
 * moved when all are there.
 */
final class ComparisonFolder {
    private static final String RUNS = "runs";
    private static final String RESULTS = "comparison.json";
    private static final String WORK = ".writing";
    private static final Set<String> FILES = Set.of(RUNS, RESULTS, "comparison.csv", "index.html", "charts", WORK);

    private final Path folder;

    private ComparisonFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * @param name of the scenarios that are compared: the results of others stay
     * @param resume whether runs that are there may be used; else they are deleted
     * @throws InputException if something other than a comparison stands in the way
     */
    static ComparisonFolder prepare(Path out, String name, boolean resume) throws IOException {
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new InputException(out + " is not a folder; name another with --out DIR.");
        }
        if (Files.exists(out)) {
            for (Path file : files(out)) {
                if (!FILES.contains(file.getFileName().toString())) {
                    throw new InputException(out + " holds " + file.getFileName()
                            + ", which no comparison has written; name another with --out DIR.");
                }
            }
        }
        Path results = out.resolve(RESULTS);
        if (Files.exists(results) && !ReportFolder.isOf(name, results)) {
            throw new InputException(
                    out + " is a comparison of another scenario, so it is not replaced; name another with --out DIR.");
        }
        Path runs = out.resolve(RUNS);
        if (!resume && Files.exists(runs)) {
            for (Path run : files(runs)) {
                Files.delete(run);
            }
        }
        Files.createDirectories(runs);
        return new ComparisonFolder(out);
    }

    Path runs() {
        return folder.resolve(RUNS);
    }

    /** An empty folder for the results; {@link #publish} puts them into their place. */
    Path work() throws IOException {
        ReportFolder.delete(folder.resolve(WORK));
        return Files.createDirectory(folder.resolve(WORK));
    }

    void publish() throws IOException {
        ReportFolder.delete(folder.resolve("charts"));
        for (Path written : files(folder.resolve(WORK))) {
            Path target = folder.resolve(written.getFileName());
            Files.move(written, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.delete(folder.resolve(WORK));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
