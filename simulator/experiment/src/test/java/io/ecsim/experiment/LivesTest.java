// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.TaskLastStatus;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.journal.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of tasks and instances, worked out by hand from the rows. */
class LivesTest {
    private final Recording recording = new Recording();

    private void register(long time, String instance) {
        recording.add(time, new Entry.InstanceRegistered(instance, "m6i.large", "us-east-1a", 1_000, 2_000));
    }

    private void place(long time, String task, String service, String instance) {
        recording.add(
                time,
                new Entry.TaskPlaced(
                        task, service, "family:job", "ecs-svc/1", "web:1", instance, "us-east-1a", 250, 1_000));
    }

    private void stop(long time, String task) {
        recording.add(time, new Entry.TaskStopRequested(task, "web", TaskStopCode.UserInitiated, "enough"));
    }

    private void is(long time, String task, TaskLastStatus status) {
        recording.add(time, new Entry.TaskStatusChanged(task, "web", status));
    }

    @Test
    void aTaskIsToldFromItsPlaceToItsEnd() {
        place(10, "a", "web", "i-1");
        is(20, "a", TaskLastStatus.RUNNING);
        recording.add(30, new Entry.TaskHealthChanged("a", "web", true, null));
        stop(40, "a");
        is(50, "a", TaskLastStatus.STOPPED);
        place(60, "b", "web", "i-1");
        long never = TaskLife.NEVER;
        assertThat(recording.taskLives())
                .containsExactly(
                        new TaskLife("a", "web", "ecs-svc/1", "web:1", "i-1", 10, 20, 30, 40, 50, "enough"),
                        new TaskLife("b", "web", "ecs-svc/1", "web:1", "i-1", 60, never, never, never, never, null));
    }

    @Test
    void aTaskThatEndsByItselfStopsWhenItIsStopped() {
        place(10, "a", "web", "i-1");
        is(50, "a", TaskLastStatus.STOPPED);
        assertThat(recording.taskLives().get(0).stopping()).isEqualTo(50);
        assertThat(recording.taskLives().get(0).overlaps(51, 60)).isFalse();
    }

    @Test
    void ofVeryManyTasksTheFirstAreToldAndTheRestIsCounted() {
        for (int i = 0; i < TaskLives.LIMIT + 3; i++) {
            place(i, "t" + i, "web", "i-1");
        }
        assertThat(recording.taskLives()).hasSize(TaskLives.LIMIT);
        assertThat(recording.taskLivesLeftOut()).isEqualTo(3);
    }

    /** 250 of 1,000 CPU units from 20 to 60, and as much again from 40 to 60, of 0 to 100: 15 % on average. */
    @Test
    void anInstanceIsToldByWhatIsReservedOnItAndForWhom() {
        register(0, "i-1");
        place(20, "a", "web", "i-1");
        place(40, "b", null, "i-1");
        stop(60, "a");
        is(60, "b", TaskLastStatus.STOPPED);
        is(70, "a", TaskLastStatus.STOPPED);
        InstanceLife life = recording.instanceLives(100).get(0);
        assertThat(life.cpuMean()).isEqualTo(150);
        assertThat(life.memoryMean()).isEqualTo(600);
        assertThat(life.tasksMost()).isEqualTo(2);
        assertThat(life.byOwner().keySet()).containsExactly("web", "family:job");
        assertThat(life.byOwner().get("web").cpu().at(50)).isEqualTo(250);
        assertThat(life.byOwner().get("web").cpu().at(60)).isZero();
        assertThat(life.left()).isEqualTo(TaskLife.NEVER);
    }

    @Test
    void whatIsStillReservedOnAnInstanceThatIsGoneDoesNotCount() {
        register(0, "i-1");
        place(0, "a", "web", "i-1");
        recording.add(50, new Entry.InstanceTerminated("i-1", "lost"));
        is(80, "a", TaskLastStatus.STOPPED);
        InstanceLife life = recording.instanceLives(100).get(0);
        assertThat(life.left()).isEqualTo(50);
        assertThat(life.why()).isEqualTo("lost");
        assertThat(life.cpuMean()).isEqualTo(250);
        Fullness fullness = recording.fullness();
        for (StepSeries series : List.of(fullness.empty(), fullness.half(), fullness.most(), fullness.full())) {
            assertThat(series.at(100)).isZero();
        }
    }

    @Test
    void instancesAreCountedByTheLargerOfTheirShares() {
        register(0, "i-1");
        register(0, "i-2");
        place(10, "a", "web", "i-1"); // 25 % of the CPU, 50 % of the memory
        place(20, "b", "web", "i-1"); // all of the memory
        Fullness fullness = recording.fullness();
        assertThat(fullness.empty().at(5)).isEqualTo(2);
        assertThat(fullness.half().at(15)).isEqualTo(1);
        assertThat(fullness.full().at(25)).isEqualTo(1);
        assertThat(fullness.half().at(25)).isZero();
        assertThat(fullness.empty().at(25)).isEqualTo(1);
    }
}
