// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.aws.UpdateContainerInstancesStateRequest;
import io.ecsim.journal.Entry;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two instances in two zones, two tasks of four on each; the first instance is drained at 300 s (SW-8, PW-30). */
class DrainingTest {
    private static Scenarios fourTasks(int minimum, int maximum) {
        return Scenarios.ofWeb()
                .withoutInstances()
                .onInstances("m6i.large", "us-east-1a", 1)
                .onInstances("m6i.large", "us-east-1b", 1)
                .service(4, minimum, maximum);
    }

    private static Scenarios drained(int minimum, int maximum) {
        return fourTasks(minimum, maximum).at(300, Scenarios.drain("i-00001"));
    }

    private static List<String> instancesOfTasks(Recorder run) {
        return run.all(Entry.TaskPlaced.class).stream()
                .map(Entry.TaskPlaced::instance)
                .toList();
    }

    @ParameterizedTest(name = "{0}/{1}: {2}")
    @Tag("SW-8")
    @Tag("SV-16")
    @Tag("IN-2")
    @CsvSource({
        "50, 100, 0 stop 0 start 4;300 stop 2 start 0;310 stop 0 start 2",
        "100, 200, 0 stop 0 start 4;300 stop 0 start 2;350 stop 2 start 0",
        "100, 100, 0 stop 0 start 4"
    })
    void serviceTasksAreReplacedWithinThePercents(int minimum, int maximum, String passes) {
        Recorder run = Recorder.of(drained(minimum, maximum));
        assertThat(run.passes()).containsExactly(passes.split(";"));
        assertThat(instancesOfTasks(run).subList(0, 4)).containsExactly("i-00001", "i-00002", "i-00001", "i-00002");
        assertThat(instancesOfTasks(run)).last().isEqualTo("i-00002");
        assertThat(run.all(Entry.TaskStopRequested.class))
                .extracting(Entry.TaskStopRequested::task)
                .isSubsetOf("task-00001", "task-00003");
    }

    @Test
    @Tag("SW-8")
    @Tag("SV-34")
    void aDrainThatCanNeitherStopNorStartSaysSo() {
        assertThat(Recorder.of(drained(100, 100)).events("because of the service deployment configuration"))
                .containsExactly("300");
        assertThat(Recorder.of(drained(100, 200)).events("because of the service deployment configuration"))
                .isEmpty();
    }

    /** The fifth task is placed at 298, PENDING from 299 to 301, and on the first instance, where luck is equal. */
    @ParameterizedTest(name = "{0}/{1}")
    @Tag("SW-8")
    @Tag("SV-16")
    @Tag("IN-2")
    @CsvSource({"50, 100", "100, 200", "100, 100"})
    void aPendingTaskThereStopsAtOnce(int minimum, int maximum) {
        Recorder run = Recorder.of(drained(minimum, maximum).at(298, Scenarios.scaleTo(5)));
        assertThat(instancesOfTasks(run).get(4)).isEqualTo("i-00001");
        assertThat(run.stopRequests()).contains("task-00005 300");
        assertThat(run.moves("task-00005", 300)).containsExactly("PENDING -1", "STOPPED 0");
    }

    @Test
    @Tag("SW-8")
    @Tag("IN-3")
    void standaloneTasksThereGoOn() {
        PlacementConstraint there = new PlacementConstraint("memberOf", "ec2InstanceId == i-00001");
        Recorder run =
                Recorder.of(drained(0, 100).at(200, Scenarios.runTask(1, there)).at(298, Scenarios.runTask(1, there)));
        assertThat(instancesOfTasks(run).subList(4, 6)).containsExactly("i-00001", "i-00001");
        assertThat(run.reached("task-00005", null, TaskLastStatus.RUNNING)).isEqualTo(203);
        assertThat(run.reached("task-00006", null, TaskLastStatus.RUNNING)).isEqualTo(301);
        assertThat(run.stopRequests()).containsExactly("task-00001 300", "task-00003 300");
    }

    @Test
    @Tag("IN-1")
    @Tag("PL-2")
    void anInstanceThatIsActiveAgainTakesTasksThatWait() {
        Scenarios scenario = fourTasks(100, 200)
                .at(290, Scenarios.drain("us-east-1b/*", "i-00001"))
                .at(300, Scenarios.scaleTo(5))
                .at(
                        400,
                        new CapacityActions.UpdateContainerInstancesState(new UpdateContainerInstancesStateRequest(
                                List.of("i-00002"), ContainerInstanceStatus.ACTIVE)));
        Recorder run = Recorder.of(scenario);
        // All four leave, so five are wanted elsewhere; only the second instance is ever there to take them.
        assertThat(run.placed("task-00005")).isEqualTo(400);
        assertThat(instancesOfTasks(run).subList(4, instancesOfTasks(run).size()))
                .containsOnly("i-00002");
        assertThat(run.all(Entry.InstanceStatusChanged.class))
                .extracting(Entry.InstanceStatusChanged::status)
                .containsExactly(
                        ContainerInstanceStatus.DRAINING,
                        ContainerInstanceStatus.DRAINING,
                        ContainerInstanceStatus.ACTIVE);
    }

    @Test
    @Tag("IN-1")
    @Tag("TD-42")
    void noOtherStatusCanBeAskedFor() {
        Recorder run = Recorder.of(fourTasks(100, 200)
                .at(
                        300,
                        new CapacityActions.UpdateContainerInstancesState(new UpdateContainerInstancesStateRequest(
                                List.of("i-00001"), ContainerInstanceStatus.INACTIVE))));
        assertThat(run.outcomes())
                .containsExactly(
                        "InvalidParameterException: Container instance status should be one of [ACTIVE, DRAINING]");
        assertThat(run.all(Entry.InstanceStatusChanged.class)).isEmpty();
    }
}
