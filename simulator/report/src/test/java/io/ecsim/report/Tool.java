// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Programs that may be on the machine: a test that needs one is skipped, with a word, where it is not. */
final class Tool {
    private Tool() {}

    static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** What it prints; it must end well. */
    static String run(Object... command) throws Exception {
        List<String> words = Arrays.stream(command).map(Object::toString).toList();
        Path errors = Files.createTempFile("tool", ".txt");
        Process process =
                new ProcessBuilder(words).redirectError(errors.toFile()).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(() -> read(errors)).isZero();
        Files.delete(errors);
        return said;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
