// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import static io.ecsim.placement.TestCluster.WEB;
import static io.ecsim.placement.TestCluster.cluster;
import static io.ecsim.placement.TestCluster.constrained;
import static io.ecsim.placement.TestCluster.memberOf;
import static io.ecsim.placement.TestCluster.rule;
import static io.ecsim.placement.TestCluster.service;
import static io.ecsim.placement.TestCluster.task;
import static io.ecsim.placement.TestInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.cluster.InstanceSnapshot;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.placement.Explanation.Dropped;
import io.ecsim.placement.Explanation.Stage;
import io.ecsim.placement.Explanation.Supply;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplanationTest {
    static LongStream seeds() {
        return PlacementPropertiesTest.seeds();
    }

    private static Attempt attempt(TestCluster cluster, TaskNeeds needs, PlacementRule rule) {
        return Attempt.of(cluster, needs, rule, cluster.place(needs, rule));
    }

    private static Explanation explain(TestCluster cluster, TaskNeeds needs, PlacementRule rule) {
        return Explanation.of(attempt(cluster, needs, rule));
    }

    @Test
    @DisplayName("PW-4 chaining, stage by stage: i1, i2 and i4 against each other")
    void aPlacedTask_hasTheScoresOfEachStage() {
        var cluster = cluster(
                instance("i1").zone("a").room(4096, 3000).tasks(WEB, 1),
                instance("i2").zone("a").room(4096, 1000),
                instance("i3").zone("b").room(4096, 4000).tasks(WEB, 1),
                instance("i4").zone("b").room(4096, 800).tasks(WEB, 1),
                instance("i5").zone("b").room(100, 4000));
        var explanation =
                explain(cluster, task(256, 512), service("spread:attribute:ecs.availability-zone", "binpack:memory"));
        assertThat(explanation.considered()).isEqualTo(5);
        assertThat(explanation.candidates()).isEqualTo(4);
        assertThat(explanation.dropped()).containsExactly(new Dropped(Reason.CPU, "CPU units", 1, 256, 100, 100));
        assertThat(explanation.choice().winner().id()).isEqualTo("i2");
        assertThat(explanation.choice().runnerUp().id()).isEqualTo("i1");
        assertThat(explanation.choice().equals()).isEqualTo(1);
        assertThat(explanation.choice().stages())
                .containsExactly(
                        new Stage("spread attribute:ecs.availability-zone", 4, 2, 1, 1L),
                        new Stage("binpack memory", 2, 1, 1000, 3000L));
    }

    @Test
    void aRefusedTask_hasTheThreeClosestAndAllThatTheyMiss() {
        var cluster = cluster(
                instance("i1").room(100, 600).ports(80),
                instance("i2").room(1000, 300),
                instance("i3").room(1000, 400).status(ContainerInstanceStatus.DRAINING),
                instance("i4").room(1000, 200),
                instance("i5").room(1000, 100));
        var explanation = explain(cluster, task(256, 512), service());
        assertThat(explanation.choice()).isNull();
        assertThat(explanation.dropped())
                .containsExactly(
                        new Dropped(Reason.STATUS, "DRAINING", 1, 0, 0, 0),
                        new Dropped(Reason.CPU, "CPU units", 1, 256, 100, 100),
                        new Dropped(Reason.MEMORY, "MiB", 3, 512, 100, 300));
        assertThat(explanation.closest().stream()
                        .map(closest -> closest.missing().toString()))
                .containsExactly(
                        "[i2: memory: 512 MiB asked, 300 free]",
                        "[i4: memory: 512 MiB asked, 200 free]",
                        "[i5: memory: 512 MiB asked, 100 free]");
        assertThat(explanation.supplies())
                .containsExactly(
                        new Supply(Reason.CPU, "CPU units", 256, 4, 3100, 1000),
                        new Supply(Reason.MEMORY, "MiB", 512, 4, 1200, 600));
    }

    @Test
    void aConstraintThatNobodySatisfies_comesWithTheValuesThatExist() {
        var cluster = cluster(
                instance("i1").attribute("stack", "test"), instance("i2").attribute("stack", "test"), instance("i3"));
        var explanation = explain(cluster, task(0, 0), constrained(memberOf("attribute:stack == prod")));
        assertThat(explanation.values()).isEqualTo(Map.of("stack", Map.of("test", 2, Explanation.ABSENT, 1)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyInstanceIsACandidateOrDroppedOnce_andTheReasonsAreThoseOfTheRefusal(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 20; i++) {
            var generated = PlacementPropertiesTest.generate(random);
            Placement placement = generated.decide();
            Explanation explanation = explain(generated.cluster(), generated.needs(), rule(generated));
            long takers = generated.cluster().instances().size()
                    - generated.refusals().size();
            assertThat(explanation.candidates()).isEqualTo((int) takers);
            assertThat(explanation.choice() == null).isEqualTo(takers == 0);
            if (placement instanceof Placement.Refused refused) {
                refused.counts()
                        .forEach((reason, count) -> assertThat(explanation.dropped().stream()
                                        .filter(dropped -> dropped.reason() == reason)
                                        .mapToInt(Dropped::instances)
                                        .sum())
                                .isEqualTo(count));
                assertThat(explanation.closest())
                        .allSatisfy(
                                closest -> assertThat(closest.missing().stream().map(Refusal::reason))
                                        .containsExactlyElementsOf(failedTests(generated, closest.instance())));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theWinnerBeatsTheRunnerUp_whoIsChosenWhenTheWinnerMayNotBe(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 20; i++) {
            var generated = PlacementPropertiesTest.generate(random);
            if (!(generated.decide() instanceof Placement.Placed placed)) {
                continue;
            }
            Explanation.Choice choice = explain(generated.cluster(), generated.needs(), rule(generated))
                    .choice();
            assertThat(choice.winner().id()).isEqualTo(placed.instance().id());
            assertThat(choice.runnerUp() == null ? null : choice.runnerUp().id())
                    .isEqualTo(chosenWithout(choice.winner(), generated));
            if (choice.runnerUp() != null) {
                Stage first = choice.stages().stream()
                        .filter(stage -> stage.winner() != stage.runnerUp())
                        .findFirst()
                        .orElse(null);
                assertThat(first == null || first.winner() < first.runnerUp()).isTrue();
                assertThat(choice.equals() > 1).isEqualTo(first == null);
            }
        }
    }

    /** A plugged-in constraint is asked only where there is room and AWS's own are met. */
    private static List<Reason> failedTests(PlacementPropertiesTest.Case generated, InstanceSnapshot instance) {
        List<Reason> failed = PlacementPropertiesTest.failedTests(
                generated, generated.cluster().instances().get(instance.number()));
        return failed.size() == 1
                ? failed
                : failed.stream().filter(reason -> reason != Reason.CONSTRAINT).toList();
    }

    /** Drained, it takes no more, and its tasks still count. */
    private static String chosenWithout(InstanceSnapshot winner, PlacementPropertiesTest.Case generated) {
        var cluster = cluster(generated.cluster().instances().stream()
                .map(instance -> instance.id().equals(winner.id())
                        ? instance.status(ContainerInstanceStatus.DRAINING)
                        : instance)
                .toList());
        Placement placement = cluster.place(generated.needs(), rule(generated));
        return placement instanceof Placement.Placed placed ? placed.instance().id() : null;
    }

    private static PlacementRule rule(PlacementPropertiesTest.Case generated) {
        return TestCluster.rule(WEB, generated.strategy(), generated.constraints());
    }
}
