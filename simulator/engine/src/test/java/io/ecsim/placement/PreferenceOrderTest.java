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
    private final PreferenceOrder order = new PreferenceOrder();
    private final TreeMap<Key, Long> model = new TreeMap<>();

    private record Key(long high, long low) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return high == other.high ? Long.compare(low, other.low) : Long.compare(high, other.high);
        }
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
                Key key = new Key(random.nextInt(scores), i);
                long room = Room.of(random.nextInt(amounts), random.nextInt(amounts), random.nextInt(2));
                order.add(key.high(), key.low(), room);
                model.put(key, room);
            } else if (!model.isEmpty()) {
                Key from = new Key(random.nextInt(scores), random.nextInt(i));
                Key key = model.ceilingKey(from) == null ? model.firstKey() : model.ceilingKey(from);
                order.remove(key.high(), key.low());
                model.remove(key);
            }
            agrees(Room.of(random.nextInt(amounts), random.nextInt(amounts), random.nextInt(3) / 2));
            assertThat(order.isEmpty()).isEqualTo(model.isEmpty());
        }
    }

    private void agrees(long asked) {
        Key first = null;
        for (Map.Entry<Key, Long> entry : model.entrySet()) {
            if (Room.suffices(entry.getValue(), asked)) {
                first = entry.getKey();
                break;
            }
        }
        assertThat(order.find(asked)).isEqualTo(first != null);
        if (first != null) {
            assertThat(new Key(order.foundHigh(), order.foundLow())).isEqualTo(first);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void givesAllOfAScore(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 1000; i++) {
            Key key = new Key(random.nextInt(5), i);
            order.add(key.high(), key.low(), Room.of(i % 7, 0, 0));
            model.put(key, Room.of(i % 7, 0, 0));
        }
        long asked = Room.of(4, 0, 0);
        for (int high = -1; high < 6; high++) {
            List<Long> expected = new ArrayList<>();
            for (Map.Entry<Key, Long> entry : model.entrySet()) {
                if (entry.getKey().high() == high && Room.suffices(entry.getValue(), asked)) {
                    expected.add(entry.getKey().low());
                }
            }
            List<Long> given = new ArrayList<>();
            order.each(high, asked, given::add);
            assertThat(given).isEqualTo(expected);
        }
    }
}
