// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RoomTest {
    private static final int MOST_CPU = (1 << 21) - 1;
    private static final int MOST_MEMORY = (1 << 26) - 1;
    private static final int MOST_GPUS = (1 << 5) - 1;

    private final SplittableRandom random = new SplittableRandom(1975);

    /** Small amounts, large ones and the ends of the range. */
    private int amount(int most) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(3);
            case 1 -> most - random.nextInt(3);
            default -> random.nextInt(most + 1);
        };
    }

    @Test
    void sufficesIfEveryAmountDoes_andTheMostIsTheMostOfEach() {
        for (int i = 0; i < 100_000; i++) {
            int[] one = {amount(MOST_CPU), amount(MOST_MEMORY), amount(MOST_GPUS)};
            int[] other = {amount(MOST_CPU), amount(MOST_MEMORY), amount(MOST_GPUS)};
            long first = Room.of(one[0], one[1], one[2]);
            long second = Room.of(other[0], other[1], other[2]);
            assertThat(Room.suffices(first, second))
                    .isEqualTo(one[0] >= other[0] && one[1] >= other[1] && one[2] >= other[2]);
            long most = Room.most(first, second);
            assertThat(most).isEqualTo(Room.most(second, first));
            assertThat(Room.suffices(most, first) && Room.suffices(most, second))
                    .isTrue();
            int cpu = amount(MOST_CPU);
            int memory = amount(MOST_MEMORY);
            int gpus = amount(MOST_GPUS);
            assertThat(Room.suffices(most, Room.of(cpu, 0, 0))).isEqualTo(cpu <= Math.max(one[0], other[0]));
            assertThat(Room.suffices(most, Room.of(0, memory, 0))).isEqualTo(memory <= Math.max(one[1], other[1]));
            assertThat(Room.suffices(most, Room.of(0, 0, gpus))).isEqualTo(gpus <= Math.max(one[2], other[2]));
        }
    }

    @Test
    void cpuHereAndMemoryThereAreNoRoomForATaskThatNeedsBoth() {
        long most = Room.most(Room.of(4096, 60, 0), Room.of(60, 16_384, 0));
        assertThat(Room.suffices(most, Room.of(60, 60, 0))).isTrue();
        assertThat(Room.suffices(most, Room.of(256, 512, 0))).isFalse();
    }

    @Test
    void canHoldWhatIsInRange() {
        assertThat(Room.canHold(MOST_CPU, MOST_MEMORY, MOST_GPUS)).isTrue();
        assertThat(Room.canHold(MOST_CPU + 1, 0, 0)).isFalse();
        assertThat(Room.canHold(0, MOST_MEMORY + 1, 0)).isFalse();
        assertThat(Room.canHold(0, 0, MOST_GPUS + 1)).isFalse();
        assertThat(Room.canHold(-1, 0, 0)).isFalse();
    }
}
