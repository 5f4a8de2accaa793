// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.TaskDefinition;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Compute;
import io.ecsim.cluster.Revision;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.cluster.Transitions;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.placement.PlacementRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingTasksTest {
    private final ClusterState cluster = new ClusterState(Instant.EPOCH);
    private final Transitions transitions = new Transitions(cluster, () -> 0, (time, entry) -> {});
    private final Revision revision =
            new Revision(new TaskDefinition("app", null, null, null, null, null, null, null), 1);
    private final PlacementRule rule =
            PlacementRule.of("service:shop", List.of(), List.of(), true, false, new RandomStreams(1).stream("luck"));
    private final WaitingTasks waiting = new WaitingTasks();
    private final List<Task> inOrder = new ArrayList<>();
    private int tries;

    /** Room for so many MiB in all: small tasks find a place where big ones do not. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void thosePlaced_areThoseOfALookAtEachInOrder(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            add(128 << random.nextInt(4));
        }
        for (int look = 0; look < 10; look++) {
            Task gone = inOrder.remove(random.nextInt(inOrder.size()));
            waiting.remove(gone);
            int room = random.nextInt(8_000);
            List<Task> obvious = obvious(room);

            assertThat(placed(room)).isEqualTo(obvious);
            assertThat(waiting.of("web")).isEqualTo(inOrder);
            assertThat(tries).as("tries in vain").isLessThanOrEqualTo(4);
        }
    }

    private void add(int memory) {
        TaskNeeds needs = TaskNeeds.of(128, memory, 0);
        Task task = transitions.provision("shop", "service:shop", "d1", revision, Compute.of("web"), needs);
        waiting.add(
                task, new Provisioning.Wanted("shop", "service:shop", "d1", revision, "web", needs, rule, List.of()));
        inOrder.add(task);
    }

    private List<Task> obvious(int room) {
        List<Task> placed = new ArrayList<>();
        Set<TaskNeeds> refused = new LinkedHashSet<>();
        int left = room;
        for (Task task : inOrder) {
            if (refused.contains(task.needs())) {
                continue;
            }
            if (task.needs().memory() <= left) {
                left -= task.needs().memory();
                placed.add(task);
            } else {
                refused.add(task.needs());
            }
        }
        inOrder.removeAll(placed);
        return placed;
    }

    private List<Task> placed(int room) {
        List<Task> placed = new ArrayList<>();
        int[] left = {room};
        tries = 0;
        waiting.place((task, wanted) -> {
            boolean fits = task.needs().memory() <= left[0];
            if (fits) {
                left[0] -= task.needs().memory();
                placed.add(task);
            } else {
                tries++;
            }
            return fits;
        });
        return placed;
    }
}
