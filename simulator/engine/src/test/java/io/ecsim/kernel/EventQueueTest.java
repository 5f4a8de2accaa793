// SPDX-License-Identifier: Apache-2.0
package io.ecsim.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
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
        // Few different spans give many ties, many give few; shares of adding below one half keep the queue short.
        int spanBits = random.nextInt(0, 63);
        double adding = random.nextDouble(0.2, 0.9);
        double cancelling = random.nextDouble(1 - adding);
        double refusing = random.nextDouble(0.5);
        var queue = new EventQueue();
        List<Event> everAdded = new ArrayList<>();
        Map<Event, Integer> order = new IdentityHashMap<>();
        var model =
                new PriorityQueue<Event>(Comparator.comparingLong(Event::time).thenComparing(order::get));
        long now = random.nextBoolean() ? 0 : random.nextLong();

        for (int i = 0; i < operations; i++) {
            double operation = random.nextDouble();
            if (operation < adding) {
                Event event = queue.add(later(now, spanBits, random), NOTHING);
                order.put(event, i);
                model.add(event);
                everAdded.add(event);
            } else if (operation < adding + cancelling && !everAdded.isEmpty()) {
                Event event = everAdded.get(random.nextInt(everAdded.size()));
                assertThat(event.cancel()).isEqualTo(model.remove(event));
            } else if (random.nextDouble() < refusing) {
                now = later(now, spanBits, random);
                boolean due = !model.isEmpty() && model.peek().time() <= now;
                Event taken = due ? model.poll() : null;
                assertThat(queue.poll(now)).isSameAs(taken);
                now = due ? taken.time() : now;
            } else {
                Event taken = model.poll();
                assertThat(queue.poll()).isSameAs(taken);
                now = taken == null ? now : taken.time();
            }
            assertThat(queue.size()).isEqualTo(model.size());
        }
        assertThat(everAdded).allSatisfy(event -> assertThat(event.isPending()).isEqualTo(model.contains(event)));
        assertThatItDrainsAs(queue, model, now);
    }

    private static void assertThatItDrainsAs(EventQueue queue, PriorityQueue<Event> model, long now) {
        while (!model.isEmpty()) {
            long earliest = model.peek().time();
            if (earliest > now) {
                assertThat(queue.poll(earliest - 1)).isNull();
            }
            assertThat(queue.poll(earliest)).isSameAs(model.poll());
        }
        assertThat(queue.poll()).isNull();
    }

    /** The present, a time up to a span later, one up to any span later, or now and then the largest time of all. */
    private static long later(long now, int spanBits, SplittableRandom random) {
        int kind = random.nextInt(40);
        long delay = random.nextLong(1L << (kind < 36 ? spanBits : random.nextInt(0, 63)));
        return kind == 0 || delay > Long.MAX_VALUE - Math.max(0, now) ? Long.MAX_VALUE : kind == 1 ? now : now + delay;
    }

    @Test
    void cancellingOneOfManyLeavesTheOthersInOrder() {
        var queue = new EventQueue();
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

    @Test
    void eventsMayBeAddedBetweenALimitAskedForInVainAndThoseThatArePending() {
        var queue = new EventQueue();
        List<Event> pending = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            pending.add(queue.add(1_000_000, NOTHING));
        }

        assertThat(queue.poll(999_999)).isNull();
        Event between = queue.add(999_999, NOTHING);
        Event tie = queue.add(1_000_000, NOTHING);

        assertThat(queue.poll()).isSameAs(between);
        pending.forEach(event -> assertThat(queue.poll()).isSameAs(event));
        assertThat(queue.poll()).isSameAs(tie);
    }

    @Test
    void aTimeBeforeOneThatWasTakenIsRefusedOnceTheQueueHasNoPlaceForIt() {
        var queue = new EventQueue();
        for (int i = 0; i < 100; i++) {
            queue.add(1_000_000, NOTHING);
        }
        queue.poll();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> queue.add(999_999, NOTHING))
                .withMessageContaining("999999");
        assertThat(queue.size()).isEqualTo(99);
    }

    @Test
    void anEmptyQueueAskedForAnythingStaysOpenForAnyTime() {
        var queue = new EventQueue();
        assertThat(queue.poll()).isNull();
        Event cancelled = queue.add(Long.MAX_VALUE, NOTHING);
        cancelled.cancel();
        assertThat(queue.poll()).isNull();

        Event first = queue.add(0, NOTHING);

        assertThat(queue.poll(-1)).isNull();
        assertThat(queue.poll(0)).isSameAs(first);
    }
}
