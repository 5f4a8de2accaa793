// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import static io.ecsim.placement.TestCluster.WEB;
import static io.ecsim.placement.TestCluster.cluster;
import static io.ecsim.placement.TestCluster.distinctInstance;
import static io.ecsim.placement.TestCluster.memberOf;
import static io.ecsim.placement.TestCluster.rule;
import static io.ecsim.placement.TestCluster.strategies;
import static io.ecsim.placement.TestInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementConstraintType;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.TransportProtocol;
import io.ecsim.cluster.HostPort;
import io.ecsim.cluster.TaskNeeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of placement on generated clusters. Figures are small, so that ties and failures are frequent. */
class PlacementPropertiesTest {
    private static final List<String> STRATEGIES = List.of(
            "spread:attribute:ecs.availability-zone",
            "spread:attribute:rack",
            "spread:instanceId",
            "binpack:cpu",
            "binpack:memory");

    private static final List<PlacementConstraint> CONSTRAINTS =
            List.of(memberOf("attribute:rack == r1"), memberOf("attribute:rack != r0"), distinctInstance());

    /** A generated decision: what is asked, where, and by which rule. */
    private record Case(
            TestCluster cluster,
            TaskNeeds needs,
            List<PlacementStrategy> strategy,
            List<PlacementConstraint> constraints) {
        Placement decide() {
            return cluster.place(needs, rule(WEB, strategy, constraints));
        }

        List<Refusal> refusals() {
            return cluster.refusals(needs, rule(WEB, strategy, constraints));
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("ecsim.tries", 200));
    }

    private static Case generate(SplittableRandom random) {
        List<TestInstance> instances = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            instances.add(generateInstance(random, "i" + i));
        }
        var ports = random.nextInt(3) > 0
                ? List.<HostPort>of()
                : List.of(new HostPort(TransportProtocol.tcp, 80 + random.nextInt(2)));
        List<String> attributes = random.nextInt(4) > 0 ? List.of() : List.of("gpu");
        var needs = new TaskNeeds(
                random.nextInt(3),
                random.nextInt(3),
                random.nextInt(3) / 2,
                ports,
                random.nextInt(4) == 0,
                random.nextInt(4) == 0,
                attributes,
                random.nextInt(4) > 0 ? Set.of() : Set.of("a"));
        List<String> chain = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            chain.add(STRATEGIES.get(random.nextInt(STRATEGIES.size())));
        }
        var constraints =
                CONSTRAINTS.stream().filter(any -> random.nextInt(4) == 0).toList();
        return new Case(cluster(instances), needs, strategies(chain.toArray(String[]::new)), constraints);
    }

    private static TestInstance generateInstance(SplittableRandom random, String id) {
        var instance = instance(id)
                .zone(random.nextBoolean() ? "a" : "b")
                .room(random.nextInt(5), random.nextInt(5))
                .enis(random.nextInt(3))
                .gpus(random.nextInt(3))
                .ebsVolumes(random.nextInt(3));
        instance = random.nextInt(3) == 0 ? instance : instance.attribute("rack", "r" + random.nextInt(2));
        instance = random.nextBoolean() ? instance : instance.attribute("gpu", "");
        instance = random.nextBoolean() ? instance : instance.tasks(WEB, random.nextInt(1, 4));
        instance = random.nextInt(4) > 0 ? instance : instance.ports(80);
        instance = random.nextInt(8) > 0 ? instance : instance.agent(false, "1.0.0");
        return random.nextInt(8) > 0 ? instance : instance.status(ContainerInstanceStatus.DRAINING);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Tag("PL-20")
    @Tag("PL-26")
    void theChainIsTheLexicographicMinimumOverThoseThatFit(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 20; i++) {
            Case generated = generate(random);
            TestInstance best = null;
            for (TestInstance candidate : generated.cluster().instances()) {
                if (failedTest(generated, candidate) == null
                        && (best == null || compare(generated, candidate, best) < 0)) {
                    best = candidate;
                }
            }
            Placement placement = generated.decide();
            assertThat(placement instanceof Placement.Placed placed ? placed.instance() : null)
                    .isEqualTo(best);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Tag("PL-1")
    @Tag("PL-2")
    @Tag("RS-9")
    @Tag("EV-5")
    @Tag("EV-6")
    void aRefusalHasOneEntryPerInstanceWithItsFirstFailedTest(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 20; i++) {
            Case generated = generate(random);
            if (generated.decide() instanceof Placement.Refused refused) {
                var refusals = generated.refusals();
                var instances = generated.cluster().instances();
                assertThat(refusals.stream().map(Refusal::instance))
                        .containsExactlyElementsOf(
                                instances.stream().map(TestInstance::id).toList());
                assertThat(refusals.stream().map(Refusal::reason))
                        .containsExactlyElementsOf(instances.stream()
                                .map(instance -> failedTest(generated, instance))
                                .toList());
                assertThat(refusals)
                        .allSatisfy(refusal ->
                                assertThat(refused.closest().reason()).isGreaterThanOrEqualTo(refusal.reason()));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Tag("PL-19")
    void randomTakesOneOfThoseThatFit(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 20; i++) {
            Case any = generate(random);
            Case generated = new Case(any.cluster(), any.needs(), strategies("random"), any.constraints());
            if (generated.decide() instanceof Placement.Placed placed) {
                assertThat(failedTest(generated, (TestInstance) placed.instance()))
                        .isNull();
            } else {
                assertThat(any.decide()).isInstanceOf(Placement.Refused.class);
            }
        }
    }

    /** The filters once more, in other words: the first test that fails, or null. */
    private static Reason failedTest(Case generated, TestInstance on) {
        TaskNeeds needs = generated.needs();
        String rack = on.attributes().get("rack");
        boolean[] failed = {
            on.status() != ContainerInstanceStatus.ACTIVE,
            !on.agentConnected(),
            needs.attributes().contains("gpu") && !on.attributes().containsKey("gpu"),
            needs.availabilityZones().contains("a") && !on.availabilityZone().equals("a"),
            on.remainingCpu() - needs.cpu() < 0,
            on.remainingMemory() - needs.memory() < 0,
            needs.hostPorts().stream().anyMatch(on.takenPorts()::contains),
            false,
            needs.eni() && on.freeEnis() == 0,
            on.freeGpus() < needs.gpus(),
            needs.ebsVolume() && on.freeEbsVolumes() == 0,
            generated.constraints().contains(CONSTRAINTS.get(0)) && !"r1".equals(rack)
                    || generated.constraints().contains(CONSTRAINTS.get(1))
                            && !List.of("r1").contains("" + rack),
            generated.constraints().stream().anyMatch(c -> c.type() == PlacementConstraintType.distinctInstance)
                    && on.tasksByGroup().containsKey(WEB)
        };
        return Arrays.stream(Reason.values())
                .filter(reason -> failed[reason.ordinal()])
                .findFirst()
                .orElse(null);
    }

    private static int compare(Case generated, TestInstance one, TestInstance other) {
        var chain = generated.strategy().isEmpty()
                ? strategies("spread:attribute:ecs.availability-zone", "spread:instanceId")
                : generated.strategy();
        for (PlacementStrategy step : chain) {
            int order = Long.compare(score(generated.cluster(), step, one), score(generated.cluster(), step, other));
            if (order != 0) {
                return order;
            }
        }
        int tasks = Long.compare(tasks(one), tasks(other));
        return tasks != 0 ? tasks : Long.compare(one.registeredAt(), other.registeredAt());
    }

    private static long score(TestCluster cluster, PlacementStrategy step, TestInstance on) {
        return switch (step.field()) {
            case "cpu" -> on.remainingCpu();
            case "memory" -> on.remainingMemory();
            case "instanceId" -> tasks(on);
            default -> {
                String name = step.field().substring("attribute:".length());
                yield cluster.instances().stream()
                        .filter(other -> Objects.equals(
                                other.attributes().get(name), on.attributes().get(name)))
                        .mapToLong(PlacementPropertiesTest::tasks)
                        .sum();
            }
        };
    }

    private static long tasks(TestInstance on) {
        return on.tasksByGroup().getOrDefault(WEB, 0);
    }
}
