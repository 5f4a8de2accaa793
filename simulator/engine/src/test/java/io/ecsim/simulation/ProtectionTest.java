// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.UpdateTaskProtectionRequest;
import io.ecsim.journal.Entry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three tasks of web in three zones, from 43 on healthy. */
class ProtectionTest {
    private static Scenarios threeTasks() {
        return Scenarios.ofWeb().service(3, 100, 200).until(Duration.ofHours(4));
    }

    private static Action protect(Integer minutes, String... tasks) {
        return new TaskActions.UpdateTaskProtection(new UpdateTaskProtectionRequest(List.of(tasks), true, minutes));
    }

    private static Action release(String... tasks) {
        return new TaskActions.UpdateTaskProtection(new UpdateTaskProtectionRequest(List.of(tasks), false, null));
    }

    @Test
    @Tag("TL-19")
    @Tag("PL-36")
    void aScaleInSparesProtectedTasks() {
        Recorder run = Recorder.of(threeTasks().at(300, protect(null, "web[0]")).at(400, Scenarios.scaleTo(1)));
        assertThat(run.stopRequests()).containsExactly("task-00002 400", "task-00003 400");
    }

    /** Protected from 300 on for 120 min, when nothing else is said; then the tick stops what is too many. */
    @Test
    @Tag("TL-19")
    @Tag("EV-33")
    void theServiceWaitsAboveItsCountUntilTheProtectionEnds() {
        Recorder run = Recorder.of(
                threeTasks().at(300, protect(null, "web[0]", "web[1]")).at(400, Scenarios.scaleTo(1)));
        assertThat(run.stopRequests()).containsExactly("task-00003 400", "task-00001 7500");
        assertThat(run.events("unable to scale in. Reason: The number of protected tasks are more than the desired"))
                .containsExactly("400");
        assertThat(run.all(Entry.TaskProtectionChanged.class)).hasSize(2);
    }

    @Test
    @Tag("TL-19")
    void aDeploymentStartsItsTasksAndWaitsForProtectedOnes() {
        Recorder run = Recorder.of(threeTasks()
                .at(300, protect(10, "web[0]"))
                .at(400, Scenarios.deploy("web:2"))
                .at(600, release("task-00001")));
        assertThat(run.passes())
                .containsExactly("0 stop 0 start 3", "400 stop 0 start 3", "450 stop 2 start 0", "600 stop 1 start 0");
        assertThat(run.all(Entry.SchedulerPass.class).get(3).waits()).isEqualTo("1 task is protected from scale-in");
        assertThat(run.times(Entry.DeploymentStateChanged.class)).containsExactly(50.0, 610.0);
    }

    @Test
    @Tag("TL-19")
    @Tag("EV-4")
    void noMoreTasksThanAreDesiredCanBeProtectedAndOnlyThoseOfServices() {
        Recorder run = Recorder.of(threeTasks()
                .at(300, Scenarios.scaleTo(1))
                .at(310, Scenarios.runTask(1))
                .at(400, protect(5, "web[0]", "task-99999", "task-00004"))
                .at(500, Scenarios.scaleTo(2))
                .at(505, protect(5, "web[1]"))
                .at(510, Scenarios.scaleTo(1))
                .at(515, Scenarios.scaleTo(2))
                .at(520, Scenarios.scaleTo(3))
                .at(600, protect(5, "web[2]"))
                .at(601, Scenarios.scaleTo(3)));
        assertThat(run.outcomes()).contains("failures: task-99999 MISSING, task-00004 TASK_NOT_VALID");
    }

    @Test
    @Tag("TL-19")
    void protectionIsForOneToTwoThousandEightHundredEightyMinutes() {
        Recorder run = Recorder.of(threeTasks()
                .at(300, protect(0, "web[0]"))
                .at(301, protect(2881, "web[0]"))
                .at(302, protect(2880, "web[0]")));
        assertThat(run.outcomes())
                .containsExactly(
                        "InvalidParameterException: expiresInMinutes must be from 1 to 2880, not 0.",
                        "InvalidParameterException: expiresInMinutes must be from 1 to 2880, not 2881.",
                        "ok");
    }
}
