// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each broken file says all that is wrong with it, in the words of the {@code .expected} file beside it. Settings stand
 * in comments of the file. {@code -Dgolden.update=true} writes the expectations anew.
 */
class BrokenScenariosTest {
    private static final Path BROKEN = Path.of("src/test/resources/broken");
    private static final String SETTING = "# --set ";

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(BROKEN)) {
            return files
                    .filter(file -> file.toString().matches(".*\\.(yaml|json)"))
                    .filter(file -> !file.toString().contains(".part."))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static String messages(Path file) throws IOException {
        List<String> settings = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.startsWith(SETTING))
                .map(line -> line.substring(SETTING.length()))
                .toList();
        ScenarioException e =
                catchThrowableOfType(ScenarioException.class, () -> ScenarioReader.read(file, settings, null, null));
        assertThat(e).as("%s must not be readable", file).isNotNull();
        assertThat(e.problems()).isSorted();
        return e.getMessage().replace(BROKEN + "/", "") + "\n";
    }

    @ParameterizedTest
    @MethodSource("files")
    void saysWhatIsWrong(Path file) throws IOException {
        String messages = messages(file);
        Path expected = file.resolveSibling(file.getFileName() + ".expected");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, messages);
        }
        assertThat(messages).isEqualTo(Files.readString(expected));
        assertThat(messages.lines()).allMatch(line -> line.matches("(\\S+|--set .*): error: .+"));
    }

    @Test
    void aLineOfAHundredMegabytesIsOneMessage(@TempDir Path folder) throws IOException {
        for (String name : List.of("long.yaml", "long.json", "long.csv")) {
            try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
                byte[] piece = "x".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < 100; i++) {
                    out.write(piece);
                }
            }
        }
        Path byTrace = Files.writeString(
                folder.resolve("trace.yaml"), "name: a\nworkload: [{service: web, requests: {trace: long.csv}}]\n");
        for (Path file : List.of(folder.resolve("long.yaml"), folder.resolve("long.json"), byTrace)) {
            assertThat(catchThrowableOfType(ScenarioException.class, () -> ScenarioReader.read(file)))
                    .hasMessageContaining("The file has 100,000,000 bytes; at most 50,000,000 are read.");
        }
    }

    @Test
    void aLongLineBelowTheLimitIsOneMessage(@TempDir Path folder) throws IOException {
        Path yaml = Files.writeString(folder.resolve("a.yaml"), "name: " + "x".repeat(2_000_000) + "\n");
        Path json = Files.writeString(folder.resolve("a.json"), "{\"name\": \"" + "x".repeat(2_000_000) + "\"}");
        assertThat(catchThrowableOfType(ScenarioException.class, () -> ScenarioReader.read(yaml)))
                .hasMessageEndingWith(
                        "a.yaml:1:1: error: The line has 2,000,006 characters; at most 1,000,000 are read.");
        assertThat(catchThrowableOfType(ScenarioException.class, () -> ScenarioReader.read(json)))
                .hasMessageEndingWith("The value has 2,000,000 characters; at most 1,000,000 are read.");
    }

    @Test
    void aMissingFileAndAnEmptyFolderAreOneMessage(@TempDir Path folder) {
        assertThat(catchThrowableOfType(ScenarioException.class, () -> ScenarioReader.read(folder)))
                .hasMessage(folder + "/scenario.yaml: error: " + folder + "/scenario.yaml does not exist.");
    }
}
