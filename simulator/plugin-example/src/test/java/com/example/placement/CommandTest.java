// SPDX-License-Identifier: Apache-2.0
package com.example.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher and the jars of this build, copied to a clone of their own, in which there is nothing to build. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class CommandTest {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Path BUILT = PROJECT.resolveSibling("cli/target");
    private static final Path PLUGINS = PROJECT.resolve("target/ecsim-plugin-example.jar");
    private static final Path SCENARIO = PROJECT.resolve("scenario.yaml");

    @TempDir
    private static Path clone;

    @TempDir
    private Path folder;

    private record Answer(int code, String out, String err) {}

    @BeforeAll
    static void copy() throws IOException {
        Path target = clone.resolve("simulator/cli/target");
        Files.createDirectories(target.resolve("lib"));
        Files.copy(PROJECT.resolve("../../ecsim"), clone.resolve("ecsim"));
        Files.copy(BUILT.resolve("ecsim.jar"), target.resolve("ecsim.jar"));
        try (Stream<Path> libraries = Files.list(BUILT.resolve("lib"))) {
            for (Path library : (Iterable<Path>) libraries::iterator) {
                Files.copy(library, target.resolve("lib").resolve(library.getFileName()));
            }
        }
    }

    /** What {@code ./ecsim} answers with these jars and folders plugged in. */
    private Answer ecsim(String plugins, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("sh", clone.resolve("ecsim").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("ECSIM_PLUGINS", plugins);
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Answer(
                process.exitValue(), Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }

    private Answer run(String plugins, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                SCENARIO.toString(),
                "--no-report",
                "--out",
                folder.resolve("report").toString()));
        arguments.addAll(List.of(options));
        return ecsim(plugins, arguments.toArray(String[]::new));
    }

    /** A jar with one file that names what it provides, and no class. */
    private Path jar(String service, String provider) {
        Path jar = folder.resolve("with space.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            entries.putNextEntry(new JarEntry("META-INF/services/io.ecsim.placement." + service));
            entries.write(provider.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }

    @Test
    void policies_listsWhatTheJarBringsAlong_andItsClass() throws Exception {
        Answer answer = ecsim(PLUGINS.toString(), "policies");
        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        " most-balanced the shares of CPU and of memory that are left come closest to each other"
                                + " (com.example.placement.MostBalanced)",
                        " max-tasks-per-instance at most so many tasks of the group on one instance:"
                                + " expression: \"2\" (com.example.placement.MaxTasksPerInstance)");
    }

    @Test
    void theScenarioKeepsItsPromises_withTheJar_orAFolderOfJars() throws Exception {
        for (Path plugins : List.of(PLUGINS, PLUGINS.getParent())) {
            Answer answer = run(plugins.toString());
            assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
            assertThat(answer.out())
                    .contains("Expectations: 3 of 3 hold")
                    .contains("encountered error \"max-tasks-per-instance placement constraint unsatisfied.\"");
        }
    }

    @Test
    void theScenarioDoesNotKeepThemWithBinpack() throws Exception {
        Answer answer = run(PLUGINS.toString(), "--set", "services.web.placementStrategy=binpack:memory");
        assertThat(answer.code()).as(answer.err()).isEqualTo(1);
        assertThat(answer.out()).containsPattern("MISSED +services.cache.runningCount == 8");
    }

    @Test
    void withoutTheJar_bothNamesAreUnknown() throws Exception {
        Answer answer = run("");
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err())
                .contains(
                        "scenario.yaml:14:35: error: services.proxy.placementConstraints[0].type:"
                                + " InvalidParameterException: constraint.type 'max-tasks-per-instance' is not"
                                + " supported. Known: distinctInstance, memberOf.",
                        "scenario.yaml:18:32: error: services.web.placementStrategy[0].type:"
                                + " InvalidParameterException: strategy.type 'most-balanced' is not supported."
                                + " Known: spread, binpack, random.");
    }

    @Test
    void aSlipIsToldTheNameThatTheJarBringsAlong() throws Exception {
        Answer answer = run(
                PLUGINS.toString(),
                "--set",
                "services.web.placementStrategy=most-balance",
                "--set",
                "services.proxy.placementConstraints=[{type: max-task-per-instance, expression: '1'}]");
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("Did you mean most-balanced?", "Did you mean max-tasks-per-instance?");
    }

    @Test
    void whatTheConstraintHasToSay_isToldAtItsPlace() throws Exception {
        Answer answer = run(
                PLUGINS.toString(),
                "--set",
                "services.proxy.placementConstraints=[{type: max-tasks-per-instance, expression: many}]");
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err())
                .contains("services.proxy.placementConstraints[0].expression: InvalidParameterException:"
                        + " max-tasks-per-instance expression should be a whole number from 1 to 9999.");
    }

    @Test
    void aBrokenJarEndsInOneLine() throws Exception {
        String broken = PLUGINS + ":" + jar("Ranking", "com.example.Missing");
        for (Answer answer : List.of(run(broken), ecsim(broken, "policies"))) {
            assertThat(answer.code()).isEqualTo(2);
            assertThat(answer.out()).isEmpty();
            assertThat(answer.err())
                    .isEqualTo("ecsim: io.ecsim.placement.Ranking: Provider com.example.Missing not found\n");
        }
    }

    @Test
    void aJarThatIsNoneIsNamed_alsoInAFolder() throws Exception {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Path none = Files.writeString(plugins.resolve("none.jar"), "not a zip");
        for (Path plugin : List.of(none, plugins)) {
            Answer answer = ecsim(PLUGINS + ":" + plugin, "policies");
            assertThat(answer.code()).isEqualTo(2);
            assertThat(answer.err()).startsWith("ecsim: " + none + " is no jar that can be read: ");
        }
    }

    @Test
    void aJarThatIsNotThereIsNamed() throws Exception {
        Answer answer = ecsim(PLUGINS + ":no.jar", "policies");
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err())
                .isEqualTo("ecsim: ECSIM_PLUGINS names 'no.jar', but there is no such jar or folder.\n");
    }
}
