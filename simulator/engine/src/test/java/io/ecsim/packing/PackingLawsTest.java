// SPDX-License-Identifier: Apache-2.0
package io.ecsim.packing;

import static io.ecsim.packing.Batches.BINPACK_CPU;
import static io.ecsim.packing.Batches.BINPACK_MEMORY;
import static io.ecsim.packing.Batches.RANDOM;
import static io.ecsim.packing.Batches.SPREAD_INSTANCE;
import static io.ecsim.packing.Batches.SPREAD_ZONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.PlacementStrategy;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.kernel.RandomStream;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.placement.Placement;
import io.ecsim.placement.PlacementRule;
import io.ecsim.placement.Reason;
import io.ecsim.placement.ScanPlacer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds for every batch. */
class PackingLawsTest {
    private static final List<List<PlacementStrategy>> CHAINS = List.of(
            List.of(BINPACK_CPU),
            List.of(BINPACK_MEMORY),
            List.of(SPREAD_INSTANCE),
            List.of(SPREAD_ZONE, BINPACK_MEMORY),
            List.of(SPREAD_ZONE, SPREAD_INSTANCE),
            List.of(BINPACK_CPU, BINPACK_MEMORY),
            List.of(SPREAD_ZONE, RANDOM),
            List.of(RANDOM));

    private final RandomStream random = new RandomStreams(1990).stream("batches");

    /** One step of the guide's process after the other, and the reason of the closest instance as placement tells it. */
    @Test
    void packing_decidesAsTheScanDoesTaskForTask() {
        for (int i = 0; i < 4_000; i++) {
            TaskRows tasks = Batches.drawTasks(random, 30);
            List<InstanceKind> kinds = Batches.drawInstances(random, 8);
            List<PlacementStrategy> chain = CHAINS.get(i % CHAINS.size());
            InstanceKind more = random.nextInt(3) == 0 ? kinds.get(0) : null;
            Packing packing = Packing.of(tasks, new Pool(kinds, more), chain, i);

            List<Integer> places = new ArrayList<>();
            Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
            scan(tasks, PackingCluster.of(kinds, "packing"), more, rule(chain, i), places, reasons);
            assertThat(Batches.places(packing)).isEqualTo(places);
            assertThat(packing.unplacedByReason()).isEqualTo(reasons);
            assertThat(packing.unplaced())
                    .isEqualTo((int) places.stream().filter(place -> place < 0).count());
        }
    }

    private static PlacementRule rule(List<PlacementStrategy> chain, long seed) {
        return PlacementRule.of(
                "packing", chain, List.of(), false, false, new RandomStreams(seed).stream("placement/packing"));
    }

    private static void scan(
            TaskRows tasks,
            PackingCluster cluster,
            InstanceKind more,
            PlacementRule rule,
            List<Integer> places,
            Map<Reason, Integer> reasons) {
        ScanPlacer placer = new ScanPlacer();
        for (int row = 0; row < tasks.rows(); row++) {
            for (int i = 0; i < tasks.count(row); i++) {
                TaskNeeds needs = TaskNeeds.of(tasks.cpu(row), tasks.memory(row), tasks.gpus(row));
                Placement placement = placer.place(cluster, needs, rule);
                if (placement instanceof Placement.Refused && more != null && more.failure(needs) == null) {
                    placement = new Placement.Placed(cluster.register(more));
                }
                if (placement instanceof Placement.Placed placed) {
                    cluster.place(placed.instance(), needs);
                    places.add(placed.instance().number());
                } else {
                    places.add(Packing.NOWHERE);
                    Reason closest = ((Placement.Refused) placement).closest().reason();
                    Reason onEmpty = more == null ? closest : more.failure(needs);
                    reasons.merge(closest.compareTo(onEmpty) < 0 ? onEmpty : closest, 1, Integer::sum);
                }
            }
        }
    }

    @Test
    void lowerBound_isNotAboveTheOptimum_norThatAboveWhatIsUsed() {
        int tight = 0;
        for (int i = 0; i < 3_000; i++) {
            List<InstanceKind> kinds = Batches.drawInstances(random, 5);
            Packing packing =
                    Packing.of(Batches.drawTasks(random, 6), Pool.of(kinds), CHAINS.get(i % CHAINS.size()), i);
            int optimum = Optimum.of(packing, kinds);
            assertThat(packing.lowerBound().instances())
                    .isLessThanOrEqualTo(optimum)
                    .isGreaterThanOrEqualTo(Math.min(1, packing.placed()));
            assertThat(optimum).isLessThanOrEqualTo(packing.instancesUsed());
            tight += packing.lowerBound().instances() == optimum ? 1 : 0;
        }
        assertThat(tight).isGreaterThan(1_500);
    }

    /** G. Dósa and J. Sgall, "Optimal Analysis of Best Fit Bin Packing", ICALP 2014: at most 1.7 OPT. */
    @Test
    void bestFit_needsAtMostSeventeenTenthsOfTheOptimum() {
        for (int i = 0; i < 1_000; i++) {
            Packing packing = pack(drawSizes(1));
            assertThat(packing.instancesUsed() * 10).isLessThanOrEqualTo(17 * optimumOfAlike(packing));
        }
    }

    /**
     * G. Dósa, "The Tight Bound of First Fit Decreasing Bin-Packing Algorithm", 2007: FFD needs at most 11/9 OPT + 6/9;
     * and best fit decreasing needs no more than that if no size is below a sixth (D. S. Johnson et al., "Worst-case
     * performance bounds for simple one-dimensional packing algorithms", 1974).
     */
    @Test
    void bestFitDecreasing_needsAtMostElevenNinthsOfTheOptimumAndSixNinths() {
        for (int i = 0; i < 1_000; i++) {
            int[] sizes = drawSizes(10);
            Arrays.sort(sizes);
            int[] decreasing = new int[sizes.length];
            for (int j = 0; j < sizes.length; j++) {
                decreasing[j] = sizes[sizes.length - 1 - j];
            }
            Packing packing = pack(decreasing);
            assertThat(9 * packing.instancesUsed()).isLessThanOrEqualTo(11 * optimumOfAlike(packing) + 6);
        }
    }

    /** Of an instance of 60. */
    private int[] drawSizes(int least) {
        int[] sizes = new int[1 + random.nextInt(8)];
        Arrays.setAll(sizes, i -> least + random.nextInt(61 - least));
        return sizes;
    }

    private static Packing pack(int... sizes) {
        return Packing.of(Batches.ofMemory(sizes), Pool.asNeeded(Batches.kind(1, 60, 0)), List.of(BINPACK_MEMORY), 1);
    }

    private static int optimumOfAlike(Packing packing) {
        return Optimum.of(
                packing, Pool.of(Batches.kind(1, 60, 0), packing.instances()).instances());
    }

    @Test
    void sizes_knowWhetherOneIsNowhereLarger() {
        for (int i = 0; i < 500; i++) {
            Sizes sizes = new Sizes();
            List<int[]> all = new ArrayList<>();
            for (int j = 0; j < 40; j++) {
                int[] asked = {random.nextInt(30), random.nextInt(30), random.nextInt(4)};
                assertThat(sizes.anyWithin(asked[0], asked[1], asked[2]))
                        .isEqualTo(all.stream()
                                .anyMatch(one -> one[0] <= asked[0] && one[1] <= asked[1] && one[2] <= asked[2]));
                int[] added = {random.nextInt(30), random.nextInt(30), random.nextInt(4)};
                sizes.add(added[0], added[1], added[2]);
                all.add(added);
            }
        }
    }
}
