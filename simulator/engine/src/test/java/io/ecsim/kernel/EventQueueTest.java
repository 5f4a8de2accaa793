// SPDX-License-Identifier: Apache-2.0
package io.ecsim.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventQueueTest {

    private static final Runnable NOTHING = () -> {};

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("ecsim.tries", 200));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void itDoesWhatAPriorityQueueDoesOnAnyScheduleWithCancellations(long seed) {
        var random = new SplittableRandom(seed);
        int operations = random.nextInt(1, 2_000);
        // Few different times give many ties, many give few; shares of adding below one half keep the queue short.
        long times = 1L << random.nextInt(1, 40);
        double adding = random.nextDouble(0.2, 0.9);
        double cancelling = random.nextDouble(1 - adding);
        var queue = new EventQueue();
        var model =
                new PriorityQueue<Event>(Comparator.comparingLong(Event::time).thenComparing(e -> e.sequence));
        List<Event> everAdded = new ArrayList<>();

        for (int i = 0; i < operations; i++) {
            double operation = random.nextDouble();
            if (operation < adding) {
                Event event = queue.add(random.nextLong(times), NOTHING);
                model.add(event);
                everAdded.add(event);
            } else if (operation < adding + cancelling && !everAdded.isEmpty()) {
                Event event = everAdded.get(random.nextInt(everAdded.size()));
                assertThat(event.cancel()).isEqualTo(model.remove(event));
            } else {
                assertThat(queue.poll()).isSameAs(model.poll());
            }
            assertThat(queue.peek()).isSameAs(model.peek());
            assertThat(queue.size()).isEqualTo(model.size());
        }
        assertThat(everAdded).allSatisfy(event -> assertThat(event.isPending()).isEqualTo(model.contains(event)));
        while (!model.isEmpty()) {
            assertThat(queue.poll()).isSameAs(model.poll());
        }
        assertThat(queue.poll()).isNull();
    }

    @Test
    void theReplacementOfACancelledEventMayHaveToMoveUp() {
        var queue = new EventQueue();
        // Node 1 and its children 5 to 8 are late, node 2 and its child 9 are early: 9 replaces 5, above its parent.
        long[] times = {0, 100, 10, 20, 30, 101, 102, 103, 104, 11};
        List<Event> added = new ArrayList<>();
        for (long time : times) {
            added.add(queue.add(time, NOTHING));
        }

        added.get(5).cancel();

        List<Long> order = new ArrayList<>();
        while (queue.size() > 0) {
            order.add(queue.poll().time());
        }
        assertThat(order).containsExactly(0L, 10L, 11L, 20L, 30L, 100L, 102L, 103L, 104L);
    }

    @Test
    void eventsOfOneTimeKeepTheirOrderAmongThousands() {
        var queue = new EventQueue();
        List<Event> added = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            added.add(queue.add(7, NOTHING));
        }

        List<Event> polled = new ArrayList<>();
        while (queue.size() > 0) {
            polled.add(queue.poll());
        }

        assertThat(polled).containsExactlyElementsOf(added);
    }

    @Test
    void theExtremesOfTimeAreOrdinaryTimes() {
        var queue = new EventQueue();
        Event last = queue.add(Long.MAX_VALUE, NOTHING);
        Event first = queue.add(Long.MIN_VALUE, NOTHING);

        assertThat(queue.poll()).isSameAs(first);
        assertThat(queue.poll()).isSameAs(last);
    }
}
