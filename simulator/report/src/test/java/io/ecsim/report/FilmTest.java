// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ecsim.aws.TaskLastStatus;
import io.ecsim.journal.Entry;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.scenario.ScenarioReader;
import io.ecsim.simulation.RunObserver;
import io.ecsim.simulation.Scenario;
import io.ecsim.simulation.Simulation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilmTest {
    private static final Path SCENARIOS = Path.of("..", "..", "scenarios");

    @TempDir
    private Path folder;

    /** A run, its film, and what the engine said after each row of the film. */
    private static final class Watched implements RunObserver {
        final Film film = new Film();
        final List<String> hashes = new ArrayList<>();
        private final int wanted;
        private Simulation simulation;
        private String before = "";
        String text;

        /** @param wanted the row whose text is kept */
        Watched(Scenario scenario, int wanted) {
            this.wanted = wanted;
            simulation = Simulation.of(scenario, this);
            simulation.runUntil(scenario.duration().toNanos());
        }

        @Override
        public void add(long time, Entry entry) {
            int rows = film.rows();
            film.add(time, entry);
            String now = simulation == null ? null : EngineState.text(simulation);
            boolean seen = film.rows() > rows;
            if (seen) {
                text = hashes.size() == wanted ? now : text;
                hashes.add(now == null ? "-" : EngineState.hash(now));
            } else if (now != null) {
                assertThat(now)
                        .as("a row is left out, and changes something: " + entry)
                        .isEqualTo(before);
            }
            before = now == null ? before : now;
        }

        @Override
        public void metric(Metric metric, Datapoint point) {}
    }

    @ParameterizedTest
    @CsvSource({
        "rolling-update/100-150.yaml, 20m",
        "deploy-crash-loop/with-circuit-breaker.yaml, 30m",
        "deploy-codedeploy, 30m",
        "daemon-agent, 30m",
        "lose-a-zone, 1h",
        "capacity-provider-scale-out, 30m",
        "capacity-provider-scale-in, 1h",
        "fargate-spot-mix, 1h",
        "spot-storm, 13h",
        "why-not-placed/enis-gone.yaml, 20m",
        "nightly-batch, 4h",
        "object-arrival, 1h"
    })
    void atEveryRowTheFilmShowsTheStateOfTheEngine(String path, String until) throws Exception {
        assumeTrue(Tool.isThere("node"), "node is not on this machine");
        Scenario scenario = ScenarioReader.read(
                        SCENARIOS.resolve(path), List.of(), null, Duration.parse("PT" + until.toUpperCase()))
                .scenario();
        Watched run = new Watched(scenario, -1);
        Path film = Files.writeString(folder.resolve("film.json"), "{" + run.film.members() + "}");
        Path hashes = Files.writeString(folder.resolve("hashes"), String.join("\n", run.hashes));
        String said = Tool.run("node", resource("same-state.js"), resource("replay/state.js"), film, hashes);
        if (!said.equals("same")) {
            int row = Integer.parseInt(said.split(" ", 2)[0]);
            assertThat(said.substring(said.indexOf('\n') + 1)).as(said).isEqualTo(new Watched(scenario, row).text);
        }
        assertThat(run.hashes).isNotEmpty();
    }

    @Test
    void aFilmThatIsFullEndsThereAndCountsTheRest() {
        Film film = new Film(300);
        for (int i = 0; i < 10; i++) {
            film.add(i * Clock.SECOND, new Entry.InstanceTerminated("i-" + 3 * i, "a reason with <markup>"));
        }
        assertThat(film.leftOut()).isPositive().isLessThan(10);
        assertThat(film.cutAt()).isEqualTo(1_000 * (9 - film.leftOut()));
        assertThat(film.members()).doesNotContain("<").contains("Instance {instance} terminated");
    }

    /** A tenth of the recorded day of Azure, in a tenth of the room: twelve kinds of tasks, some for hours. */
    @Test
    void aDayOfSeventyThousandTasksIsWhole() {
        Film film = new Film(Film.ROOM / 10);
        for (int i = 1; i <= 137; i++) {
            film.add(
                    0,
                    new Entry.InstanceRegistered(id("i-", i), "m6i.4xlarge", "us-east-1" + "abc".charAt(i % 3), 1, 1));
        }
        for (int i = 1; i <= 7_023; i++) {
            long time = i * 12_300_000_000L;
            String group = "family:jobs";
            String kind = "jobs:" + i % 12;
            String instance = id("i-", 1 + i % 137);
            film.add(time, new Entry.TaskPlaced(id("task-", i), null, group, null, kind, instance, "us-east-1a", 1, 1));
            for (TaskLastStatus status : TaskLastStatus.values()) {
                String task = id("task-", Math.max(1, i - 1_344 / (1 + status.ordinal())));
                film.add(time + status.ordinal(), new Entry.TaskStatusChanged(task, null, status));
            }
        }
        assertThat(film.leftOut()).isZero();
        assertThat(film.members().length()).isLessThan(Film.ROOM / 10);
    }

    private static String id(String name, int number) {
        return name + String.valueOf(100_000 + number).substring(1);
    }

    private static Path resource(String name) throws Exception {
        return Path.of(FilmTest.class.getResource(name).toURI());
    }
}
