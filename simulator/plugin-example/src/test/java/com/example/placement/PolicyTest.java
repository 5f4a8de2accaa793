// SPDX-License-Identifier: Apache-2.0
package com.example.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Revision;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.cluster.Transitions;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.placement.Placement;
import io.ecsim.placement.PlacementRule;
import io.ecsim.placement.ScanPlacer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Worked by hand: two instances of 1000 CPU units and 1000 MiB. */
class PolicyTest {
    private static final String GROUP = "family:job";
    private static final TaskDefinition DEFINITION =
            new TaskDefinition("job", null, null, null, null, null, null, null);

    private final ClusterState cluster = new ClusterState(Instant.EPOCH);
    private final Transitions transitions = new Transitions(cluster, () -> 0, (time, entry) -> {});

    private PolicyTest() {
        for (String id : List.of("i-1", "i-2")) {
            transitions.register(new ContainerInstance.Registration(
                    id, "m5.large", "zone-a", null, 2, 1000, 1000, Set.of(), 3, 0, 3, Map.of()));
        }
    }

    /** Where the task goes; it stays there. Null when it goes nowhere. */
    private String place(int cpu, int memory, PlacementRule rule) {
        TaskNeeds needs = TaskNeeds.of(cpu, memory, 0);
        if (new ScanPlacer().place(cluster, needs, rule) instanceof Placement.Placed placed) {
            transitions.place(null, GROUP, null, new Revision(DEFINITION, 1), needs, placed.instance());
            return placed.instance().id();
        }
        return null;
    }

    private static PlacementRule rule(List<PlacementStrategy> strategy, List<PlacementConstraint> constraints) {
        return PlacementRule.of(GROUP, strategy, constraints, false, false, new RandomStreams(1).stream(GROUP));
    }

    @Test
    void mostBalanced_putsATaskWhereItEvensOutWhatIsLeft() {
        PlacementRule rule = rule(List.of(new PlacementStrategy("most-balanced", null)), List.of());
        // Empty ones are alike, so the first takes it, and has 400 of 1000 CPU and 900 of 1000 MiB left.
        assertThat(place(600, 100, rule)).isEqualTo("i-1");
        // A gap of 100 - 800 on the first, of 700 - 900 on the second.
        assertThat(place(300, 100, rule)).isEqualTo("i-2");
        // A gap of 300 - 300 on the first, of 600 - 300 on the second.
        assertThat(place(100, 600, rule)).isEqualTo("i-1");
    }

    @Test
    void maxTasksPerInstance_refusesOneMore() {
        PlacementRule rule = rule(List.of(), List.of(new PlacementConstraint("max-tasks-per-instance", "2")));
        for (int i = 0; i < 4; i++) {
            assertThat(place(10, 10, rule)).isNotNull();
        }
        assertThat(cluster.instances()).allMatch(instance -> instance.tasks(GROUP) == 2);
        assertThat(place(10, 10, rule)).isNull();
        assertThat(ScanPlacer.refusals(cluster, TaskNeeds.of(10, 10, 0), rule))
                .hasToString("[i-1: constraint: max-tasks-per-instance 2, i-2: constraint: max-tasks-per-instance 2]");
    }

    @Test
    void maxTasksPerInstance_takesWholeNumbersFromOne() {
        MaxTasksPerInstance constraint = new MaxTasksPerInstance();
        assertThat(List.of("1", "25", "9999"))
                .allMatch(any -> constraint.objection(any).isEmpty());
        assertThat(List.of("0", "-1", "two", "", "10000"))
                .allMatch(any -> constraint.objection(any).isPresent());
        assertThat(constraint.objection(null)).isPresent();
    }
}
