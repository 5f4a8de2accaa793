// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

/**
 * The folder that a run leaves behind. Everything is written into a hidden folder beside it and moved when it is
 * complete; an earlier report is replaced whole, and stays untouched when the run fails.
 */
final class ReportFolder implements AutoCloseable {
    /** What tells a report from any other folder: only a report is ever replaced. */
    private static final String MARK = "summary.json";

    private final Path target;
    private final Path work;

    private ReportFolder(Path target, Path work) {
        this.target = target;
        this.work = work;
    }

    /**
     * @throws InputException if something other than a report stands in the way
     * @throws IOException if the place cannot be written to
     */
    static ReportFolder prepare(Path out) throws IOException {
        Path target = out.toAbsolutePath().normalize();
        if (target.getParent() == null || Files.exists(target) && !Files.isDirectory(target)) {
            throw new InputException(out + " is not a folder; name another with --out DIR.");
        }
        if (Files.exists(target) && !Files.exists(target.resolve(MARK)) && !isEmpty(target)) {
            throw new InputException(out + " exists and is not a report (it has no " + MARK
                    + "), so it is not replaced; name another with --out DIR.");
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

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static void delete(Path folder) throws IOException {
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
