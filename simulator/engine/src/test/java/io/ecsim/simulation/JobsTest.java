// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.aws.UpdateContainerInstancesStateRequest;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Time;
import io.ecsim.simulation.TracedTasks.Job;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One instance of 2048 CPU units where nothing else is said; jobs are written in seconds. */
class JobsTest {
    private static final List<PlacementStrategy> BINPACK = List.of(new PlacementStrategy("binpack", "memory"));

    private static Job job(double at, int cpu, double seconds) {
        return new Job(Time.ofSeconds(at), cpu, 256, 0, Time.ofSeconds(seconds));
    }

    private static Scenarios oneInstance() {
        return new Scenarios().onInstances("m6i.large", "us-east-1a", 1);
    }

    private static RunResult result(Scenarios scenario) {
        return Simulation.run(scenario.build(), RunObserver.NONE, () -> false, true);
    }

    @Test
    @Tag("TL-7")
    @Tag("CT-1")
    @Tag("TL-20")
    @Tag("EV-48")
    void aJobGoesThroughItsStatesAndEndsWhenItsContainerExits() {
        Recorder run = Recorder.of(oneInstance().trace("jobs", BINPACK, false, List.of(job(100, 512, 12.5))));
        // 1 s PROVISIONING; 1 s and 100 MiB at 20 MiB/s of pull, 1 s to start; nothing is waited for at the end.
        assertThat(run.moves("task-00001", 100))
                .containsExactly("PENDING 1", "RUNNING 8", "STOPPING 20.5", "STOPPED 20.5");
        assertThat(run.all(Entry.TaskStopRequested.class))
                .containsExactly(new Entry.TaskStopRequested(
                        "task-00001",
                        null,
                        TaskStopCode.EssentialContainerExited,
                        "Essential container in task exited"));
        assertThat(run.all(Entry.TaskPlaced.class))
                .extracting(Entry.TaskPlaced::group, Entry.TaskPlaced::taskDefinition)
                .containsExactly(tuple("family:jobs", "jobs:1"));
    }

    @Test
    void eachSizeIsARevision() {
        Recorder run = Recorder.of(oneInstance()
                .trace("jobs", BINPACK, false, List.of(job(0, 512, 1), job(60, 256, 1), job(120, 512, 1))));
        assertThat(run.all(Entry.TaskPlaced.class))
                .extracting(Entry.TaskPlaced::taskDefinition)
                .containsExactly("jobs:1", "jobs:2", "jobs:1");
    }

    @Test
    @Tag("TL-11")
    void withoutLatenciesAJobHoldsItsRoomForExactlyItsSeconds() {
        List<Job> jobs = List.of(job(5, 2048, 10), job(14.999_999_999, 2048, 1), job(15, 2048, 0), job(15, 2048, 7));
        Recorder run = Recorder.of(oneInstance().withoutLatencies().trace("jobs", BINPACK, false, jobs));
        assertThat(run.times(Entry.TaskPlaced.class)).containsExactly(5.0, 15.0, 15.0);
        assertThat(run.times(Entry.TaskStopRequested.class)).containsExactly(15.0, 15.0, 22.0);
    }

    @Test
    @Tag("EV-49")
    @Tag("EV-1")
    void aJobThatFindsNoPlaceIsGivenUp() {
        Scenarios scenario = oneInstance()
                .withoutLatencies()
                .trace("jobs", BINPACK, false, List.of(job(0, 1536, 10), job(1, 1024, 10), job(2, 512, 10)));
        assertThat(Recorder.of(scenario).all(Entry.PlacementRefused.class))
                .containsExactly(new Entry.PlacementRefused("family:jobs", null, "jobs:2", 1, "RESOURCE:CPU"));
        assertThat(result(scenario).tasks()).isEqualTo(new RunResult.StandaloneTasks(2, 2, 0, 1));
    }

    @Test
    void withoutAnyInstanceEveryJobIsGivenUp() {
        Scenarios scenario = new Scenarios().trace("jobs", BINPACK, false, List.of(job(0, 1, 1), job(1, 1, 1)));
        assertThat(result(scenario).tasks()).isEqualTo(new RunResult.StandaloneTasks(0, 0, 0, 2));
    }

    @Test
    void aJobThatWaitsIsPlacedInItsTurn() {
        Scenarios scenario = oneInstance()
                .withoutLatencies()
                .trace(
                        "jobs",
                        BINPACK,
                        true,
                        List.of(job(0, 1536, 10), job(1, 1024, 10), job(2, 256, 10), job(3, 2048, 10)))
                .until(Duration.ofSeconds(15));
        Recorder run = Recorder.of(scenario);
        // The third would have had room at 2, but the second came before it. The fourth still waits at the end.
        assertThat(run.times(Entry.TaskPlaced.class)).containsExactly(0.0, 10.0, 10.0);
        assertThat(run.all(Entry.TasksWaiting.class))
                .containsExactly(
                        new Entry.TasksWaiting("jobs", 1, "1 of 1 instances: CPU 1"),
                        new Entry.TasksWaiting("jobs", 2, "others wait before it"),
                        new Entry.TasksWaiting("jobs", 3, "others wait before it"),
                        new Entry.TasksWaiting("jobs", 1, "room has appeared"));
        RunResult result = result(scenario);
        assertThat(result.tasks()).isEqualTo(new RunResult.StandaloneTasks(3, 1, 0, 1));
        assertThat(result.cluster().unplacedTaskSeconds()).isEqualTo(9 + 8 + 12);
    }

    @Test
    void aJobThatWaitsIsPlacedWhenAnInstanceIsActiveAgain() {
        Recorder run = Recorder.of(oneInstance()
                .withoutLatencies()
                .trace("jobs", BINPACK, true, List.of(job(20, 512, 10)))
                .at(10, Scenarios.drain("i-00001"))
                .at(30, activate("i-00001")));
        assertThat(run.times(Entry.TaskPlaced.class)).containsExactly(30.0);
    }

    private static Action activate(String instance) {
        return new CapacityActions.UpdateContainerInstancesState(
                new UpdateContainerInstancesStateRequest(List.of(instance), ContainerInstanceStatus.ACTIVE));
    }

    @Test
    @Tag("TL-21")
    void aJobWhoseInstanceIsLostHasFailedAndIsNotRepeated() {
        Scenarios scenario = oneInstance()
                .trace("jobs", BINPACK, false, List.of(job(0, 512, 100)))
                .at(50, new Action.TerminateInstances(null, 1));
        assertThat(Recorder.of(scenario).moves("task-00001", 0))
                .containsExactly("PENDING 1", "RUNNING 8", "STOPPED 50");
        assertThat(result(scenario).tasks()).isEqualTo(new RunResult.StandaloneTasks(1, 0, 1, 0));
    }

    @Test
    void aJobThatNeedsGpusGoesWhereTheyAre() {
        Job one = new Job(0, 512, 256, 1, Time.HOUR);
        Scenarios scenario = oneInstance()
                .onInstances("g4dn.xlarge", "us-east-1b", 1)
                .withoutLatencies()
                .trace("jobs", BINPACK, false, List.of(one, one));
        assertThat(Recorder.of(scenario).all(Entry.TaskPlaced.class))
                .extracting(Entry.TaskPlaced::instance)
                .containsExactly("i-00002");
    }

    @Test
    @Tag("PL-8")
    void withoutAStrategyEveryInstanceGetsItsPart() {
        List<Job> jobs = Collections.nCopies(300, new Job(0, 1, 1, 0, Time.HOUR));
        Recorder run = Recorder.of(new Scenarios()
                .onInstances("m6i.large", null, 3)
                .withoutLatencies()
                .trace("jobs", List.of(), false, jobs));
        // A binomial count of 300 with 1/3 has a standard deviation of 8.2.
        for (String instance : List.of("i-00001", "i-00002", "i-00003")) {
            assertThat(run.all(Entry.TaskPlaced.class))
                    .filteredOn(placed -> placed.instance().equals(instance))
                    .hasSizeBetween(60, 140);
        }
    }

    @Test
    void twoTracesShareACluster() {
        Recorder run = Recorder.of(oneInstance()
                .withoutLatencies()
                .trace("first", BINPACK, false, List.of(job(0, 1024, 5), job(0, 1024, 5)))
                .trace("second", BINPACK, false, List.of(job(0, 1024, 5), job(5, 1024, 5))));
        assertThat(run.all(Entry.TaskPlaced.class))
                .extracting(Entry.TaskPlaced::group)
                .containsExactly("family:first", "family:second", "family:second");
    }
}
