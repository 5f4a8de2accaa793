// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against a sorted map that is looked through from the beginning. */
class PreferenceOrderTest {
    private static final int NUMBER_BITS = 20;

    private final PreferenceOrder order = new PreferenceOrder();
    private final TreeMap<Long, Listed> model = new TreeMap<>();

    private record Listed(long room, PreferenceOrder.Leaf leaf) {}

    private void add(long key, long room) {
        model.put(key, new Listed(room, order.add(key, room)));
    }

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void findsTheFirstWithRoom_whateverWasAddedAndRemoved(long seed) {
        var random = new SplittableRandom(seed);
        int size = 1 << random.nextInt(1, 14);
        int scores = 1 << random.nextInt(0, 12);
        int amounts = 2 + random.nextInt(40);
        for (int i = 0; i < 4 * size + 200; i++) {
            boolean grows = model.size() < size / 2 || random.nextInt(3) > 0 && model.size() < size;
            if (grows) {
                long key = (long) random.nextInt(scores) << NUMBER_BITS | i;
                long room = Room.of(random.nextInt(amounts), random.nextInt(amounts), random.nextInt(2));
                add(key, room);
            } else if (!model.isEmpty()) {
                Long any = model.ceilingKey((long) random.nextInt(scores) << NUMBER_BITS);
                long key = any == null ? model.firstKey() : any;
                order.remove(key, model.remove(key).leaf());
            }
            int memory = random.nextInt(amounts);
            agrees(Room.of(random.nextInt(amounts), memory, random.nextInt(3) / 2), random);
            assertThat(order.isEmpty()).isEqualTo(model.isEmpty());
            assertThat(order.first()).isEqualTo(model.isEmpty() ? PreferenceOrder.NONE : model.firstKey());
        }
    }

    private void agrees(long asked, SplittableRandom random) {
        long first = PreferenceOrder.NONE;
        for (var entry : model.entrySet()) {
            if (Room.suffices(entry.getValue().room(), asked)) {
                first = entry.getKey();
                break;
            }
        }
        // Neither where it may begin nor where it may end changes what is found in between.
        long from = first == PreferenceOrder.NONE || random.nextBoolean() ? 0 : random.nextLong(first + 1);
        long before = first == PreferenceOrder.NONE || random.nextBoolean() ? PreferenceOrder.NONE : first + 1;
        assertThat(order.find(asked, from, before)).isEqualTo(first);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void givesAllBetweenTwoKeys(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 1000; i++) {
            long key = (long) random.nextInt(5) << NUMBER_BITS | i;
            add(key, Room.of(i % 7, 0, 0));
        }
        long asked = Room.of(4, 0, 0);
        for (long from = 0; from < 6; from++) {
            List<Long> expected = model.subMap(from << NUMBER_BITS, from + 1 << NUMBER_BITS).entrySet().stream()
                    .filter(entry -> Room.suffices(entry.getValue().room(), asked))
                    .map(Map.Entry::getKey)
                    .toList();
            List<Long> given = new ArrayList<>();
            order.each(from << NUMBER_BITS, from + 1 << NUMBER_BITS, asked, given::add);
            assertThat(given).containsExactlyInAnyOrderElementsOf(expected);
        }
    }
}
