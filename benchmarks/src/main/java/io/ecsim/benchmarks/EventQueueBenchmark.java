// SPDX-License-Identifier: Apache-2.0
package io.ecsim.benchmarks;

import io.ecsim.kernel.Distribution;
import io.ecsim.kernel.Event;
import io.ecsim.kernel.EventQueue;
import io.ecsim.kernel.RandomStream;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The hold model: take the earliest event and add one a random while later, with a constant number of events pending
 * (D. W. Jones, "An Empirical Comparison of Priority-Queue and Event-Set Implementations", CACM 29 (4), 1986). The
 * peer is the JDK's queue of the same events in the same order.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EventQueueBenchmark {

    private static final Runnable NOTHING = () -> {};
    private static final int INCREMENTS = 1 << 16;

    /** How far ahead an event is added. */
    public enum Law {
        /** A second on average, hardly ever a tie. */
        EXPONENTIAL {
            @Override
            long draw(RandomStream random) {
                return Time.ofSeconds(new Distribution.Exponential(1).sample(random));
            }
        },
        /** 10 s to 60 s in steps of 10 s, as timers have it: nearly all events tie with others. */
        PERIODIC {
            @Override
            long draw(RandomStream random) {
                return 10 * Time.SECOND * (1 + random.nextInt(6));
            }
        };

        abstract long draw(RandomStream random);
    }

    @Param({"100", "10000", "1000000"})
    int pending;

    @Param({"EXPONENTIAL", "PERIODIC"})
    Law law;

    private final long[] increments = new long[INCREMENTS];
    private int nextIncrement;

    private final EventQueue eventQueue = new EventQueue();
    private final PriorityQueue<Entry> priorityQueue = new PriorityQueue<>();
    private long nextSequence;

    /** What a queue of the JDK keeps of an event. */
    record Entry(long time, long sequence, Runnable action) implements Comparable<Entry> {

        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    @Setup
    public void fill() {
        var random = new RandomStreams(1986).stream("increments");
        for (int i = 0; i < INCREMENTS; i++) {
            increments[i] = law.draw(random);
        }
        for (int i = 0; i < pending; i++) {
            long time = law.draw(random);
            eventQueue.add(time, NOTHING);
            priorityQueue.add(new Entry(time, nextSequence++, NOTHING));
        }
    }

    @Benchmark
    public Event eventQueue() {
        return eventQueue.add(eventQueue.poll().time() + increment(), NOTHING);
    }

    @Benchmark
    public Object priorityQueue() {
        var entry = new Entry(priorityQueue.poll().time() + increment(), nextSequence++, NOTHING);
        priorityQueue.add(entry);
        return entry;
    }

    private long increment() {
        return increments[nextIncrement++ & (INCREMENTS - 1)];
    }
}
