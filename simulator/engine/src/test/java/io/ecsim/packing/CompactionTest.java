// SPDX-License-Identifier: Apache-2.0
package io.ecsim.packing;

import static io.ecsim.packing.Batches.BINPACK_MEMORY;
import static io.ecsim.packing.Batches.SPREAD_INSTANCE;
import static io.ecsim.packing.Batches.kind;
import static io.ecsim.packing.Batches.ofMemory;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.kernel.RandomStream;
import io.ecsim.kernel.RandomStreams;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How far a pool can be made smaller. */
class CompactionTest {
    /** Two fit on each, so six need three, whichever are removed. */
    @Test
    void alikeInstances_areRemovedDownToThoseThatAreNeeded() {
        Packing spread =
                Packing.of(ofMemory(5, 5, 5, 5, 5, 5), Pool.of(kind(9, 10, 0), 100), List.of(SPREAD_INSTANCE), 1);
        assertThat(spread.instancesUsed()).isEqualTo(6);
        assertThat(Compaction.of(spread, 11, 1)).isEqualTo(new Compaction(11, 3, 3, 3));
    }

    /** The large one holds all four, the small ones one each: one instance stays, or more when the large one is gone. */
    @Test
    void unlikeInstances_leaveTheOrderOfRemovalToLuck() {
        Pool pool = Pool.of(
                List.of(kind(9, 1, 0), kind(9, 1, 0), kind(9, 1, 0), kind(9, 1, 0), kind(9, 4, 0), kind(9, 1, 0)));
        Packing packing = Packing.of(ofMemory(1, 1, 1, 1), pool, List.of(BINPACK_MEMORY), 1);
        Compaction compaction = Compaction.of(packing, 50, 1);
        assertThat(compaction.smallest()).isEqualTo(1);
        assertThat(compaction.largest()).isEqualTo(4);
        assertThat(compaction).isEqualTo(Compaction.of(packing, 50, 1));
    }

    @Test
    void tasksThatFitNowhere_doNotKeepInstancesAlive() {
        Packing packing = Packing.of(ofMemory(11, 2, 2), Pool.of(kind(9, 10, 0), 8), List.of(BINPACK_MEMORY), 1);
        assertThat(Compaction.of(packing, 3, 1)).isEqualTo(new Compaction(3, 1, 1, 1));
    }

    @Test
    void compaction_isNotBelowTheProvenBound_norAboveThePool() {
        RandomStream random = new RandomStreams(2014).stream("batches");
        int checked = 0;
        for (int i = 0; i < 300; i++) {
            Packing packing = Packing.of(
                    Batches.drawTasks(random, 12),
                    Pool.of(Batches.drawInstances(random, 12)),
                    List.of(BINPACK_MEMORY),
                    1);
            Compaction compaction = Compaction.of(packing, 5, i);
            assertThat(compaction.largest()).isLessThanOrEqualTo(packing.instances());
            assertThat(compaction.median()).isBetween(compaction.smallest(), compaction.largest());
            if (packing.unplaced() == 0) {
                checked++;
                assertThat(compaction.smallest())
                        .isGreaterThanOrEqualTo(packing.lowerBound().instances());
            }
        }
        assertThat(checked).isGreaterThan(50);
    }
}
