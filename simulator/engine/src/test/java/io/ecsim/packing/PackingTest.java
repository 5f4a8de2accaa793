// SPDX-License-Identifier: Apache-2.0
package io.ecsim.packing;

import static io.ecsim.packing.Batches.BINPACK_CPU;
import static io.ecsim.packing.Batches.BINPACK_MEMORY;
import static io.ecsim.packing.Batches.RANDOM;
import static io.ecsim.packing.Batches.SPREAD_INSTANCE;
import static io.ecsim.packing.Batches.SPREAD_ZONE;
import static io.ecsim.packing.Batches.kind;
import static io.ecsim.packing.Batches.ofMemory;
import static io.ecsim.packing.Batches.places;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.aws.PlacementStrategy;
import io.ecsim.kernel.RandomStream;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.placement.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Small batches whose outcome can be worked out on paper. */
class PackingTest {
    /** aws/containers-roadmap#105, a comment of 2019: ten tasks of six services, on instances of 8 GB. */
    private static final int[] ROADMAP_105 = {7000, 7000, 2048, 768, 768, 768, 768, 128, 128, 512};

    private static final InstanceKind EIGHT_GB = kind(2048, 7680, 0);

    @Test
    @Tag("PL-18")
    void roadmap105_bestFitNeedsThreeInstancesInAnyOrder_andFewerCannotDo() {
        RandomStream luck = new RandomStreams(105).stream("order");
        for (int i = 0; i < 2_000; i++) {
            Packing packing = inSomeOrder(luck, Pool.asNeeded(EIGHT_GB), BINPACK_MEMORY);
            assertThat(packing.instancesUsed()).isEqualTo(3);
            assertThat(packing.lowerBound().instances()).isEqualTo(3);
        }
    }

    @Test
    void roadmap105_spreadFromThreeInstancesNeedsThreeToFive_andFourOnAverage() {
        RandomStream luck = new RandomStreams(105).stream("order");
        Pool startingWithThree = new Pool(List.of(EIGHT_GB, EIGHT_GB, EIGHT_GB), EIGHT_GB);
        long sum = 0;
        for (int i = 0; i < 2_000; i++) {
            int used = inSomeOrder(luck, startingWithThree, SPREAD_INSTANCE).instancesUsed();
            assertThat(used).isBetween(3, 5);
            sum += used;
        }
        assertThat(sum / 2_000.0).isCloseTo(4.0, within(0.1));
    }

    private static Packing inSomeOrder(RandomStream luck, Pool pool, PlacementStrategy strategy) {
        int[] order = ROADMAP_105.clone();
        Batches.shuffle(order, luck);
        return Packing.of(ofMemory(order), pool, List.of(strategy), 1);
    }

    @Test
    @Tag("PL-26")
    void equals_goToTheInstanceWithFewestTasks_thenToTheFirstInTheFile() {
        Pool pool = Pool.of(kind(100, 100, 0), 3);
        TaskRows alike = new TaskRows();
        alike.add(0, 0, 0, 7);
        assertThat(places(Packing.of(alike, pool, List.of(BINPACK_CPU), 1))).containsExactly(0, 1, 2, 0, 1, 2, 0);
    }

    @Test
    @Tag("PL-16")
    void instancesWithoutAZone_areOneBucketMore() {
        Pool pool = Pool.of(
                List.of(kind(9, 9, 0, "b"), kind(9, 9, 0), kind(9, 9, 0, "a"), kind(9, 9, 0), kind(9, 9, 0, "a")));
        Packing packing = Packing.of(ofMemory(1, 1, 1, 1, 1, 1), pool, List.of(SPREAD_ZONE), 1);
        assertThat(places(packing)).containsExactly(0, 1, 2, 3, 4, 0);
    }

    @Test
    @Tag("PL-20")
    void chain_leavesToTheSecondStrategyWhatTheFirstHoldsEqual() {
        Pool pool = Pool.of(List.of(kind(9, 9, 0, "a"), kind(9, 5, 0, "a"), kind(9, 7, 0, "b"), kind(9, 3, 0, "b")));
        Packing packing = Packing.of(ofMemory(2, 2, 2, 2, 2), pool, List.of(SPREAD_ZONE, BINPACK_MEMORY), 1);
        // Both zones are equal: the fullest of all, in b. Zone a: its fullest. Equal again: that has 3 left. Zone b:
        // only
        // the third has room. Equal again: the third, of those with room, has least.
        assertThat(places(packing)).containsExactly(3, 1, 1, 2, 2);
    }

    @Test
    @Tag("PL-19")
    void random_isTheSameForTheSameSeedOnly() {
        Pool pool = Pool.of(kind(100, 100, 0), 50);
        TaskRows tasks = new TaskRows();
        tasks.add(1, 1, 0, 100);
        List<Integer> once = places(Packing.of(tasks, pool, List.of(RANDOM), 7));
        assertThat(places(Packing.of(tasks, pool, List.of(RANDOM), 7))).isEqualTo(once);
        assertThat(places(Packing.of(tasks, pool, List.of(RANDOM), 8))).isNotEqualTo(once);
    }

    @Test
    @Tag("EV-5")
    @Tag("EV-6")
    void aTaskThatFitsNowhere_isCountedByTheFirstTestThatTheClosestInstanceFails() {
        Pool pool = Pool.of(List.of(kind(8, 2, 0), kind(4, 8, 1)));
        TaskRows tasks = new TaskRows();
        tasks.add(9, 1, 0, 1); // CPU on both
        tasks.add(8, 3, 0, 1); // CPU on the second, memory on the first, which came further
        tasks.add(4, 8, 2, 2); // memory on the first, GPUs on the second
        tasks.add(4, 8, 1, 1); // the second takes it
        tasks.add(1, 1, 1, 1); // GPUs on the first
        Packing packing = Packing.of(tasks, pool, List.of(BINPACK_MEMORY), 1);
        assertThat(places(packing)).containsExactly(-1, -1, -1, -1, 1, -1);
        assertThat(packing.unplacedByReason()).isEqualTo(Map.of(Reason.CPU, 1, Reason.MEMORY, 1, Reason.GPU, 3));
    }

    @Test
    void asNeeded_opensAnInstanceOnlyForATaskThatFitsOnNoneThatIsOpen() {
        Packing packing =
                Packing.of(ofMemory(6, 6, 4, 11, 4, 1), Pool.asNeeded(kind(9, 10, 0)), List.of(BINPACK_MEMORY), 1);
        assertThat(places(packing)).containsExactly(0, 1, 0, -1, 1, 2);
        assertThat(packing.instances()).isEqualTo(3);
        assertThat(packing.unplacedByReason()).isEqualTo(Map.of(Reason.MEMORY, 1));
    }

    @Test
    void asNeeded_theReasonIsThatOfAnEmptyInstance() {
        TaskRows tasks = new TaskRows();
        tasks.add(1, 1, 3, 1);
        Packing packing = Packing.of(tasks, Pool.asNeeded(kind(9, 10, 2)), List.of(BINPACK_MEMORY), 1);
        assertThat(packing.instances()).isZero();
        assertThat(packing.unplacedByReason()).isEqualTo(Map.of(Reason.GPU, 1));
        assertThat(packing.lowerBound()).isEqualTo(LowerBound.NONE);
    }

    @Test
    void figures_areThoseOfTheInstancesThatHaveATask() {
        TaskRows tasks = new TaskRows();
        tasks.add(6, 5, 0, 1); // leaves 4 CPU, 5 memory, 2 GPUs
        tasks.add(4, 7, 1, 1); // leaves 6 CPU, 3 memory, 1 GPU
        tasks.add(5, 4, 2, 1); // fits on neither: goes to the third, leaves 5 CPU, 6 memory, no GPU
        Packing packing = Packing.of(tasks, Pool.of(kind(10, 10, 2), 4), List.of(SPREAD_INSTANCE), 1);
        assertThat(places(packing)).containsExactly(0, 1, 2);
        assertThat(packing.reservation(Resource.CPU)).isEqualTo(15 / 30.0);
        assertThat(packing.reservation(Resource.MEMORY)).isEqualTo(16 / 30.0);
        assertThat(packing.reservation(Resource.GPU)).isEqualTo(3 / 6.0);
        // No task fits anywhere any more: all that is free is of no use.
        assertThat(packing.fragmentation(Resource.CPU)).isEqualTo(1);
        assertThat(packing.fragmentation(Resource.GPU)).isEqualTo(1);
    }

    @Test
    void fragmentation_countsWhatATaskThatAsksForItCouldUseAsUseful() {
        TaskRows tasks = new TaskRows();
        tasks.add(8, 8, 0, 1); // leaves 2 CPU, 2 memory, 2 GPUs
        tasks.add(3, 3, 0, 1); // on the second, leaves 7 CPU, 7 memory, 2 GPUs
        tasks.add(9, 9, 1, 1); // on the third, leaves 1 CPU, 1 memory, 1 GPU
        Packing packing = Packing.of(tasks, Pool.of(kind(10, 10, 2), 3), List.of(BINPACK_MEMORY), 1);
        assertThat(places(packing)).containsExactly(0, 1, 2);
        // The second still takes a task of 3 and 3, which uses CPU and memory; none that asks for a GPU fits there.
        assertThat(packing.fragmentation(Resource.CPU)).isEqualTo(3 / 10.0);
        assertThat(packing.fragmentation(Resource.MEMORY)).isEqualTo(3 / 10.0);
        assertThat(packing.fragmentation(Resource.GPU)).isEqualTo(1);
    }

    @Test
    void figuresOfNothing_doNotExist() {
        Packing packing = Packing.of(ofMemory(5, 5), Pool.of(kind(9, 10, 0), 1), List.of(BINPACK_MEMORY), 1);
        assertThat(packing.reservation(Resource.GPU)).isNaN();
        assertThat(packing.fragmentation(Resource.MEMORY)).isNaN();
        assertThat(packing.fragmentation(Resource.CPU)).isEqualTo(1);
    }

    /** Volume: 29 of 10 each, so 3. But nothing of 4 and more fits beside a 7, and the two of 4 need one more. */
    @Test
    void lowerBound_seesWhatVolumeDoesNot() {
        Packing packing = Packing.of(ofMemory(7, 7, 7, 4, 4), Pool.of(kind(9, 10, 0), 9), List.of(BINPACK_MEMORY), 1);
        assertThat(packing.lowerBound()).isEqualTo(new LowerBound(4, "memory: Martello-Toth L2"));
    }

    /** 30 MiB: the two largest have 20 + 9, so a third is needed. */
    @Test
    void lowerBound_takesTheLargestInstancesFirst() {
        Pool pool = Pool.of(List.of(kind(9, 4, 0), kind(9, 20, 0), kind(9, 5, 0), kind(9, 9, 0)));
        Packing packing = Packing.of(ofMemory(5, 5, 5, 5, 5, 5), pool, List.of(BINPACK_MEMORY), 1);
        assertThat(packing.placed()).isEqualTo(6);
        assertThat(packing.lowerBound()).isEqualTo(new LowerBound(3, "memory: volume"));
    }

    @Test
    void rowsOutOfRange_areNotTaken() {
        TaskRows tasks = new TaskRows();
        assertThatThrownBy(() -> tasks.add(-1, 1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tasks.add(1, 1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        tasks.add(1, 1, 0, TaskRows.MOST_TASKS);
        assertThatThrownBy(() -> tasks.add(1, 1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
