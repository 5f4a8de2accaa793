// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.TaskLastStatus;
import io.ecsim.events.Event;
import io.ecsim.events.EventType;
import io.ecsim.journal.Entry;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of events in generated worlds. */
class EventLawsTest {
    private static LongStream seeds() {
        return LongStream.range(0, 25);
    }

    @ParameterizedTest(name = "seed {0}")
    @Tag("EB-1")
    @Tag("EB-3")
    @MethodSource("seeds")
    void versionsCountByOneAndNoTaskGoesBack(long seed) {
        Map<String, Integer> versions = new LinkedHashMap<>();
        Map<String, TaskLastStatus> statuses = new LinkedHashMap<>();
        Set<String> ids = new LinkedHashSet<>();
        for (Event event : Events.of(new Swarm(seed).scenario()).all) {
            assertThat(ids.add(event.id())).isTrue();
            if (event.detail().get("version") instanceof Integer version) {
                String subject = event.resources().get(0);
                assertThat(version).as(subject).isEqualTo(versions.merge(subject, 1, Integer::sum));
            }
            if (event.type() == EventType.TASK_STATE_CHANGE) {
                String task = event.resources().get(0);
                TaskLastStatus status =
                        TaskLastStatus.valueOf((String) event.detail().get("lastStatus"));
                assertThat(statuses.getOrDefault(task, status)).as(task).isLessThanOrEqualTo(status);
                statuses.put(task, status);
                boolean stops = event.detail().get("desiredStatus").equals("STOPPED");
                assertThat(event.detail().containsKey("stopCode")).isEqualTo(stops);
                assertThat(event.detail().containsKey("stoppedReason")).isEqualTo(stops);
                assertThat(stops || status.compareTo(TaskLastStatus.RUNNING) <= 0)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @Tag("EB-3")
    @Tag("EB-4")
    @Tag("EB-5")
    @Tag("EB-6")
    @MethodSource("seeds")
    void eventsAndJournalTellOfTheSameThings(long seed) {
        Events events = Events.of(new Swarm(seed).scenario());
        for (TaskLastStatus status : new TaskLastStatus[] {TaskLastStatus.RUNNING, TaskLastStatus.STOPPED}) {
            Set<Object> told = new LinkedHashSet<>();
            events.details(EventType.TASK_STATE_CHANGE).stream()
                    .filter(detail -> detail.get("lastStatus").equals(status.name()))
                    .forEach(detail -> told.add(detail.get("taskArn")));
            assertThat((long) told.size())
                    .isEqualTo(events.rows.stream()
                            .filter(row -> row instanceof Entry.TaskStatusChanged moved && moved.status() == status)
                            .count());
        }
        assertThat(count(events, EventType.DEPLOYMENT_STATE_CHANGE))
                .isEqualTo(
                        rows(events, Entry.DeploymentStarted.class) + rows(events, Entry.DeploymentStateChanged.class));
        assertThat(count(events, EventType.CONTAINER_INSTANCE_STATE_CHANGE))
                .isGreaterThanOrEqualTo(rows(events, Entry.InstanceRegistered.class) + ofTasksOnInstances(events));
    }

    /** Rows that are events of an instance too: tasks on Fargate have none. */
    private static long ofTasksOnInstances(Events events) {
        Set<String> tasks = new LinkedHashSet<>();
        long stops = 0;
        for (Entry row : events.rows) {
            if (row instanceof Entry.TaskPlaced placed && placed.instance() != null) {
                tasks.add(placed.task());
            } else if (row instanceof Entry.TaskStopRequested stop && tasks.contains(stop.task())) {
                stops++;
            }
        }
        return tasks.size() + stops;
    }

    private static long count(Events events, EventType type) {
        return events.of(type).size();
    }

    private static long rows(Events events, Class<? extends Entry> kind) {
        return events.rows.stream().filter(kind::isInstance).count();
    }

    @ParameterizedTest(name = "seed {0}")
    @Tag("EB-1")
    @MethodSource("seeds")
    void theSameSeedSendsTheSameAndWhoTakesItChangesNothing(long seed) {
        Scenario scenario = new Swarm(seed).scenario();
        Events first = Events.of(scenario);
        assertThat(Events.of(scenario).all).isEqualTo(first.all);
        Recorder without = new Recorder();
        Simulation.run(scenario, without, () -> false);
        assertThat(without.rows).extracting(Recorder.Row::entry).isEqualTo(first.rows);
    }
}
