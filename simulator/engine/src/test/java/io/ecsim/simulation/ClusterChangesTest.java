// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cluster.HostPort;
import io.ecsim.cluster.InstanceSnapshot;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.placement.Attempt;
import io.ecsim.placement.Change;
import io.ecsim.placement.Placement;
import io.ecsim.placement.PlacementRule;
import io.ecsim.placement.ScanPlacer;
import io.ecsim.placement.SmallestChange;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClusterChangesTest {
    private static final TaskNeeds AWSVPC =
            new TaskNeeds(64, 64, 0, List.<HostPort>of(), true, false, List.of(), Set.of());

    /** What helps a task that finds the instances of a scenario changed so that none can take it. */
    private static List<Change> helpful(Scenario scenario, TaskNeeds needs, UnaryOperator<InstanceSnapshot> full) {
        Simulation simulation = Simulation.of(scenario, RunObserver.NONE);
        simulation.runUntil(0);
        PlacementRule rule = PlacementRule.of(
                "service:x", List.of(), List.of(), true, false, new RandomStreams(1).stream("placement"));
        Attempt there = Attempt.of(simulation.cluster(), needs, rule, null);
        var cluster = there.cluster().map(full);
        Placement refused = new ScanPlacer().place(cluster, needs, rule);
        assertThat(refused).isInstanceOf(Placement.Refused.class);
        Attempt attempt = new Attempt(cluster, needs, rule, refused);
        return SmallestChange.of(attempt, ClusterChanges.of(scenario, attempt, 0));
    }

    @Test
    @DisplayName("PW-20 c5.large: 2 awsvpc tasks, 10 with a trunk")
    void trunking_isTriedWithTheInterfacesThatATrunkAdds() {
        Scenario scenario =
                new Scenarios().onInstances("c5.large", "us-east-1b", 1).build();
        List<Change> changes = helpful(scenario, AWSVPC, instance -> instance.withFreeEnis(0));
        assertThat(changes.stream().map(Change::what))
                .containsExactly(
                        "awsvpcTrunking on before the instances were launched",
                        "one more instance of c5.large in us-east-1b");
        assertThat(changes.get(0).taker().freeEnis()).isEqualTo(10 - 2);
        assertThat(changes.get(1).taker().freeEnis()).isEqualTo(2);
    }

    @Test
    void trunking_isNoAnswerForTypesWithout_andWhatIsBoughtIsTheCheaperFirst() {
        Scenario scenario = new Scenarios()
                .onInstances("m6i.large", "us-east-1a", 1)
                .onInstances("t3.medium", "us-east-1a", 1)
                .build();
        List<Change> changes = helpful(
                scenario,
                AWSVPC,
                instance -> instance.instanceType().equals("t3.medium")
                        ? instance.withFreeEnis(0)
                        : instance.withFreeEnis(-100));
        assertThat(changes.stream().map(Change::what))
                .containsExactly(
                        "one more instance of t3.medium in us-east-1a", "one more instance of m6i.large in us-east-1a");
    }

    /** g4dn.xlarge is the cheapest with an NVIDIA GPU on x86 (USD 0.526 an hour in us-east-1). */
    @Test
    void whereNoTypeOfTheScenarioHelps_theCheapestThatDoes() {
        Scenario scenario =
                new Scenarios().onInstances("m6i.large", "us-east-1a", 1).build();
        assertThat(helpful(scenario, TaskNeeds.of(256, 512, 1), instance -> instance).stream()
                        .map(Change::what))
                .containsExactly("one more instance of g4dn.xlarge in us-east-1a", "1 GPU less (0 in place of 1)");
    }
}
