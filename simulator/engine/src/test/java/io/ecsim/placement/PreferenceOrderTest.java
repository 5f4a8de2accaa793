// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against a sorted map that is looked through from the beginning. */
class PreferenceOrderTest {
    private static final int NUMBER_BITS = 20;

    private final PreferenceOrder order = new PreferenceOrder();
    private final TreeMap<Long, PreferenceOrder.Entry> model = new TreeMap<>();

    private void add(long key, long room) {
        var entry = new PreferenceOrder.Entry();
        entry.key = key;
        entry.room = room;
        order.add(entry);
        model.put(key, entry);
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
                order.remove(model.get(key));
                assertThat(model.remove(key).isListed()).isFalse();
            }
            agrees(Room.of(random.nextInt(amounts), random.nextInt(amounts), random.nextInt(3) / 2));
            assertThat(order.isEmpty()).isEqualTo(model.isEmpty());
        }
    }

    private void agrees(long asked) {
        PreferenceOrder.Entry first = null;
        for (PreferenceOrder.Entry entry : model.values()) {
            if (Room.suffices(entry.room, asked)) {
                first = entry;
                break;
            }
        }
        assertThat(order.find(asked)).isSameAs(first);
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
        for (long from = -1; from < 6; from++) {
            List<PreferenceOrder.Entry> expected =
                    model.subMap(from << NUMBER_BITS, from + 1 << NUMBER_BITS).values().stream()
                            .filter(entry -> Room.suffices(entry.room, asked))
                            .toList();
            List<PreferenceOrder.Entry> given = new ArrayList<>();
            order.each(from << NUMBER_BITS, from + 1 << NUMBER_BITS, asked, given::add);
            assertThat(given).containsExactlyInAnyOrderElementsOf(expected);
        }
    }
}
