// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.journal.Entry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rolling updates as whole runs, with the times that things take and room for all: for desired counts from 1 to 20 and
 * percents in steps of 5 they end, or are stuck, exactly where the arithmetic says. Every 37th of all combinations, or
 * every {@code -Decsim.percents}th, and those at the edges of both percents.
 */
class PercentsTest {
    private static final int DEPLOYED_AT = 300;
    private static final String STUCK = "was unable to stop or start tasks";

    private record Percents(int desired, int minimum, int maximum) {
        int floor() {
            return (desired * minimum + 99) / 100;
        }

        int ceiling() {
            return desired * maximum / 100;
        }

        boolean areStuck() {
            return floor() == desired && ceiling() == desired;
        }
    }

    static IntStream desiredCounts() {
        return IntStream.rangeClosed(1, 20);
    }

    private static List<Percents> sample(int desired) {
        int every = Integer.getInteger("ecsim.percents", 37);
        List<Percents> sample = new ArrayList<>();
        int number = 21 * 21 * desired;
        for (int minimum = 0; minimum <= 100; minimum += 5) {
            for (int maximum = 100; maximum <= 200; maximum += 5) {
                boolean edge = minimum % 100 == 0 && maximum % 100 == 0;
                if (number++ % every == 0 || edge) {
                    sample.add(new Percents(desired, minimum, maximum));
                }
            }
        }
        return sample;
    }

    @ParameterizedTest(name = "{0} tasks")
    @Tag("SV-30")
    @Tag("SV-32")
    @Tag("SV-33")
    @Tag("SV-34")
    @MethodSource("desiredCounts")
    void aRolloutEndsOrIsReportedAsStuckWhereTheArithmeticSays(int desired) {
        for (Percents percents : sample(desired)) {
            endsAsItMust(percents, tasks().service(desired, percents.minimum, percents.maximum));
            endsAsItMust(percents, tasks().behindLoadBalancer(desired, percents.minimum, percents.maximum, 15, 0));
        }
    }

    /** Room for 192 of them in one zone, where nothing is rebalanced. */
    private static Scenarios tasks() {
        return Scenarios.ofWeb().withoutInstances().onInstances("m6i.4xlarge", "us-east-1a", 3);
    }

    private static void endsAsItMust(Percents percents, Scenarios scenario) {
        scenario.exitingAfter(7).at(DEPLOYED_AT, Scenarios.deploy("web:2"));
        Recorder run = new Recorder();
        Simulation.run(scenario.build(), run, () -> false, false);
        List<DeploymentRolloutState> ends = run.all(Entry.DeploymentStateChanged.class).stream()
                .filter(change -> change.deployment().equals("ecs-svc/2"))
                .map(Entry.DeploymentStateChanged::state)
                .toList();
        String what = percents + (scenario.targetGroups.isEmpty() ? "" : " behind a load balancer");
        assertThat(ends)
                .as(what)
                .isEqualTo(percents.areStuck() ? List.of() : List.of(DeploymentRolloutState.COMPLETED));
        assertThat(run.events(STUCK).isEmpty())
                .as(what + " is told to be stuck")
                .isEqualTo(!percents.areStuck());
        assertThat(run.all(Entry.TaskPlaced.class)).as(what).hasSize(percents.desired * (percents.areStuck() ? 1 : 2));
        staysBetween(percents, what, run);
    }

    private static void staysBetween(Percents percents, String what, Recorder run) {
        Set<String> notStopped = new LinkedHashSet<>();
        Set<String> healthy = new LinkedHashSet<>();
        for (Recorder.Row row : run.rows) {
            if (row.entry() instanceof Entry.TaskPlaced placed) {
                notStopped.add(placed.task());
                assertThat(notStopped.size()).as(what + " at " + row.at()).isLessThanOrEqualTo(percents.ceiling());
            } else if (row.entry() instanceof Entry.TaskStatusChanged moved
                    && moved.status() == TaskLastStatus.STOPPED) {
                notStopped.remove(moved.task());
            } else if (row.entry() instanceof Entry.TaskHealthChanged changed && changed.healthy()) {
                healthy.add(changed.task());
            } else if (row.entry() instanceof Entry.TaskStopRequested stop) {
                healthy.remove(stop.task());
                assertThat(healthy.size()).as(what + " at " + row.at()).isGreaterThanOrEqualTo(percents.floor());
            }
        }
        assertThat(healthy).as(what).hasSize(percents.desired);
    }
}
