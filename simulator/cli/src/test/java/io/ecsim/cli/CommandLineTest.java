// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.scenario.SchemaWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a user meets it: exit codes, what is printed where, which files are there afterwards. */
class CommandLineTest {
    private static final String SCENARIO = """
            name: tiny
            duration: 10m
            taskDefinitions:
              - family: web
                containerDefinitions: [{name: app, image: web, cpu: 256, memory: 512}]
            services:
              - {serviceName: web, taskDefinition: web, desiredCount: 2}
            containerInstances:
              - {instanceType: m5.large, count: 2}
            """;

    @TempDir
    private Path folder;

    private final Interrupt interrupt = new Interrupt();
    private final Console console = new Console(interrupt);
    private Path scenario;
    private Path report;

    @BeforeEach
    void writeScenario() throws IOException {
        scenario = Files.writeString(folder.resolve("tiny.yaml"), SCENARIO);
        report = folder.resolve("out/tiny");
    }

    @Test
    void run_printsTheAnswerAndLeavesTheFiles() throws IOException {
        assertThat(run()).isZero();
        assertThat(out())
                .contains("tiny\n10 min simulated, seed 1, fingerprint ")
                .contains("Requests   none\n", "Steps of web:1 in web", "new-pending")
                .endsWith("Report: " + report.resolve("index.html") + "\n");
        assertThat(report).isDirectoryContaining("glob:**/index.html");
        for (String file : new String[] {"summary.json", "metrics.csv", "journal.jsonl", "scenario.yaml"}) {
            assertThat(report.resolve(file)).isNotEmptyFile();
        }
        assertThat(siblings(report)).containsExactly("tiny");
    }

    @Test
    void run_saysWhatTheControlPlaneRefused() throws IOException {
        Files.writeString(scenario, SCENARIO + "timeline: [{at: 1m, deleteService: {service: web}}]\n");
        assertThat(run()).isZero();
        assertThat(err())
                .contains("note: deleteService web at ", "The service cannot be stopped while it is scaled above 0.");
        assertThat(report.resolve("summary.json")).content().contains("cannot be stopped");
    }

    @Test
    void run_twice_differsInWallMillisOnly() throws IOException {
        run();
        Map<Path, String> first = contents();
        assertThat(run("--seed", "1")).isZero();
        Map<Path, String> second = contents();
        assertThat(second.keySet()).isEqualTo(first.keySet());
        second.forEach((file, text) -> {
            if (!file.endsWith("index.html")) {
                assertThat(withoutWallMillis(text)).isEqualTo(withoutWallMillis(first.get(file)));
            }
        });
    }

    @Test
    void effectiveScenario_runsToTheSameFingerprint() throws IOException {
        run();
        String fingerprint = fingerprint();
        Path effective = Files.copy(report.resolve("scenario.yaml"), folder.resolve("effective.yaml"));
        assertThat(execute("run", effective.toString(), "--out", report.toString(), "--no-report"))
                .isZero();
        assertThat(fingerprint()).isEqualTo(fingerprint);
    }

    @Test
    void json_isAllThatGoesToStandardOutput() throws IOException {
        assertThat(run("--format", "json")).isZero();
        assertThat(out()).isEqualTo(Files.readString(report.resolve("summary.json")));
        assertThat(err()).contains(report.resolve("index.html").toString());
    }

    @Test
    void noReport_leavesTheNumbersOnly() {
        assertThat(run("--no-report")).isZero();
        assertThat(report.resolve("index.html")).doesNotExist();
        assertThat(report.resolve("summary.json")).exists();
        assertThat(out()).endsWith("Report: " + report + "\n");
    }

    @Test
    void png_leavesEachChartAsPngToo_andWantsAReport() {
        assertThat(run("--png")).isZero();
        assertThat(report.resolve("charts/tasks.png")).isNotEmptyFile();
        assertThat(report.resolve("charts/tasks.svg")).isNotEmptyFile();
        assertThat(run("--png", "--no-report")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(err()).contains("--png draws the charts of the report: leave out --no-report.");
    }

    @Test
    void pictureAt_drawsTheMomentsThatAreNamed_andWantsAReport() throws IOException {
        assertThat(run("--picture-at", "2m,4m", "--picture-at", "+00:05:00")).isZero();
        assertThat(report.resolve("charts/placement-chosen-3.svg")).isNotEmptyFile();
        assertThat(Files.readString(report.resolve("index.html"))).contains("--picture-at 2m --picture-at 4m");
        assertThat(run("--picture-at", "40h")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(err()).contains("--picture-at 40h is ", ", after the end of the run");
        assertThat(run("--picture-at", "2m", "--no-report")).isEqualTo(ExitCode.WRONG_INPUT);
    }

    @Test
    void missedExpectation_endsInOneAndIsNamedWithItsFigure() throws IOException {
        expecting("cluster.tasksPeak > 5", "services.web.runningCount == 2", "services.web.deployments[5].seconds < 9");
        assertThat(run("--no-report")).isEqualTo(ExitCode.NOT_AS_EXPECTED);
        assertThat(out())
                .contains("Expectations: 1 of 3 hold")
                .containsPattern("MISSED +cluster.tasksPeak > 5 +2\n")
                .containsPattern("met +services.web.runningCount == 2 +2\n")
                .contains("services.web.deployments has 1 items, none at [5]");
        assertThat(Files.readString(report.resolve("summary.json"))).contains("\"holds\" : false");
    }

    @Test
    void expectationThatCannotBeUnderstood_endsInTwoBeforeAnythingIsSimulated() throws IOException {
        expecting("cluster.tasksPeak = 2");
        assertThat(run()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(err()).contains(scenario + ":11:5: error: expect: 'cluster.tasksPeak = 2' cannot be understood");
        assertThat(report).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            requests.lost == 0                              | requests has no member lost. Known: offered, served,
            services.wbe.runningCount == 2                  | services has no member wbe. Did you mean web?
            services.web.deployments[0].rollouState == X    | services.web.deployments[0] has no member rollouState. Did you mean rolloutState?
            services.web.deployments.seconds < 9            | services.web.deployments has no members
            services.web == 2                               | services.web is not a single figure
            clusters.tasksPeak > 2                          | the summary has no member clusters. Did you mean cluster?
            max(AWS/ECS CPUUtilisation web) < 9             | no run publishes AWS/ECS CPUUtilisation. Did you mean AWS/ECS CPUUtilization?
            max(AWS/ECS CPUUtilization wbe) < 9             | AWS/ECS CPUUtilization of wbe is not published. Did you mean web?
            """)
    void aFigureThatNoRunCanHave_isRefusedWithTheNearest(String expectation, String message) throws IOException {
        expecting(expectation);
        assertThat(execute("validate", scenario.toString())).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(err()).contains("cannot be understood: " + message);
    }

    @Test
    void figuresThatARunMayHave_areTaken() throws IOException {
        expecting(
                "services.web.calls.failed == 0",
                "services.web.discovery.healthy == 2",
                "services.web.events[3].message != x",
                "services.web.deployments[1].steps[4].waiting == x",
                "services.web.serviceDeployments[0].alarms.status == DISABLED",
                "costUsd.alb < 5",
                "latencyMillis.p99 < 5",
                "sum(AWS/ECS CPUUtilization web) < 5 between 1m and 2m");
        assertThat(execute("validate", scenario.toString())).as(err()).isZero();
    }

    @Test
    void wrongScenario_endsInTwoAndKeepsTheOldReport() throws IOException {
        run();
        String before = Files.readString(report.resolve("summary.json"));
        Files.writeString(scenario, SCENARIO.replace("desiredCount", "desierdCount"));
        assertThat(run()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(err()).contains(scenario + ":7:").contains("desiredCount");
        assertThat(Files.readString(report.resolve("summary.json"))).isEqualTo(before);
        assertThat(siblings(report)).containsExactly("tiny");
    }

    @Test
    void settings_changeTheScenario() {
        assertThat(run("--no-report", "--set", "services.web.desiredCount=3", "--until", "5m"))
                .isZero();
        assertThat(out()).contains("5 min simulated", "3 at the peak");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5m", "PT5M", "2026-03-02T00:05:00Z"})
    void until_isADurationOrAnInstant(String until) {
        assertThat(run("--no-report", "--until", until)).isZero();
        assertThat(out()).contains("5 min simulated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "noon", "2026-03-01T00:00:00Z", "9999-01-01T00:00:00Z"})
    void until_thatIsNoTimeAfterTheStart_isRefused(String until) {
        assertThat(run("--until", until)).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(err()).contains("--until " + until + " is not a time after the start");
    }

    @Test
    void seed_thatIsNoNumber_isRefusedInPlainWords() {
        assertThat(run("--seed", "lucky")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(err()).contains("'lucky' is not a whole number");
    }

    @Test
    void interruptedRun_isWrittenAndMarked() throws IOException {
        interrupt.request();
        assertThat(run()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(out()).contains("INTERRUPTED after");
        assertThat(Files.readString(report.resolve("summary.json"))).contains("\"partial\" : true");
    }

    @Test
    void folderThatIsNoReport_isNotReplaced() throws IOException {
        Files.createDirectories(report);
        Files.writeString(report.resolve("thesis.txt"), "years of work");
        assertThat(run()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(err()).contains("is not a report");
        assertThat(report.resolve("thesis.txt")).exists();
    }

    @Test
    void placeThatCannotBeWrittenTo_isSaid() {
        assertThat(execute("run", scenario.toString(), "--out", scenario + "/below"))
                .isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(err()).startsWith("ecsim: ").contains(scenario.toString()).doesNotContain("\tat ");
    }

    @Test
    void discreteTraffic_isPartOfTheEffectiveScenario() throws IOException {
        assertThat(run("--traffic", "discrete")).isEqualTo(ExitCode.DONE);
        assertThat(report.resolve("scenario.yaml")).content().contains("traffic: discrete");
    }

    @Test
    void validate_saysAllProblemsOfAllScenarios() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), SCENARIO.replace("family", "famly"));
        Path missing = folder.resolve("missing.yaml");
        assertThat(execute("validate", scenario.toString(), wrong.toString(), missing.toString()))
                .isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(out()).isEqualTo(scenario + ": OK\n");
        assertThat(err()).contains(wrong + ":4:", missing.toString());
        assertThat(execute("validate", scenario.toString())).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rum", "vaildate", "polices"})
    void unknownCommand_isAnsweredWithTheNearest(String command) {
        assertThat(execute(command)).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(err()).contains("Did you mean ").contains("Try: ecsim --help");
    }

    @Test
    void unknownOption_isAnsweredWithTheNearest() {
        assertThat(run("--fromat", "json")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(err()).contains("--fromat", "Did you mean --format?", "Try: ecsim run --help");
    }

    @Test
    void missingCommand_isWrongUsage() {
        assertThat(execute()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(err()).contains("command");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "validate", "explain", "policies", "schema"})
    void help_showsAnExample(String command) {
        assertThat(execute(command, "--help")).isZero();
        assertThat(out()).contains("Usage: ecsim " + command, "Example:", "./ecsim " + command);
    }

    @Test
    void version_isPrinted() {
        assertThat(execute("--version")).isZero();
        assertThat(out()).matches("ecsim \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
    }

    @Test
    void schema_isPrinted() {
        assertThat(execute("schema")).isZero();
        assertThat(out()).isEqualTo(SchemaWriter.json() + "\n").contains("json-schema.org");
    }

    @Test
    void policies_areAllInTheSchema() {
        assertThat(execute("policies")).isZero();
        String schema = SchemaWriter.json();
        WorldWords.SECTIONS
                .values()
                .forEach(words ->
                        words.keySet().forEach(word -> assertThat(schema).contains("\"" + word + "\"")));
        PoliciesCommand.sections()
                .values()
                .forEach(words -> words.forEach(
                        (word, line) -> assertThat(out()).contains("  " + word).contains(line)));
    }

    private int run(String... options) {
        return execute(
                Stream.concat(Stream.of("run", scenario.toString(), "--out", report.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    private int execute(String... args) {
        return console.execute(args);
    }

    private String out() {
        return console.out();
    }

    private String err() {
        return console.err();
    }

    private void expecting(String... expectations) throws IOException {
        StringBuilder text = new StringBuilder(SCENARIO).append("expect:\n");
        for (String expectation : expectations) {
            text.append("  - ").append(expectation).append('\n');
        }
        Files.writeString(scenario, text);
    }

    private String fingerprint() throws IOException {
        return Files.readString(report.resolve("summary.json"))
                .lines()
                .filter(line -> line.contains("fingerprint"))
                .findFirst()
                .orElseThrow();
    }

    private Map<Path, String> contents() throws IOException {
        try (Stream<Path> files = Files.walk(report)) {
            return files.filter(Files::isRegularFile).collect(Collectors.toMap(f -> f, CommandLineTest::read));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutWallMillis(String text) {
        return text.replaceAll("\"wallMillis\" : \\d+", "");
    }

    private static List<String> siblings(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path.getParent())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
