// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.explain;

import io.ecsim.experiment.JournalRow;
import io.ecsim.placement.Attempt;
import io.ecsim.placement.Change;
import io.ecsim.placement.Explanation;
import io.ecsim.placement.SmallestChange;
import io.ecsim.simulation.ClusterChanges;
import io.ecsim.simulation.Scenario;
import java.time.Instant;
import java.util.List;

/** What there is to say about a run. Times in nanoseconds since the scenario's start. */
public sealed interface Explained {
    /** One attempt to place a task. */
    record Decision(long at, Attempt attempt, Explanation explanation, List<Change> changes) {
        static Decision of(Scenario scenario, long at, Attempt attempt) {
            Explanation explanation = Explanation.of(attempt);
            return new Decision(
                    at,
                    attempt,
                    explanation,
                    explanation.choice() != null
                            ? List.of()
                            : SmallestChange.of(attempt, ClusterChanges.of(scenario, attempt, at)));
        }
    }

    /**
     * A task that was placed.
     *
     * @param life its rows of the journal: placed, its states, and that it was told to stop
     * @param decision null when nobody chose its instance: StartTask names it
     */
    record OfTask(Instant start, String task, List<JournalRow> life, Decision decision) implements Explained {}

    /**
     * A service at a moment.
     *
     * @param justBefore what happened at that very moment is left out: what waited got its place, or was given up
     * @param waits of the service up to then, the last one perhaps still going on
     * @param scaling its bounds, then what each scaling policy sees and would like; empty if it does not scale
     * @param groups the last decisions of Auto Scaling groups on their sizes, oldest first
     * @param decision the last attempt for which a task of it was refused, if one waits; else its last placement; null
     *     when there was neither
     */
    record OfService(
            Instant start,
            String service,
            long at,
            boolean justBefore,
            ServiceWatch watch,
            List<Wait> waits,
            List<String> scaling,
            List<JournalRow> groups,
            Decision decision)
            implements Explained {}

    /**
     * A moment.
     *
     * @param decision the last attempt up to then for which a task was refused; null when none was
     */
    record OfMoment(Instant start, long at, List<Wait> waits, Decision decision) implements Explained {}

    /**
     * The whole run: what could be asked about.
     *
     * @param end how far it came
     * @param tasks how many were placed; their ids are counted
     */
    record OfRun(Instant start, long end, List<String> services, int tasks, List<Wait> waits) implements Explained {}
}
