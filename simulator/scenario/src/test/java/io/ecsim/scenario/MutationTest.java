// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to a file, it is read or it has problems: never another exception. The seed is the test's name. */
class MutationTest {
    private static final Path SHOP = Path.of("src/test/resources/good/shop");
    private static final List<String> PIECES = List.of(
            "-1",
            "0",
            "1e999",
            "99999999999999999999",
            "null",
            "[]",
            "{}",
            "\"\"",
            "true",
            "1970-01-01T00:00:00Z",
            "99999d",
            "+999999999-12-31T23:59:59Z",
            "[[]]",
            "{file: scenario.yaml}",
            "{a: b}",
            "1e-999",
            "0.0000001",
            "us-(",
            "\u00e9");

    @TempDir
    static Path folder;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("prop.tries", 400));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverThrowsAnythingElse(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        for (String file : List.of("aws/shop.json", "aws/services.json", "traces/elb.csv", "traces/latency.csv")) {
            Path copy = folder.resolve(file);
            Files.createDirectories(copy.getParent());
            String text = Files.readString(SHOP.resolve(file));
            Files.writeString(copy, random.nextInt(5) == 0 ? characters(text, random) : text);
        }
        String text = Files.readString(SHOP.resolve("scenario.yaml"));
        String mutated = random.nextBoolean() ? values(text, random) : characters(text, random);
        Path scenario = Files.writeString(folder.resolve("scenario.yaml"), mutated);
        assertThatCode(() -> readAndWrite(scenario)).as(mutated).doesNotThrowAnyException();
    }

    /** What can be read has an effective form that says the same. */
    private static void readAndWrite(Path scenario) throws IOException {
        LoadedScenario loaded;
        try {
            loaded = ScenarioReader.read(scenario);
        } catch (ScenarioException expected) {
            expected.problems().forEach(Problem::toString);
            return;
        }
        Path effective = Files.writeString(folder.resolve("effective.yaml"), EffectiveScenario.yaml(loaded, folder));
        assertThat(ScenarioReader.read(effective).scenario())
                .usingRecursiveComparison()
                .isEqualTo(loaded.scenario());
    }

    /** Another value after some colons, commas or brackets. */
    private static String values(String text, SplittableRandom random) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            int from = out.indexOf(": ", random.nextInt(out.length()));
            if (from > 0) {
                int to = from + 2;
                while (to < out.length() && ",}]\n".indexOf(out.charAt(to)) < 0) {
                    to++;
                }
                out.replace(from + 2, to, PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return out.toString();
    }

    private static String characters(String text, SplittableRandom random) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            int at = random.nextInt(Math.max(1, out.length() - 1));
            switch (random.nextInt(3)) {
                case 0 -> out.replace(at, at + 1, "");
                case 1 -> out.insert(at, "{}[]:,\"'&*!|>%@#\n\t -\u0000x0".charAt(random.nextInt(22)));
                default -> out.setLength(Math.max(1, random.nextInt(4) == 0 ? at : out.length()));
            }
        }
        return out.toString();
    }
}
