// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import static io.ecsim.placement.TestCluster.strategies;
import static io.ecsim.placement.TestInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cluster.InstanceView;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.placement.StopOrder.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StopOrderTest {
    private static final String ZONE = "spread:attribute:ecs.availability-zone";

    private static Candidate task(String id, InstanceView on, long createdAt) {
        return new Candidate(id, on, true, true, false, createdAt, 256, 512);
    }

    private static Candidate shielded(String id, InstanceView on) {
        return new Candidate(id, on, true, true, true, 0, 256, 512);
    }

    private static List<String> stop(int count, List<Candidate> tasks, String... strategy) {
        return StopOrder.choose(tasks, count, strategies(strategy), new RandomStreams(1).stream("web"));
    }

    @Test
    @Tag("PL-30")
    @Tag("SV-6")
    @DisplayName("PW-24 without strategy the fullest zone, then the fullest instance")
    void withoutStrategy() {
        var i1 = instance("i1").zone("a");
        var i2 = instance("i2").zone("b");
        var i3 = instance("i3").zone("b");
        var tasks = List.of(
                task("t11", i1, 1),
                task("t12", i1, 2),
                task("t13", i1, 3),
                task("t21", i2, 4),
                task("t22", i2, 5),
                task("t31", i3, 6),
                task("t32", i3, 7));
        assertThat(stop(2, tasks)).containsExactly("t21", "t11");
    }

    @Test
    @Tag("PL-33")
    @DisplayName("PW-25 under binpack the instance that would have most left")
    void binpack() {
        var i1 = instance("i1").room(1024, 500);
        var i2 = instance("i2").room(1024, 2000);
        assertThat(stop(1, List.of(task("t1", i1, 1), task("t2", i2, 2)), "binpack:memory"))
                .containsExactly("t2");
    }

    @Test
    @Tag("PL-33")
    void binpack_countsWhatTheStoppedTaskGivesBack_andWhatThoseBeforeGave() {
        var i1 = instance("i1").room(1024, 1000);
        var i2 = instance("i2").room(1024, 1500);
        var big = new Candidate("big", i1, true, true, false, 1, 256, 2048);
        var tasks = List.of(big, task("t1", i1, 2), task("t2", i2, 3));
        assertThat(stop(3, tasks, "binpack:memory")).containsExactly("big", "t1", "t2");
    }

    @Test
    @Tag("PL-31")
    @Tag("PL-32")
    @Tag("PL-36")
    @DisplayName("PW-26 a protected task stays, and counts for its zone")
    void protectedTasks() {
        var a = instance("i1").zone("a");
        var b = instance("i2").zone("b");
        var tasks = List.of(shielded("t1", a), task("t2", a, 0), task("t3", b, 0));
        assertThat(stop(1, tasks, ZONE)).containsExactly("t2");
        assertThat(stop(3, tasks, ZONE)).containsExactly("t2", "t3");
    }

    @Test
    @Tag("PL-38")
    @Tag("SV-6")
    void tasksThatDoNotRunGoFirst_thenTheUnhealthy() {
        var full = instance("i1").zone("a");
        var other = instance("i2").zone("b");
        var tasks = List.of(
                task("healthy", full, 1),
                task("healthy2", full, 2),
                new Candidate("unhealthy", other, true, false, false, 3, 0, 0),
                new Candidate("pending", other, false, true, false, 4, 0, 0),
                new Candidate("unplaced", null, false, true, false, 5, 0, 0));
        assertThat(stop(4, tasks)).containsExactly("unplaced", "pending", "unhealthy", "healthy");
    }

    @Test
    @Tag("PL-37")
    void equals_theOldestThenTheLowestId() {
        var i1 = instance("i1").room(100, 100);
        var i2 = instance("i2").room(100, 100);
        var tasks = List.of(task("c", i1, 5), task("d", i2, 4), task("b", i1, 4), task("a", i2, 9));
        assertThat(stop(1, tasks, "binpack:cpu")).containsExactly("b");
        assertThat(stop(1, List.of(task("y", i1, 1), task("x", i2, 1)))).containsExactly("x");
    }

    @Test
    @Tag("PL-32")
    @Tag("PL-34")
    void luckDecidesUnderRandom_andInsideTheZoneUnderSpread() {
        var a = instance("i1").zone("a");
        var b = instance("i2").zone("b");
        var tasks = List.of(task("t1", a, 1), task("t2", a, 2), task("t3", b, 3));
        assertThat(drawn(tasks, ZONE)).containsExactly("t1", "t2");
        assertThat(drawn(tasks, "random")).containsExactly("t1", "t2", "t3");
    }

    private static Iterable<String> drawn(List<Candidate> tasks, String strategy) {
        var random = new RandomStreams(1).stream("web");
        var chosen = new TreeMap<String, Integer>();
        for (int i = 0; i < 100; i++) {
            chosen.merge(
                    StopOrder.choose(tasks, 1, strategies(strategy), random).get(0), 1, Integer::sum);
        }
        return chosen.keySet();
    }

    @Test
    @Tag("PL-32")
    @Tag("PL-35")
    void chain_fullestZoneThenWhatTheNextStrategyLikesLeast() {
        var a1 = instance("a1").zone("a").room(100, 900);
        var a2 = instance("a2").zone("a").room(100, 100);
        var b1 = instance("b1").zone("b").room(100, 5000);
        var tasks = List.of(task("t1", a2, 1), task("t2", a1, 2), task("t3", a2, 3), task("t4", b1, 4));
        assertThat(stop(1, tasks, ZONE, "binpack:memory")).containsExactly("t2");
        assertThat(stop(1, tasks, ZONE, "spread:instanceId")).containsAnyOf("t1", "t3");
        assertThat(stop(1, tasks, "binpack:memory", ZONE)).containsExactly("t4");
    }

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("ecsim.tries", 200));
    }

    /** Taking from the fullest zone again and again leaves the same counts however ties are broken. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Tag("PL-31")
    void spread_leavesTheZonesAsEvenAsStopsCan(long seed) {
        var random = new SplittableRandom(seed);
        int[] expected = new int[3];
        List<Candidate> tasks = new ArrayList<>();
        for (int i = random.nextInt(1, 30); i > 0; i--) {
            int zone = random.nextInt(3);
            expected[zone]++;
            var on = instance("i" + zone + random.nextInt(3)).zone("z" + zone);
            tasks.add(task("t" + i, on, random.nextInt(3)));
        }
        int count = random.nextInt(tasks.size() + 1);
        List<String> stopped = stop(count, tasks, ZONE);
        assertThat(stopped).hasSize(count).doesNotHaveDuplicates();
        int[] left = new int[3];
        for (Candidate task : tasks) {
            if (!stopped.contains(task.taskId())) {
                left[task.instance().availabilityZone().charAt(1) - '0']++;
            }
        }
        for (int i = 0; i < count; i++) {
            Arrays.sort(expected);
            expected[2]--;
        }
        Arrays.sort(expected);
        Arrays.sort(left);
        assertThat(left).isEqualTo(expected);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Tag("PL-36")
    @Tag("PL-38")
    void anyStrategy_neverStopsAProtectedTask_norAHealthyOneBeforeAnUnhealthyOne(long seed) {
        var random = new SplittableRandom(seed);
        List<Candidate> tasks = new ArrayList<>();
        for (int i = random.nextInt(20); i > 0; i--) {
            var on = instance("i" + random.nextInt(4))
                    .zone("z" + random.nextInt(2))
                    .room(random.nextInt(9), 0);
            tasks.add(new Candidate(
                    "t" + i, on, random.nextBoolean(), random.nextBoolean(), random.nextInt(4) == 0, i, 1, 1));
        }
        int count = random.nextInt(22);
        String[][] chains = {{}, {ZONE}, {"binpack:cpu"}, {"random"}, {ZONE, "binpack:cpu", "random"}};
        List<String> stopped = stop(count, tasks, chains[random.nextInt(chains.length)]);
        long free = tasks.stream().filter(task -> !task.isProtected()).count();
        assertThat(stopped).hasSize((int) Math.min(count, free)).doesNotHaveDuplicates();
        List<Integer> turns = stopped.stream()
                .map(id -> tasks.stream()
                        .filter(task -> task.taskId().equals(id))
                        .findFirst()
                        .orElseThrow())
                .map(task -> task.isProtected() ? -1 : !task.running() ? 0 : !task.healthy() ? 1 : 2)
                .toList();
        assertThat(turns).isSorted().doesNotContain(-1);
    }

    /** Scoring each kind of task once chooses as scoring every task does, and draws as often. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Tag("PL-35")
    void anyStrategy_choosesAsALookAtEveryTaskBeforeEveryChoiceDoes(long seed) {
        var random = new SplittableRandom(seed);
        List<InstanceView> instances = new ArrayList<>();
        for (int i = random.nextInt(1, 12); i > 0; i--) {
            var instance = instance("i" + i).room(random.nextInt(9), random.nextInt(9));
            instances.add(random.nextInt(5) == 0 ? instance : instance.zone("z" + random.nextInt(3)));
        }
        int sizes = random.nextInt(1, 4);
        List<Candidate> tasks = new ArrayList<>();
        for (int i = random.nextInt(60); i > 0; i--) {
            boolean running = random.nextInt(4) > 0;
            InstanceView on = running || random.nextBoolean() ? instances.get(random.nextInt(instances.size())) : null;
            boolean healthy = running && random.nextInt(4) > 0;
            boolean isProtected = random.nextInt(5) == 0;
            int cpu = random.nextInt(sizes);
            int memory = random.nextInt(sizes);
            tasks.add(new Candidate("t" + i, on, running, healthy, isProtected, random.nextInt(9), cpu, memory));
        }
        String[][] chains = {
            {},
            {ZONE},
            {ZONE, "spread:instanceId"},
            {"spread:host", "binpack:cpu"},
            {"binpack:memory", ZONE},
            {"random"},
            {ZONE, "binpack:memory", "random"},
            {"emptiest"},
            {"spread:attribute:rack", "emptiest"}
        };
        var strategy = strategies(chains[random.nextInt(chains.length)]);
        int count = random.nextInt(62);
        var luck = new RandomStreams(seed).stream("web");
        var sameLuck = new RandomStreams(seed).stream("web");
        assertThat(StopOrder.choose(tasks, count, strategy, luck))
                .isEqualTo(ScanStopOrder.choose(tasks, count, strategy, sameLuck));
        assertThat(luck.nextLong()).isEqualTo(sameLuck.nextLong());
    }
}
