// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comparisons as a user meets them: what is printed, which files are there, and what is refused. */
class CompareCommandTest {
    private static final String SCENARIO = """
            name: tiny
            duration: 20m
            taskDefinitions:
              - family: job
                containerDefinitions: [{name: job, image: job, cpu: 256, memory: 512}]
            containerInstances:
              - {instanceType: m5.large, count: 1}
              - {instanceType: m5.large, count: 1, registers: {cpu: 4096, memory: 9000}}
            applications: {job: {exit: {code: 0, after: {p50: 2m, p99: 9m}}}}
            tasks:
              - {taskDefinition: job, arrivals: {rate: 1/m, noise: {dispersion: 1}}}
            expect: [tasks.started > 20]
            """;
    private static final String VARY = "tasks[0].placementStrategy=binpack:memory,"
            + "spread:attribute:ecs.availability-zone+binpack:memory,random";

    @TempDir
    private Path folder;

    private final Interrupt interrupt = new Interrupt();
    private Path scenario;
    private Path out;
    private Console console = new Console(interrupt);

    @BeforeEach
    void writeScenario() throws IOException {
        scenario = Files.writeString(folder.resolve("tiny.yaml"), SCENARIO);
        out = folder.resolve("out");
    }

    private int compare(String... more) {
        List<String> arguments = new ArrayList<>(List.of("compare", scenario.toString(), "--out", out.toString()));
        arguments.addAll(List.of(more));
        return console.execute(arguments.toArray(String[]::new));
    }

    @Test
    void compare_printsTheAnswerAndLeavesItsFiles() throws IOException {
        assertThat(compare("--vary", VARY, "--seeds", "3")).isZero();
        assertThat(console.out())
                .contains("spread:attribute:ecs.availability-zone+binpack:memory", "tasks.started > 20")
                .endsWith("Report: " + out.resolve("index.html") + "\n");
        assertThat(Files.readString(out.resolve("comparison.json"))).contains("random", "costUsd.total");
        assertThat(out.resolve("comparison.csv")).isNotEmptyFile();
        assertThat(Files.readString(out.resolve("index.html"))).contains("<svg", "default-src ");
        assertThat(out.resolve("runs")).isNotEmptyDirectory();
        assertThat(out.resolve("charts/cluster-cpuReservationMean.svg")).isNotEmptyFile();
        assertThat(out.resolve("charts/cluster-cpuReservationMean.png")).doesNotExist();
        assertThat(compare("--vary", VARY, "--seeds", "3", "--resume", "--png")).isZero();
        assertThat(out.resolve("charts/cluster-cpuReservationMean.png")).isNotEmptyFile();
        assertThat(out.resolve(".writing")).doesNotExist();
    }

    @Test
    void interrupted_endsWith130_andResumesToTheSameBytes() throws IOException {
        // The command to repeat it is on the page, so the folder has to be the same.
        assertThat(compare("--vary", VARY, "--seeds", "3")).isZero();
        String json = Files.readString(out.resolve("comparison.json"));
        String page = Files.readString(out.resolve("index.html"));
        Files.delete(out.resolve("comparison.json"));
        interrupt.request();
        assertThat(compare("--vary", VARY, "--seeds", "3")).isEqualTo(130);
        assertThat(console.err()).contains("--resume");
        assertThat(out.resolve("comparison.json")).doesNotExist();
        console = new Console(new Interrupt());
        assertThat(compare("--vary", VARY, "--seeds", "3", "--resume")).isZero();
        assertThat(out.resolve("comparison.json")).hasContent(json);
        assertThat(out.resolve("index.html")).hasContent(page);
    }

    /** One core asks after each run; here two runs of each variant are there before somebody asks to stop. */
    @Test
    void interruptedInTheMiddle_writesWhatThereIs_andMarksIt() throws IOException {
        assertThat(compare("--vary", VARY, "--seeds", "2")).isZero();
        interrupt.request();
        assertThat(compare("--vary", VARY, "--seeds", "5", "--resume")).isEqualTo(130);
        assertThat(console.err()).contains("6 of 15 runs are kept, what they say is marked as partial", "--resume");
        assertThat(console.out()).contains("2 runs each, all under the same luck; interrupted, 5 were to be");
        assertThat(Files.readString(out.resolve("comparison.json"))).contains("\"partial\" : true");
        assertThat(Files.readString(out.resolve("index.html"))).contains("Interrupted: of 5 runs each this has 2.");
        console = new Console(new Interrupt());
        assertThat(compare("--vary", VARY, "--seeds", "5", "--resume")).isZero();
        assertThat(Files.readString(out.resolve("comparison.json"))).doesNotContain("partial");
    }

    @Test
    void whatIsWrong_isSaidAllAtOnce() {
        assertThat(compare(
                        "--seeds", "1",
                        "--vary", "durration=1h,2h",
                        "--vary", "containerInstances[0].count=2,many",
                        "--vary", "containerInstances[1].registers.cpu=0,4",
                        "--vary", "nothing"))
                .isEqualTo(2);
        assertThat(console.err())
                .contains(
                        "--seeds 1: a comparison needs from 2",
                        "Did you mean duration?",
                        "\"many\"",
                        "must be at least 1 CPU unit, not 0.",
                        "--vary nothing is not of the form");
        assertThat(out).doesNotExist();
    }

    @Test
    void oneVariant_isNoComparison() {
        assertThat(compare()).isEqualTo(2);
        assertThat(console.err()).contains("nothing to compare with");
    }

    @Test
    void whatNoComparisonWrote_isLeftAlone() throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("thesis.txt"), "mine");
        assertThat(compare("--vary", VARY, "--seeds", "2")).isEqualTo(2);
        assertThat(console.err()).contains("thesis.txt");
        assertThat(out.resolve("thesis.txt")).hasContent("mine");
    }

    @Test
    void theComparisonOfAnotherScenario_isNotReplaced() throws IOException {
        assertThat(compare("--vary", VARY, "--seeds", "2")).isZero();
        String before = Files.readString(out.resolve("comparison.json"));
        Files.writeString(scenario, SCENARIO.replace("name: tiny", "name: other"));
        assertThat(compare("--vary", VARY, "--seeds", "2")).isEqualTo(2);
        assertThat(compare("--vary", VARY, "--seeds", "2", "--resume")).isEqualTo(2);
        assertThat(console.err()).contains("is a comparison of another scenario");
        assertThat(Files.readString(out.resolve("comparison.json"))).isEqualTo(before);
    }
}
