// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Time;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of SW-6, as whole runs. */
class StuckDeploymentTest {
    private static final String STUCK =
            "(service web) was unable to stop or start tasks during a deployment because of the"
                    + " service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and"
                    + " try again.";

    private static Scenarios rollout(int desired, int minimum, int maximum) {
        return Scenarios.ofWeb().service(desired, minimum, maximum).at(300, Scenarios.deploy("web:2"));
    }

    @ParameterizedTest(name = "{0} tasks, {1}/{2}")
    @Tag("SW-6")
    @Tag("SV-34")
    @Tag("EV-28")
    @CsvSource({"1, 100, 100", "1, 50, 100", "1, 100, 150", "2, 75, 100", "2, 100, 100", "3, 100, 125"})
    void aRolloutWithoutRoomMovesNothingAndSaysSo(int desired, int minimum, int maximum) {
        Recorder run = Recorder.of(rollout(desired, minimum, maximum));
        assertThat(run.passes()).containsExactly("0 stop 0 start " + desired);
        assertThat(run.events("unable to stop or start")).containsExactly("300");
        assertThat(run.all(Entry.ServiceEvent.class))
                .extracting(Entry.ServiceEvent::message)
                .contains(STUCK);
        assertThat(run.all(Entry.DeploymentStateChanged.class))
                .extracting(Entry.DeploymentStateChanged::deployment)
                .containsExactly("ecs-svc/1");
    }

    /** Of two tasks the minimum keeps two, and the maximum allows no third. */
    @Test
    @Tag("SV-34")
    void itsTableSaysForWhatItWaits() {
        RunResult result = Simulation.run(rollout(2, 100, 100).build());
        assertThat(result.services().get("web").deployments().get(0).steps())
                .singleElement()
                .isEqualTo(new RunResult.Step(
                        300 * Time.SECOND,
                        0,
                        0,
                        2,
                        0,
                        0,
                        0,
                        100,
                        "stopping one more would leave 1 healthy, 2 are needed;"
                                + " starting one more would make 3 tasks, 2 are allowed"));
    }

    @ParameterizedTest(name = "1 task, {0}/{1}: {2}")
    @Tag("SW-6")
    @Tag("SV-33")
    @CsvSource({
        "0, 100, 0 stop 0 start 1;300 stop 1 start 0;310 stop 0 start 1",
        "100, 200, 0 stop 0 start 1;300 stop 0 start 1;350 stop 1 start 0"
    })
    void aRolloutWithRoomForOneMoveMakesIt(int minimum, int maximum, String passes) {
        Recorder run = Recorder.of(rollout(1, minimum, maximum));
        assertThat(run.passes()).containsExactly(passes.split(";"));
        assertThat(run.events("unable to stop or start")).isEmpty();
        assertThat(run.all(Entry.DeploymentStateChanged.class)).hasSize(2);
    }

    @Test
    @Tag("SV-34")
    @Tag("EV-45")
    void theMessageIsHeldBackForSixHoursWhileTheCauseLasts() {
        Recorder run = Recorder.of(rollout(2, 100, 100).until(Duration.ofHours(13)));
        assertThat(run.events("unable to stop or start")).containsExactly("300", "21900", "43500");
    }

    @Test
    @Tag("EV-45")
    void onceTheCauseIsGoneTheMessageIsNewAgain() {
        Scenarios scenario = rollout(2, 100, 100).at(600, Scenarios.scaleTo(3)).at(700, Scenarios.scaleTo(2));
        // Stuck from 300. The third task starts at 600 and is healthy at 643, so the tick 650 is stuck again; at 700 an
        // old
        // task is one too many and goes, and the tick 710 is stuck once more.
        assertThat(Recorder.of(scenario).events("unable to stop or start")).containsExactly("300", "650", "710");
    }

    @Test
    @Tag("SV-37")
    void aStuckDeploymentStaysInProgress() {
        RunResult result = Simulation.run(rollout(2, 100, 100).build());
        assertThat(result.services().get("web").deployments())
                .extracting(RunResult.DeploymentResult::rolloutState)
                .containsExactly(DeploymentRolloutState.IN_PROGRESS, DeploymentRolloutState.COMPLETED);
    }
}
