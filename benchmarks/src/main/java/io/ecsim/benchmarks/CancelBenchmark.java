// SPDX-License-Identifier: Apache-2.0
package io.ecsim.benchmarks;

import io.ecsim.benchmarks.EventQueueBenchmark.Entry;
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
 * Timeouts, which hardly ever happen: half of all pending events are set an hour ahead and cancelled long before. One
 * operation takes two of the other events, each replaced by one a random while later, and cancels one timeout chosen
 * at random, replaced by a new one; so the number pending is constant. The peer is the JDK's queue, which finds what it
 * is to remove by a search.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CancelBenchmark {

    private static final Runnable NOTHING = () -> {};

    @Param({"100", "100000"})
    int pending;

    private final RandomStream random = new RandomStreams(1986).stream("cancel");

    private final EventQueue eventQueue = new EventQueue();
    private Event[] timeouts;

    private final PriorityQueue<Entry> priorityQueue = new PriorityQueue<>();
    private Entry[] peerTimeouts;
    private long nextSequence;

    @Setup
    public void fill() {
        timeouts = new Event[pending / 2];
        peerTimeouts = new Entry[pending / 2];
        for (int i = 0; i < pending / 2; i++) {
            eventQueue.add(aWhile(), NOTHING);
            addToPeer(aWhile());
            timeouts[i] = eventQueue.add(Time.HOUR + aWhile(), NOTHING);
            peerTimeouts[i] = addToPeer(Time.HOUR + aWhile());
        }
    }

    @Benchmark
    public boolean eventQueue() {
        eventQueue.add(eventQueue.poll().time() + aWhile(), NOTHING);
        long now = eventQueue.poll().time();
        eventQueue.add(now + aWhile(), NOTHING);
        int chosen = random.nextInt(timeouts.length);
        boolean cancelled = timeouts[chosen].cancel();
        timeouts[chosen] = eventQueue.add(now + Time.HOUR, NOTHING);
        return cancelled;
    }

    @Benchmark
    public boolean priorityQueue() {
        addToPeer(priorityQueue.poll().time() + aWhile());
        long now = priorityQueue.poll().time();
        addToPeer(now + aWhile());
        int chosen = random.nextInt(peerTimeouts.length);
        boolean cancelled = priorityQueue.remove(peerTimeouts[chosen]);
        peerTimeouts[chosen] = addToPeer(now + Time.HOUR);
        return cancelled;
    }

    private Entry addToPeer(long time) {
        var entry = new Entry(time, nextSequence++, NOTHING);
        priorityQueue.add(entry);
        return entry;
    }

    /** Up to two seconds, a second on average. */
    private long aWhile() {
        return random.nextInt((int) (2 * Time.SECOND));
    }
}
