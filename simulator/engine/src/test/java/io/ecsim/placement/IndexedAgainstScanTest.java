// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import static io.ecsim.placement.TestCluster.distinctInstance;
import static io.ecsim.placement.TestCluster.memberOf;
import static io.ecsim.placement.TestCluster.strategies;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.aws.TransportProtocol;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.HostPort;
import io.ecsim.cluster.Ids;
import io.ecsim.cluster.Revision;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.cluster.Transitions;
import io.ecsim.kernel.RandomStreams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Decision for decision the same as {@link ScanPlacer}, in generated worlds in which tasks start and stop, instances come,
 * drain and go, gain and lose attributes, and are out of their agents' reach for a while. More of them: {@code -Decsim.worlds=10000}.
 */
class IndexedAgainstScanTest {
    private static final TaskDefinition DEFINITION =
            new TaskDefinition("app", null, null, null, null, null, null, null);

    private static final List<String> STEPS = List.of(
            "spread:attribute:ecs.availability-zone",
            "spread:attribute:rack",
            "spread:attribute:host-name",
            "spread:instanceId",
            "spread:host",
            "binpack:cpu",
            "binpack:memory");

    /** Plugged in, and interested in what the task asks. */
    private static final PlacementConstraint KEEP_FREE = new PlacementConstraint("keep-free", "700");

    private static final List<PlacementConstraint> CONSTRAINTS = List.of(
            memberOf("attribute:rack in [r0, r1, r2]"),
            memberOf("attribute:rack != r0"),
            memberOf("runningTasksCount < 3"),
            memberOf("not(task:group == g1)"),
            memberOf("attribute:ecs.availability-zone =~ .*a or task:group == g0"),
            distinctInstance(),
            KEEP_FREE);

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("ecsim.worlds", 250));
    }

    /** A world and its random choices. */
    private static final class World {
        final SplittableRandom random;
        final ClusterState cluster = new ClusterState(TestCluster.START);
        final Transitions transitions;
        final IndexedPlacer indexed = new IndexedPlacer(cluster);
        final List<Asked> kinds = new ArrayList<>();
        final Set<Object> firsts = new LinkedHashSet<>();
        final List<Task> tasks = new ArrayList<>();
        final boolean coarse;
        long now;

        World(long seed) {
            random = new SplittableRandom(seed);
            transitions = new Transitions(cluster, () -> now, (time, entry) -> {});
            coarse = random.nextBoolean();
            for (int i = random.nextInt(random.nextInt(20) == 0 ? 400 : 40); i >= 0; i--) {
                register();
            }
            for (int i = random.nextInt(1, 5); i > 0; i--) {
                kinds.add(kind(seed, i));
            }
        }

        /** What one service or group asks, and its rule twice with the same luck: for the index and for the scan. */
        private record Asked(TaskNeeds needs, PlacementRule rule, PlacementRule again) {}

        private Asked kind(long seed, int i) {
            String group = "g" + random.nextInt(3);
            List<String> chain = new ArrayList<>();
            for (int j = random.nextInt(5); j > 0; j--) {
                chain.add(STEPS.get(random.nextInt(STEPS.size())));
            }
            if (random.nextInt(5) == 0) {
                chain.add("random");
            }
            var strategy = strategies(chain.toArray(String[]::new));
            var constraints =
                    CONSTRAINTS.stream().filter(any -> random.nextInt(8) == 0).toList();
            boolean service = random.nextBoolean();
            boolean randomTies = random.nextInt(3) == 0;
            var luck = new RandomStreams(seed + i);
            var sameLuck = new RandomStreams(seed + i);
            return new Asked(
                    needs(),
                    PlacementRule.of(group, strategy, constraints, service, randomTies, luck.stream(group)),
                    PlacementRule.of(group, strategy, constraints, service, randomTies, sameLuck.stream(group)));
        }

        private TaskNeeds needs() {
            var ports = random.nextInt(6) > 0
                    ? List.<HostPort>of()
                    : List.of(new HostPort(TransportProtocol.tcp, 80 + random.nextInt(2)));
            return new TaskNeeds(
                    0,
                    0,
                    0,
                    ports,
                    random.nextInt(5) == 0,
                    random.nextInt(8) == 0,
                    random.nextInt(6) > 0 ? List.of() : List.of("fast"),
                    random.nextInt(6) > 0 ? Set.of() : Set.of("za", "zb"));
        }

        /** The same but for the amounts, which differ from task to task. */
        private TaskNeeds sized(TaskNeeds kind) {
            int unit = coarse ? 256 : 1;
            return new TaskNeeds(
                    unit * random.nextInt(coarse ? 5 : 1200),
                    unit * random.nextInt(coarse ? 5 : 1200),
                    random.nextInt(10) == 0 ? 1 : 0,
                    kind.hostPorts(),
                    kind.eni(),
                    kind.ebsVolume(),
                    kind.attributes(),
                    kind.availabilityZones());
        }

        private void register() {
            int number = cluster.instances().isEmpty()
                    ? 0
                    : cluster.instances().get(cluster.instances().size() - 1).number() + 1;
            String zone = "z" + "abc".charAt(random.nextInt(3));
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("ecs.availability-zone", zone);
            attributes.put("host-name", "h" + number);
            if (random.nextInt(4) > 0) {
                attributes.put("rack", "r" + random.nextInt(6));
            }
            if (random.nextBoolean()) {
                attributes.put("fast", "");
            }
            transitions.register(new ContainerInstance.Registration(
                    Ids.instance(number + 1),
                    "m5.large",
                    zone,
                    null,
                    2,
                    1024 * random.nextInt(1, 5),
                    1024 * random.nextInt(1, 5),
                    Set.of(),
                    random.nextInt(3),
                    random.nextInt(4),
                    random.nextInt(3),
                    attributes));
        }

        private void step() {
            now++;
            int chance = random.nextInt(24);
            if (chance < 12) {
                decide();
            } else if (chance < 17) {
                stopOne();
            } else if (chance == 17 && !cluster.instances().isEmpty()) {
                ContainerInstance any = any();
                transitions.changeStatus(
                        any,
                        any.status() == ContainerInstanceStatus.ACTIVE
                                ? ContainerInstanceStatus.DRAINING
                                : ContainerInstanceStatus.ACTIVE,
                        "test");
            } else if (chance == 18) {
                register();
            } else if (chance < 21 && !cluster.instances().isEmpty()) {
                changeAttribute(any());
            } else if (chance < 23 && !cluster.instances().isEmpty()) {
                ContainerInstance any = any();
                transitions.changeAgentConnection(any, !any.agentConnected(), "test");
            } else if (!cluster.instances().isEmpty()) {
                lose(any());
            }
        }

        private void changeAttribute(ContainerInstance instance) {
            String name = List.of("rack", "fast", "host-name").get(random.nextInt(3));
            if (random.nextInt(3) == 0) {
                transitions.deleteAttribute(instance, name);
            } else {
                transitions.putAttribute(instance, name, name.equals("fast") ? "" : "r" + random.nextInt(6));
            }
        }

        private ContainerInstance any() {
            return cluster.instances().get(random.nextInt(cluster.instances().size()));
        }

        private void decide() {
            Asked kind = kinds.get(random.nextInt(kinds.size()));
            TaskNeeds needs = sized(kind.needs());
            firsts.add(kind.rule().seesAmounts() ? List.of(kind, needs) : kind);
            Placement placement = indexed.place(cluster, needs, kind.rule());
            assertThat(placement).isEqualTo(new ScanPlacer().place(cluster, needs, kind.again()));
            if (placement instanceof Placement.Placed placed) {
                tasks.add(transitions.place(
                        null, kind.rule().group(), null, new Revision(DEFINITION, 1), needs, placed.instance()));
            }
        }

        private void stopOne() {
            if (tasks.isEmpty()) {
                return;
            }
            Task task = tasks.get(random.nextInt(tasks.size()));
            if (!task.stopRequested()) {
                transitions.requestStop(task, TaskStopCode.UserInitiated, "test");
            } else {
                transitions.advance(task, TaskLastStatus.STOPPED);
                tasks.remove(task);
            }
        }

        private void lose(ContainerInstance instance) {
            for (Task task : List.copyOf(instance.tasks())) {
                if (!task.stopRequested()) {
                    transitions.requestStop(task, TaskStopCode.TerminationNotice, "test");
                }
                transitions.advance(task, TaskLastStatus.STOPPED);
                tasks.remove(task);
            }
            transitions.terminate(instance, "test");
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Tag("PL-1")
    @Tag("PL-20")
    @Tag("PL-26")
    void decidesAsTheScanDoes(long seed) {
        World world = new World(seed);
        for (int i = 0; i < 600; i++) {
            world.step();
        }
        // Only the first decision of each kind may be the scan's; where a constraint sees it, a size makes a kind. Of
        // more kinds than there can be indexes, those that had to go have a first decision again.
        if (world.firsts.size() <= IndexedPlacer.MOST_INDEXES) {
            assertThat(world.indexed.scans()).isLessThanOrEqualTo(world.firsts.size());
        }
        assertThat(world.indexed.decisions()).isGreaterThan(200);
    }
}
