// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import static io.ecsim.placement.TestCluster.WEB;
import static io.ecsim.placement.TestCluster.awsvpcTask;
import static io.ecsim.placement.TestCluster.cluster;
import static io.ecsim.placement.TestCluster.constrained;
import static io.ecsim.placement.TestCluster.distinctInstance;
import static io.ecsim.placement.TestCluster.memberOf;
import static io.ecsim.placement.TestCluster.rule;
import static io.ecsim.placement.TestCluster.service;
import static io.ecsim.placement.TestCluster.task;
import static io.ecsim.placement.TestCluster.taskWithAttributes;
import static io.ecsim.placement.TestCluster.taskWithPorts;
import static io.ecsim.placement.TestInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.cluster.InstanceSnapshot;
import io.ecsim.cluster.TaskNeeds;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SmallestChangeTest {
    static LongStream seeds() {
        return PlacementPropertiesTest.seeds();
    }

    private static Attempt attempt(TestCluster cluster, TaskNeeds needs, PlacementRule rule) {
        return Attempt.of(cluster, needs, rule, cluster.place(needs, rule));
    }

    /** What is changed, and who takes the task then. */
    private static List<String> changes(TestCluster cluster, TaskNeeds needs, PlacementRule rule) {
        return SmallestChange.of(attempt(cluster, needs, rule), List.of()).stream()
                .map(change -> change.what() + ": " + change.taker().id())
                .toList();
    }

    @Test
    void roomOnNoSingleInstance_lessOfWhatIsShort_whereLeastIsShort() {
        var cluster = cluster(
                instance("i1").room(1000, 300),
                instance("i2").room(1000, 384),
                instance("i3").room(100, 1000));
        assertThat(changes(cluster, task(256, 512), service()))
                .containsExactly(
                        "128 MiB less (384 in place of 512): i2", "156 CPU units less (100 in place of 256): i3");
    }

    @Test
    void twoThingsShortEverywhere_noSingleChange() {
        assertThat(changes(cluster(instance("i1").room(100, 300)), task(256, 512), service()))
                .isEmpty();
    }

    @Test
    void aTaskThatAsksNoMemoryAtAllIsNoAnswer_oneThatAsksNoGpuIs() {
        assertThat(changes(cluster(instance("i1").room(1000, 0)), task(256, 512), service()))
                .isEmpty();
        assertThat(changes(cluster(instance("i1")), TaskNeeds.of(256, 512, 1), service()))
                .containsExactly("1 GPU less (0 in place of 1): i1");
    }

    @Test
    void draining_theFirstInstanceThatNothingElseKeepsFromTheTask() {
        var cluster = cluster(
                instance("i1").status(ContainerInstanceStatus.DRAINING).room(0, 0),
                instance("i2").status(ContainerInstanceStatus.DRAINING),
                instance("i3").status(ContainerInstanceStatus.DRAINING),
                instance("i4").agent(false, "1.0.0"));
        assertThat(changes(cluster, task(256, 512), service()))
                .containsExactly("set i2 to ACTIVE: i2", "connect the agent of i4: i4");
    }

    @Test
    void aRuleLess_eachAlone() {
        assertThat(changes(cluster(instance("i1").ports(80)), taskWithPorts(80), service()))
                .containsExactly("hostPort 0 in place of tcp 80: i1");
        assertThat(changes(cluster(instance("i1")), taskWithAttributes("gpu"), service()))
                .containsExactly("no need of the attribute gpu: i1");
        assertThat(changes(cluster(instance("i1").zone("a")), awsvpcTask("b"), service()))
                .containsExactly("a subnet in a: i1");
        var both = cluster(
                instance("i1").tasks(WEB, 1).attribute("stack", "prod"),
                instance("i2").attribute("stack", "test"));
        assertThat(changes(both, task(0, 0), constrained(memberOf("attribute:stack == prod"), distinctInstance())))
                .containsExactly("drop memberOf attribute:stack == prod: i2", "drop distinctInstance: i1");
    }

    @Test
    void theOrder_isThatOfTheKinds_muchLessIsLast() {
        var cluster = cluster(
                instance("i1").room(1000, 100),
                instance("i2").status(ContainerInstanceStatus.DRAINING),
                instance("i3").tasks(WEB, 1));
        Attempt attempt = attempt(cluster, task(256, 512), constrained(distinctInstance()));
        var more = attempt.cluster().with(InstanceSnapshot.of(instance("i4").registeredAt(9)));
        var one = Change.of(Change.Kind.INSTANCE, 1, "one more instance", attempt, more);
        assertThat(SmallestChange.of(attempt, List.of(List.of(one))).stream().map(Change::what))
                .containsExactly(
                        "set i2 to ACTIVE",
                        "drop distinctInstance",
                        "one more instance",
                        "412 MiB less (100 in place of 512)");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyProposedChangePlacesTheTask_andALittleLessThanThatDoesNot(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 20; i++) {
            var generated = PlacementPropertiesTest.generate(random);
            PlacementRule rule = rule(WEB, generated.strategy(), generated.constraints());
            if (generated.decide() instanceof Placement.Placed) {
                continue;
            }
            for (Change change : SmallestChange.of(attempt(generated.cluster(), generated.needs(), rule), List.of())) {
                Placement placement = new ScanPlacer().place(change.cluster(), change.needs(), change.rule());
                assertThat(placement)
                        .isInstanceOfSatisfying(
                                Placement.Placed.class,
                                placed -> assertThat(placed.instance()).isEqualTo(change.taker()));
                TaskNeeds asked = change.needs();
                if (asked.memory() < generated.needs().memory()) {
                    assertThat(generated.cluster().place(moreMemory(asked), rule))
                            .isInstanceOf(Placement.Refused.class);
                }
            }
        }
    }

    private static TaskNeeds moreMemory(TaskNeeds needs) {
        return new TaskNeeds(
                needs.cpu(),
                needs.memory() + 1,
                needs.gpus(),
                needs.hostPorts(),
                needs.eni(),
                needs.ebsVolume(),
                needs.attributes(),
                needs.availabilityZones());
    }
}
