// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.PlacementStrategy;
import io.ecsim.kernel.Time;
import io.ecsim.simulation.ArrivingTasks;
import io.ecsim.simulation.TracedTasks;
import io.ecsim.simulation.TracedTasks.Job;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Traces of standalone tasks. What is refused is in broken/bad-tasks.yaml. */
class TasksTest {
    private static LoadedScenario jobs(String... settings) {
        return ScenarioReader.read(GoodScenariosTest.GOOD.resolve("jobs"), List.of(settings), null, null);
    }

    private static List<TracedTasks> traced(String... settings) {
        return jobs(settings).scenario().tasks().stream()
                .filter(TracedTasks.class::isInstance)
                .map(TracedTasks.class::cast)
                .toList();
    }

    private static TracedTasks batch(String... settings) {
        return traced(settings).get(0);
    }

    @Test
    void rowsAreReadWithTheirUnitsAndInOrderOfTime() {
        assertThat(batch().jobs())
                .containsExactly(
                        new Job(Time.MINUTE, 1024, 2048, 1, 100 * Time.SECOND),
                        new Job(90 * Time.SECOND, 512, 1024, 0, 12_500 * Time.MILLISECOND),
                        new Job(90 * Time.SECOND, 128, 64, 0, 3 * Time.SECOND),
                        new Job(570 * Time.MINUTE, 256, 512, 0, 250 * Time.MILLISECOND),
                        new Job(Time.DAY + Time.SECOND, 128, 64, 0, 3 * Time.SECOND));
    }

    @Test
    void aTraceIsCalledAsItsFileUnlessItHasAName() {
        List<TracedTasks> tasks = traced();
        assertThat(tasks).extracting(TracedTasks::name).containsExactly("batch", "night");
        assertThat(tasks).extracting(TracedTasks::group).containsExactly("family:batch", "low");
        assertThat(tasks).extracting(TracedTasks::waits).containsExactly(false, true);
        assertThat(Tasks.nameOf("../of all\\days/2026-03.day 1.csv")).isEqualTo("2026-03-day-1");
    }

    @Test
    void settingsReachATraceByItsName() {
        assertThat(batch("tasks.batch.placementStrategy=spread:attribute:ecs.availability-zone+binpack:cpu")
                        .placementStrategy())
                .containsExactly(
                        new PlacementStrategy("spread", "attribute:ecs.availability-zone"),
                        new PlacementStrategy("binpack", "cpu"));
        assertThat(batch("tasks.batch.waits=true").waits()).isTrue();
        assertThat(traced("tasks.night.placementStrategy=random").get(1).placementStrategy())
                .containsExactly(new PlacementStrategy("random", null));
    }

    @Test
    void tasksForWhatArrivesAreRunTaskRequests() {
        ArrivingTasks tasks = (ArrivingTasks)
                ScenarioReader.read(GoodScenariosTest.GOOD.resolve("queues.yaml"), List.of(), null, null)
                        .scenario()
                        .tasks()
                        .get(0);
        assertThat(tasks.request().taskDefinition()).isEqualTo("worker");
        assertThat(tasks.request().count()).isEqualTo(2);
        assertThat(tasks.request().group()).isEqualTo("objects");
        assertThat(tasks.arrivals().rate(0)).isEqualTo(0.05);
    }

    @Test
    void columnsThatAreNotUsedAndRowsAfterTheEndAreNoted() {
        assertThat(jobs().notes())
                .extracting(Note::text)
                .contains(
                        "tasks.batch.trace has columns that are not used: owner, note",
                        "tasks.batch.trace has 1 of 5 rows after the end of the scenario; they are not played");
    }
}
