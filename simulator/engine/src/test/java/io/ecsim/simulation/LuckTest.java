// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Distribution;
import io.ecsim.world.World;
import io.ecsim.world.Worlds;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a seed decides, and what it does not. */
class LuckTest {
    private static final List<PlacementStrategy> RANDOM = List.of(new PlacementStrategy("random", null));

    private static Recorder run(Scenarios scenario, long seed) {
        scenario.seed = seed;
        return Recorder.of(scenario);
    }

    private static List<String> instances(Recorder run) {
        return run.all(Entry.TaskPlaced.class).stream()
                .map(Entry.TaskPlaced::instance)
                .toList();
    }

    private static Scenarios tenTasks(List<PlacementStrategy> strategy) {
        return Scenarios.ofWeb()
                .at(60, new TaskActions.RunTask(new RunTaskRequest("web", 10, null, strategy, null, null)));
    }

    private static World world(Distribution pull, World.TieBreak tieBreak) {
        return Worlds.with("pullFixed", pull, "tieBreak", tieBreak);
    }

    @Test
    @Tag("PL-8")
    void runTaskWithoutStrategySpreadsOverAllInstancesWithinManyCalls() {
        Scenarios scenario = Scenarios.ofWeb().withoutInstances().onInstances("m6i.2xlarge", null, 3);
        for (int i = 1; i <= 30; i++) {
            scenario.at(i, Scenarios.runTask(1));
        }
        List<String> instances = instances(Recorder.of(scenario));
        // 30 draws from 3: fewer than 3 of one of them has a chance of 1 in 6000.
        for (String instance : List.of("i-00001", "i-00002", "i-00003")) {
            assertThat(instances).filteredOn(instance::equals).hasSizeGreaterThan(2);
        }
    }

    @Test
    @Tag("PL-19")
    void anotherSeedPlacesAtRandomDifferently() {
        assertThat(instances(run(tenTasks(RANDOM), 1))).isNotEqualTo(instances(run(tenTasks(RANDOM), 2)));
    }

    @Test
    @Tag("PL-26")
    void anotherSeedBreaksTiesDifferentlyIfTiesAreDrawn() {
        List<PlacementStrategy> spread = List.of(new PlacementStrategy("spread", "instanceId"));
        Scenarios drawn = tenTasks(spread);
        drawn.world = world(null, World.TieBreak.random);
        assertThat(instances(run(drawn, 1))).isNotEqualTo(instances(run(drawn, 2)));
        assertThat(instances(run(tenTasks(spread), 1))).isEqualTo(instances(run(tenTasks(spread), 2)));
    }

    @Test
    void anotherSeedDrawsOtherDurations() {
        Scenarios scenario = Scenarios.ofWeb().service(3, 100, 200);
        scenario.world = world(new Distribution.Uniform(1, 9), null);
        assertThat(run(scenario, 1).rows).isNotEqualTo(run(scenario, 2).rows);
    }

    @Test
    void withoutRandomnessTheSeedDecidesNothing() {
        Scenarios scenario = Scenarios.ofWeb().behindLoadBalancer(3).until(Duration.ofMinutes(20));
        List<List<Recorder.Row>> runs =
                IntStream.range(1, 4).mapToObj(seed -> run(scenario, seed).rows).toList();
        assertThat(runs).containsOnly(runs.get(0));
    }
}
