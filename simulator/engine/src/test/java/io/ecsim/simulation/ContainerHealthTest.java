// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static io.ecsim.simulation.Containers.container;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.HealthStatus;
import io.ecsim.cluster.Task;
import io.ecsim.journal.Entry;
import io.ecsim.workload.Health;
import io.ecsim.workload.Share;
import io.ecsim.workload.Software;
import io.ecsim.world.Worlds;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Container health checks by the worked examples SW-18 to SW-20. The container of a standalone task starts at 8 s. */
class ContainerHealthTest {
    private static final double STARTED = 8;

    private static Software software(int readyAfter, Health health) {
        return new Software(null, Duration.ofSeconds(readyAfter), health, null, null);
    }

    private static Recorder run(Scenarios scenario) {
        return Recorder.of(scenario.at(0, Scenarios.runTask(1)).until(Duration.ofMinutes(10)));
    }

    @ParameterizedTest(name = "{0}/{1}/{2}/{3}, {4} after {5} s: {6}")
    @Tag("SW-19")
    @Tag("HC-1")
    @Tag("HC-2")
    @Tag("HC-4")
    @Tag("HC-5")
    @Tag("HC-6")
    @CsvSource({
        "30, 5, 3, 0, healthy, 0, HEALTHY 30",
        "30, 5, 3, 0, healthy, 31, HEALTHY 60",
        "30, 5, 3, 0, never, 0, UNHEALTHY 90",
        "30, 5, 3, 0, hangs, 0, UNHEALTHY 105",
        "30, 5, 3, 60, never, 0, UNHEALTHY 120",
        "30, 5, 3, 61, never, 0, UNHEALTHY 150",
        "30, 5, 3, 60, healthy, 45, HEALTHY 60",
        "10, 5, 2, 0, never, 0, UNHEALTHY 20"
    })
    void theFirstVerdictComesWhenDockerGivesIt(
            int interval, int timeout, int retries, int startPeriod, String health, int ready, String expected) {
        Health how = health.equals("healthy")
                ? Health.HEALTHY
                : health.equals("never") ? new Health.Never() : new Health.Hangs();
        Recorder run = run(Scenarios.ofContainers(container("app").checked(interval, timeout, retries, startPeriod))
                .inside("app", software(ready, how)));
        String[] parts = expected.split(" ");
        assertThat(run.healths())
                .containsExactly("app " + parts[0] + " " + Recorder.seconds(STARTED + Double.parseDouble(parts[1])));
    }

    @Test
    @Tag("SW-19")
    @Tag("HC-5")
    void inTheStartPeriodANewerDockerChecksMoreOften() {
        Scenarios scenario = Scenarios.ofContainers(container("app").checked(30, 5, 3, 60))
                .inside("app", software(45, Health.HEALTHY));
        scenario.world = Worlds.with("healthCheckStartInterval", Duration.ofSeconds(5));
        assertThat(run(scenario).healths()).containsExactly("app HEALTHY " + Recorder.seconds(STARTED + 45));
    }

    @Test
    @Tag("HC-4")
    void aPassMakesHealthyAgainAndFailuresCountFromThere() {
        Recorder run = run(Scenarios.ofContainers(container("app").checked(10, 5, 3, 300))
                .inside("app", software(0, new Health.FailAfter(Duration.ofSeconds(25)))));
        // Passes at 18 and 28 end the start period; failures at 38, 48 and 58 count.
        assertThat(run.healths()).containsExactly("app HEALTHY 18", "app UNHEALTHY 58");
    }

    @Test
    @Tag("HC-5")
    void someFailuresOfManyMakeAVerdictNowAndThen() {
        Recorder run = run(Scenarios.ofContainers(container("app").checked(5, 5, 2, 0))
                .inside("app", software(0, new Health.FailShare(new Share(0.5)))));
        assertThat(run.healths()).hasSizeGreaterThan(4).contains("app HEALTHY " + firstPass(run));
        assertThat(run.healths()).anyMatch(row -> row.contains("UNHEALTHY"));
    }

    private static String firstPass(Recorder run) {
        return run.healths().stream()
                .filter(row -> row.startsWith("app HEALTHY"))
                .findFirst()
                .orElseThrow()
                .substring("app HEALTHY ".length());
    }

    @Test
    @Tag("HC-5")
    void checksThatCannotDifferAreNotPlayed() {
        Scenarios scenario = Scenarios.ofContainers(container("app").checked(5, 2, 3, 0))
                .at(0, Scenarios.runTask(1))
                .until(Duration.ofDays(1));
        assertThat(Simulation.run(scenario.build()).events()).isLessThan(3000); // 17,280 checks a day
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @Tag("SW-20")
    @Tag("HC-3")
    @Tag("CT-6")
    @CsvSource({
        "UNHEALTHY, UNKNOWN, UNHEALTHY",
        "HEALTHY, UNKNOWN, UNKNOWN",
        "HEALTHY, HEALTHY, HEALTHY",
        "HEALTHY, no check, HEALTHY",
        "HEALTHY, not essential, HEALTHY",
        "no check, no check, UNKNOWN"
    })
    void aTaskIsAsHealthyAsItsEssentialContainersThatAreChecked(String one, String other, HealthStatus expected) {
        Scenarios scenario = Scenarios.ofContainers(checked("one", one), checked("other", other))
                .inside("one", inState(one))
                .inside("other", inState(other))
                .at(0, Scenarios.runTask(1));
        Simulation simulation = Simulation.of(scenario.build(), new Recorder());
        simulation.runUntil(Duration.ofSeconds(60).toNanos());
        Task task = simulation.cluster().tasks().iterator().next();
        assertThat(task.healthStatus()).isEqualTo(expected);
    }

    private static Containers checked(String name, String state) {
        return switch (state) {
            case "no check" -> container(name);
            case "not essential" -> container(name).notEssential().checked(5, 2, 1, 0);
            case "UNKNOWN" -> container(name).checked(300, 2, 1, 0);
            default -> container(name).checked(5, 2, 1, 0);
        };
    }

    private static Software inState(String state) {
        boolean fails = state.equals("UNHEALTHY") || state.equals("not essential");
        return software(0, fails ? new Health.Never() : Health.HEALTHY);
    }

    @Test
    @Tag("HC-7")
    void withoutItsAgentECSKeepsTheLastHealthItWasTold() {
        Recorder run = run(Scenarios.ofContainers(container("app").checked(10, 5, 3, 0))
                .inside("app", software(0, new Health.FailAfter(Duration.ofSeconds(60))))
                .at(60, new Action.DisconnectAgent(List.of("us-east-1a/*"), Duration.ofSeconds(200))));
        // Passes until 68, fails at 78, 88 and 98; the agent is back at 260.
        assertThat(run.healths()).containsExactly("app HEALTHY 18", "app UNHEALTHY 260");
    }

    @Test
    @Tag("SW-18")
    @Tag("SV-10")
    void aTaskWithAHealthCheckIsHealthyWhenThatPasses() {
        Scenarios scenario = Scenarios.ofContainers(container("web").checked(10, 5, 3, 0));
        scenario.taskDefinitions.add(scenario.taskDefinitions.get(0));
        scenario.service(4, 100, 200).at(300, Scenarios.deploy("web:2"));
        Recorder run = Recorder.of(scenario);
        // Placed at 300, RUNNING at 303, checked at 313: the old ones stop at the tick at 320.
        assertThat(run.moves("task-00001", 300)).contains("STOPPING 20");
    }

    @Test
    @Tag("SV-11")
    @Tag("TL-21")
    @Tag("HC-7")
    void aServiceReplacesATaskWhoseContainerIsUnhealthy() {
        Scenarios scenario = Scenarios.ofContainers(container("web").checked(10, 5, 3, 0))
                .inside("web", software(0, new Health.FailAfter(Duration.ofMinutes(5))))
                .service(1, 100, 200)
                .until(Duration.ofMinutes(10));
        Recorder run = Recorder.of(scenario);
        assertThat(run.all(Entry.TaskStopRequested.class))
                .extracting(Entry.TaskStopRequested::why)
                .contains("Task failed container health checks");
    }
}
