// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.TaskLastStatus;
import io.ecsim.journal.Entry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random worlds, {@code -Decsim.worlds} of them, run with the invariants checked after every event. The failing seed is the test's name. */
class SwarmTest {
    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("ecsim.worlds", Long.getLong("ecsim.tries", 150)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRandomScenarioKeepsEveryLaw(long seed) {
        Scenario scenario = new Swarm(seed).scenario();
        Recorder recorder = new Recorder();
        RunResult result = Simulation.run(scenario, recorder, () -> false, true);
        booksClose(result);
        tasksEndOrRun(recorder, result);
        result.services().keySet().forEach(service -> QuietService.hasSettled(service, recorder, result));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theSameSeedGivesTheSameJournal(long seed) {
        Scenario scenario = new Swarm(seed).scenario();
        Recorder first = new Recorder();
        Recorder second = new Recorder();
        RunResult result = Simulation.run(scenario, first, () -> false, true);
        assertThat(Simulation.run(scenario, second, () -> false, false)).isEqualTo(result);
        assertThat(second.rows).isEqualTo(first.rows);
        assertThat(second.metrics).isEqualTo(first.metrics);
    }

    private static void booksClose(RunResult result) {
        RunResult.Requests r = result.requests();
        assertThat(r.offered()).isEqualTo(r.served() + r.failed() + r.rejected() + r.inFlightAtEnd());
        assertThat(List.of(r.served(), r.failed(), r.rejected(), r.inFlightAtEnd()))
                .allMatch(n -> n >= 0);
    }

    private static void tasksEndOrRun(Recorder recorder, RunResult result) {
        Set<String> alive = new LinkedHashSet<>();
        for (Recorder.Row row : recorder.rows) {
            if (row.entry() instanceof Entry.TaskPlaced placed) {
                assertThat(alive.add(placed.task())).isTrue();
            } else if (row.entry() instanceof Entry.TaskStatusChanged moved
                    && moved.status() == TaskLastStatus.STOPPED) {
                assertThat(alive.remove(moved.task())).as(moved.task()).isTrue();
            }
        }
        int notStopped = result.tasks().started() - stopped(recorder, null);
        for (Map.Entry<String, RunResult.ServiceResult> service :
                result.services().entrySet()) {
            assertThat(service.getValue().tasksStopped()).isEqualTo(stopped(recorder, service.getKey()));
            notStopped += service.getValue().tasksStarted() - service.getValue().tasksStopped();
        }
        assertThat(alive).hasSize(notStopped);
    }

    private static int stopped(Recorder recorder, String service) {
        return (int) recorder.all(Entry.TaskStatusChanged.class).stream()
                .filter(moved -> moved.status() == TaskLastStatus.STOPPED)
                .filter(moved -> Objects.equals(moved.service(), service))
                .count();
    }
}
