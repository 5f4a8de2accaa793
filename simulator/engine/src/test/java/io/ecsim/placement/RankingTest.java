// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import static io.ecsim.placement.TestCluster.WEB;
import static io.ecsim.placement.TestCluster.cluster;
import static io.ecsim.placement.TestCluster.rule;
import static io.ecsim.placement.TestCluster.service;
import static io.ecsim.placement.TestCluster.strategies;
import static io.ecsim.placement.TestCluster.task;
import static io.ecsim.placement.TestInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.kernel.RandomStreams;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final String ZONE = "spread:attribute:ecs.availability-zone";

    private static TestInstance with(String id, String zone, int cpu, int memory, int tasks) {
        return instance(id).zone(zone).room(cpu, memory).tasks(WEB, tasks);
    }

    private static TestInstance with(String id, String zone, int tasks) {
        return instance(id).zone(zone).tasks(WEB, tasks);
    }

    @Test
    @Tag("PL-1")
    @Tag("PL-17")
    @Tag("PL-18")
    @DisplayName("PW-1 binpack on memory takes the least that is still enough")
    void binpackMemory() {
        var cluster = cluster(with("A", "a", 1024, 900, 0), with("B", "b", 2048, 600, 0), with("C", "c", 512, 400, 0));
        assertThat(cluster.run(task(256, 512), service("binpack:memory"))).isEqualTo("B");
    }

    @Test
    @Tag("PL-17")
    @Tag("PL-18")
    @DisplayName("PW-2 binpack on cpu does not look at memory, and takes either case")
    void binpackCpu() {
        var cluster = cluster(with("A", "a", 1024, 900, 0), with("B", "b", 2048, 600, 0), with("C", "c", 512, 400, 0));
        assertThat(cluster.run(task(256, 256), service("binpack:CPU"))).isEqualTo("C");
    }

    @Test
    @Tag("PL-7")
    @Tag("PL-26")
    @DisplayName("PW-3 a service without strategy goes to the zone with fewest of its tasks")
    void defaultSpreadsOverZones() {
        var cluster = cluster(with("i1", "a", 1), with("i2", "b", 0), with("i3", "c", 0));
        assertThat(cluster.run(task(0, 0), service())).isEqualTo("i2");
    }

    @Test
    @Tag("PL-11")
    @Tag("PL-12")
    @Tag("PL-15")
    @Tag("PL-20")
    @DisplayName("PW-4 spread over zones, then binpack on memory")
    void chain() {
        assertThat(fourInTwoZones().run(task(256, 512), service(ZONE, "binpack:memory")))
                .isEqualTo("i2");
    }

    @Test
    @Tag("PL-20")
    @Tag("PL-21")
    @DisplayName("PW-5 the same two strategies the other way round")
    void orderOfTheChain() {
        assertThat(fourInTwoZones().run(task(256, 512), service("binpack:memory", ZONE)))
                .isEqualTo("i4");
    }

    private static TestCluster fourInTwoZones() {
        return cluster(
                with("i1", "a", 4096, 3000, 1), with("i2", "a", 4096, 1000, 0),
                with("i3", "b", 4096, 4000, 1), with("i4", "b", 4096, 800, 1));
    }

    @Test
    @Tag("PL-7")
    @DisplayName("PW-6 inside the best zone the instance with fewest tasks of the service")
    void defaultInsideTheZone() {
        var cluster = cluster(with("i1", "a", 1), with("i2", "a", 0), with("i3", "b", 2));
        assertThat(cluster.run(task(0, 0), service())).isEqualTo("i2");
    }

    @Test
    @Tag("PL-12")
    @DisplayName("PW-7 tasks of other services have no weight")
    void onlyTheSameService() {
        var cluster = cluster(
                instance("i1").zone("a").tasks("service:x", 10),
                instance("i2").zone("b").tasks(WEB, 1));
        assertThat(cluster.run(task(0, 0), service())).isEqualTo("i1");
    }

    @Test
    @Tag("PL-11")
    @Tag("PL-12")
    @Tag("PL-27")
    @DisplayName("PW-8 standalone tasks spread within their task group; host means instanceId")
    void onlyTheSameTaskGroup() {
        for (String field : List.of("instanceId", "host")) {
            var cluster = cluster(instance("i1").tasks("db", 1), instance("i2").tasks("web", 5));
            assertThat(cluster.run(task(0, 0), rule("db", strategies("spread:" + field), List.of())))
                    .isEqualTo("i2");
        }
    }

    @Test
    @Tag("PL-3")
    @DisplayName("PW-9 a strategy never stops a task from being placed")
    void bestEffort() {
        var cluster = cluster(with("i1", "a", 1024, 100, 0), with("i2", "b", 1024, 4000, 3));
        assertThat(cluster.run(task(0, 512), service(ZONE))).isEqualTo("i2");
    }

    @Test
    @Tag("PL-13")
    @DisplayName("PW-27 tasks of the outgoing revision still count")
    void oldRevisionsCount() {
        var cluster = cluster(with("i1", "a", 1), with("i2", "b", 1), with("i3", "c", 0));
        assertThat(cluster.run(task(0, 0), service())).isEqualTo("i3");
        assertThat(cluster.run(task(0, 0), service())).isEqualTo("i1");
    }

    @Test
    @Tag("PL-14")
    @Tag("PL-15")
    void spread_countsTasksOnInstancesThatCannotTakeAny() {
        var cluster = cluster(
                with("i1", "a", 0), with("i2", "a", 2).status(ContainerInstanceStatus.DRAINING), with("i3", "b", 1));
        assertThat(cluster.run(task(0, 0), service(ZONE))).isEqualTo("i3");
    }

    @Test
    @Tag("PL-16")
    void spread_instancesWithoutTheAttributeShareOneBucket() {
        var cluster = cluster(
                instance("i1").tasks(WEB, 1),
                instance("i2"),
                instance("i3").attribute("rack", "r1").tasks(WEB, 1),
                instance("i4").attribute("rack", "r2").tasks(WEB, 2));
        var rule = service("spread:attribute:rack", "spread:instanceId");
        assertThat(cluster.run(task(0, 0), rule)).isEqualTo("i2");
        assertThat(cluster.run(task(0, 0), rule)).isEqualTo("i3");
    }

    @Test
    @Tag("PL-22")
    void severalTasks_eachSeesThoseBefore() {
        var cluster = cluster(with("i1", "a", 0), with("i2", "b", 0), with("i3", "c", 0));
        var placed = new TreeMap<String, Integer>();
        for (int i = 0; i < 9; i++) {
            placed.merge(cluster.run(task(1, 1), service()), 1, Integer::sum);
        }
        assertThat(placed)
                .containsOnly(java.util.Map.entry("i1", 3), java.util.Map.entry("i2", 3), java.util.Map.entry("i3", 3));
    }

    @Test
    @Tag("PL-8")
    @Tag("PL-19")
    void runTaskWithoutStrategy_isUniformOverTheValidInstances() {
        var cluster = cluster(with("i1", "a", 5), with("i2", "a", 0), with("i3", "b", 0), with("full", "c", 0, 0, 0));
        var rule = rule("family:job", List.of(), List.of());
        var placed = new TreeMap<String, Integer>();
        for (int i = 0; i < 3000; i++) {
            Placement.Placed placement = (Placement.Placed) cluster.place(task(1, 1), rule);
            placed.merge(placement.instance().id(), 1, Integer::sum);
        }
        // Three standard deviations of a binomial with n = 3000 and p = 1/3 are 78.
        assertThat(placed).containsOnlyKeys("i1", "i2", "i3");
        assertThat(placed.values()).allSatisfy(count -> assertThat(count).isBetween(922, 1078));
    }

    @Test
    @Tag("PL-19")
    @Tag("PL-20")
    void random_insideAChainLeavesNothingToTheStepsAfterIt() {
        var cluster = cluster(with("i1", "a", 0), with("i2", "a", 1), with("i3", "b", 2));
        var rule = service(ZONE, "random", "spread:instanceId");
        Set<String> chosen = new TreeSet<>();
        for (int i = 0; i < 50; i++) {
            chosen.add(((Placement.Placed) cluster.place(task(0, 0), rule))
                    .instance()
                    .id());
        }
        assertThat(chosen).containsExactly("i1", "i2");
        assertThat(rule).hasToString("spread attribute:ecs.availability-zone, random");
    }

    @Test
    @Tag("PL-26")
    void equals_fewestTasksThenEarliestRegisteredThenId() {
        var cluster =
                cluster(with("i4", "a", 1), with("i2", "a", 0).registeredAt(9), with("i3", "a", 0), with("i1", "a", 0));
        cluster.instances()
                .replaceAll(instance -> instance.registeredAt(instance.id().equals("i2") ? 9 : 5));
        assertThat(cluster.run(task(1, 1), service("binpack:cpu"))).isEqualTo("i1");
        assertThat(cluster.run(task(0, 0), service(ZONE))).isEqualTo("i3");
        assertThat(cluster.run(task(0, 0), service(ZONE))).isEqualTo("i2");
    }

    @Test
    @Tag("PL-26")
    void equals_areDrawnFromWhenTheWorldSaysSo() {
        var cluster = cluster(with("i1", "a", 0), with("i2", "a", 0), with("i3", "b", 1));
        var random = new RandomStreams(7).stream("web");
        var rule = PlacementRule.of(WEB, strategies(ZONE), List.of(), true, true, random);
        Set<String> chosen = new TreeSet<>();
        for (int i = 0; i < 50; i++) {
            chosen.add(((Placement.Placed) cluster.place(task(0, 0), rule))
                    .instance()
                    .id());
        }
        assertThat(chosen).containsExactly("i1", "i2");
    }
}
