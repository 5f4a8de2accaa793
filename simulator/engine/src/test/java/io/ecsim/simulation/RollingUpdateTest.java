// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.simulation.RunResult.DeploymentResult;
import io.ecsim.world.World;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Step tables of rolling updates; columns: stop, start, old, new pending, new healthy, stopping. */
class RollingUpdateTest {

    @Test
    @Tag("SV-30")
    @Tag("SV-33")
    @Tag("SW-1")
    void fiftyToHundredPercentStopsTwoBeforeItStartsTwo() {
        assertThat(steps(4, 50, 100)).isEqualTo("""
                2 0 2 0 0 2
                0 2 2 2 0 0
                2 0 0 0 2 2
                0 2 0 2 2 0
                0 0 0 0 4 0""");
    }

    @Test
    @Tag("SV-31")
    @Tag("SV-33")
    @Tag("SW-2")
    void hundredToHundredAndFiftyPercentStartsTwoAndWaitsForTheStoppingOnes() {
        assertThat(steps(4, 100, 150)).isEqualTo("""
                0 2 4 2 0 0
                2 0 2 0 2 2
                0 2 2 2 2 0
                2 0 0 0 4 2
                0 0 0 0 4 0""");
    }

    @Test
    @Tag("SV-33")
    @Tag("SW-3")
    void hundredToTwoHundredPercentStartsAllAtOnce() {
        assertThat(steps(4, 100, 200)).isEqualTo("""
                0 4 4 4 0 0
                4 0 0 0 4 4
                0 0 0 0 4 0""");
    }

    @Test
    @Tag("SV-33")
    @Tag("SW-3")
    void fiftyToTwoHundredPercentStopsAndStartsInOnePass() {
        assertThat(steps(4, 50, 200)).isEqualTo("""
                2 4 2 4 0 2
                2 0 0 0 4 2
                0 0 0 0 4 0""");
    }

    @Test
    @Tag("SV-31")
    @Tag("SW-2")
    void whereStoppingTasksDoNotCountTheRolloutNeedsAPassLess() {
        Scenarios scenario = Scenarios.ofWeb().service(4, 100, 150);
        scenario.world(World.MaximumPercentCounts.RUNNING_PENDING, null, null);
        assertThat(steps(scenario)).isEqualTo("""
                0 2 4 2 0 0
                2 2 2 2 2 2
                2 0 0 0 4 2
                0 0 0 0 4 0""");
    }

    @Test
    @Tag("SW-4")
    @Tag("SV-33")
    @Tag("TL-11")
    void hundredPercentWithRoomForTwoMoreStartsTwoAndStopsTwoThreeTimes() {
        assertThat(steps(roomForEight(6, 100, 200))).isEqualTo("""
                0 2 6 2 0 0
                2 2 4 2 2 2
                2 2 2 2 4 2
                2 0 0 0 6 2
                0 0 0 0 6 0""");
    }

    @Test
    @Tag("SW-5")
    @Tag("SV-33")
    @Tag("TL-11")
    void fiftyPercentWithRoomForEightStopsThreeStartsFiveAndThenTheRest() {
        assertThat(steps(roomForEight(6, 50, 200))).isEqualTo("""
                3 5 3 5 0 3
                3 1 0 1 5 3
                0 0 0 0 6 0""");
    }

    @Test
    @Tag("SW-5")
    @Tag("SV-33")
    void fiftyPercentWithRoomForAllStopsThreeAndStartsSix() {
        assertThat(steps(6, 50, 200)).isEqualTo("""
                3 6 3 6 0 3
                3 0 0 0 6 3
                0 0 0 0 6 0""");
    }

    /** Tasks take 45 s to stop, so that those of a pass are STOPPED by the pass that finds the new ones healthy. */
    @ParameterizedTest(name = "{0} tasks, {1}/{2}")
    @Tag("SW-7")
    @Tag("SV-30")
    @Tag("SV-33")
    @CsvSource({
        "10, 75, 125, 2 2 8 2 0 2;2 2 6 2 2 2;2 2 4 2 4 2;2 2 2 2 6 2;2 2 0 2 8 2;0 0 0 0 10 0",
        "3, 66, 133, 1 0 2 0 0 1;0 1 2 1 0 0;1 0 1 0 1 1;0 1 1 1 1 0;1 0 0 0 2 1;0 1 0 1 2 0;0 0 0 0 3 0",
        "5, 80, 120, 1 1 4 1 0 1;1 1 3 1 1 1;1 1 2 1 2 1;1 1 1 1 3 1;1 1 0 1 4 1;0 0 0 0 5 0",
        "7, 50, 150, 3 3 4 3 0 3;3 3 1 3 3 3;1 1 0 1 6 1;0 0 0 0 7 0"
    })
    void percentsAreRoundedInFavourOfWhatRunsAndAgainstWhatStarts(
            int desired, int minimum, int maximum, String expected) {
        Scenarios scenario = new Scenarios().onInstances("m6i.large", null, 3).exitingAfter(45);
        for (int revision = 1; revision <= 2; revision++) {
            scenario.taskDefinitions.add(new TaskDefinition(
                    "web",
                    List.of(new ContainerDefinition("web", "web", 256, 256, null, null, null, null, 60)),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null));
        }
        assertThat(steps(scenario.service(desired, minimum, maximum)).split("\n"))
                .containsExactly(expected.split(";"));
    }

    /** An m6i.large registers 2048 CPU units, a task reserves 256. */
    private static Scenarios roomForEight(int desired, int minimum, int maximum) {
        return Scenarios.ofWeb()
                .withoutInstances()
                .onInstances("m6i.large", null, 1)
                .service(desired, minimum, maximum);
    }

    private static String steps(int desired, int minimum, int maximum) {
        return steps(Scenarios.ofWeb().service(desired, minimum, maximum));
    }

    private static String steps(Scenarios scenario) {
        scenario.at(Duration.ofMinutes(5), Scenarios.deploy("web:2"));
        DeploymentResult deployment = Simulation.run(scenario.build(), RunObserver.NONE, () -> false, true)
                .services()
                .get("web")
                .deployments()
                .get(0);
        return deployment.steps().stream()
                .map(s -> s.stopped() + " " + s.started() + " " + s.old() + " " + s.newPending() + " " + s.newHealthy()
                        + " " + s.stopping())
                .collect(Collectors.joining("\n"));
    }
}
