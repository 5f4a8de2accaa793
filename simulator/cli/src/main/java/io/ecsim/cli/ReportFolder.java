// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder that a run leaves behind. Everything is written into a hidden folder beside it and moved when it is
 * complete; an earlier report is replaced whole, and stays untouched when the run fails.
 */
final class ReportFolder implements AutoCloseable {
    /** What tells a report from any other folder: only a report of the same scenario is ever replaced. */
    private static final String MARK = "summary.json";

    private static final Set<String> FILES = Set.of(
            MARK,
            "index.html",
            "charts",
            "metrics.csv",
            "journal.jsonl",
            "events.jsonl",
            "traces.jsonl",
            "replay.html",
            "scenario.yaml");
    private static final Pattern SCENARIO = Pattern.compile("\"scenario\" : \"([^\"]*)\"");

    private final Path target;
    private final Path work;

    private ReportFolder(Path target, Path work) {
        this.target = target;
        this.work = work;
    }

    /**
     * @param scenario whose report it is to be
     * @throws InputException if something other than an earlier report of the scenario stands in the way
     * @throws IOException if the place cannot be written to
     */
    static ReportFolder prepare(Path out, String scenario) throws IOException {
        Path target = out.toAbsolutePath().normalize();
        if (target.getParent() == null || Files.exists(target) && !Files.isDirectory(target)) {
            throw new InputException(out + " is not a folder; name another with --out DIR.");
        }
        String obstacle = Files.exists(target) ? obstacle(target, scenario) : null;
        if (obstacle != null) {
            throw new InputException(out + " " + obstacle + ", so it is not replaced; name another with --out DIR.");
        }
        Path work = beside(target, "writing");
        Files.createDirectories(target.getParent());
        // Left by a killed process that had our number.
        delete(work);
        return new ReportFolder(target, Files.createDirectory(work));
    }

    /** Where to write. */
    Path work() {
        return work;
    }

    /** Everything is written: puts it in place of what was there. */
    void publish() throws IOException {
        if (!Files.exists(target)) {
            Files.move(work, target);
            return;
        }
        Path old = beside(target, "old");
        delete(old);
        Files.move(target, old);
        try {
            Files.move(work, target);
        } catch (IOException e) {
            Files.move(old, target);
            throw e;
        }
        delete(old);
    }

    /** Removes what was not published. */
    @Override
    public void close() throws IOException {
        delete(work);
    }

    private static Path beside(Path target, String what) {
        long process = ProcessHandle.current().pid();
        return target.resolveSibling("." + target.getFileName() + "." + what + "-" + process);
    }

    /** Why an existing folder must stay; null if it may go. */
    private static String obstacle(Path folder, String scenario) throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.list(folder)) {
            names = files.map(file -> file.getFileName().toString()).sorted().toList();
        }
        if (names.isEmpty()) {
            return null;
        }
        if (!names.contains(MARK)) {
            return "exists and is not a report (it has no " + MARK + ")";
        }
        for (String name : names) {
            if (!FILES.contains(name)) {
                return "holds " + name + ", which no run has written";
            }
        }
        return isOf(scenario, folder.resolve(MARK)) ? null : "is the report of another scenario";
    }

    /** Whether a file of results names the scenario as its own. */
    static boolean isOf(String scenario, Path results) throws IOException {
        Matcher of = SCENARIO.matcher(Files.readString(results));
        return of.find() && of.group(1).equals(scenario);
    }

    /** With all that is in it; nothing where there is none. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
