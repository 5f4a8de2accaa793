// SPDX-License-Identifier: Apache-2.0
package io.ecsim.kernel;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;

/**
 * A simulated clock and the events that move it. Events run in order of time, and at the same time in the order in
 * which they were scheduled. One thread only.
 *
 * <p>An <em>instant</em> is everything that happens at one value of the clock. Work that must see an instant as a
 * whole, such as solving loads after five tasks have stopped, is registered for its end. The rule is: <b>end-of-instant
 * work runs only while no event of the instant is pending, and the clock moves on only while no such work is left.</b>
 * So if a piece of work schedules events at the same instant, these run first, then the rest of the work, oldest first,
 * until the instant is quiet. Work that keeps registering itself keeps the clock from moving for ever.
 *
 * <p>What an event throws passes through {@link #step()}; the event has then run and the kernel remains usable.
 */
public final class Kernel {

    private final EventQueue queue = new EventQueue();
    private final Queue<Runnable> endOfInstant = new ArrayDeque<>();
    private long now;
    private long events;

    /** The simulated time in nanoseconds since the scenario's start, where it is 0. */
    public long now() {
        return now;
    }

    /**
     * Schedules an action for a point of time. The present is allowed: the action then runs later in this instant.
     *
     * @throws IllegalArgumentException if the time lies in the past
     */
    public Event at(long time, Runnable action) {
        refuseThePast(time);
        return queue.add(time, action);
    }

    /**
     * Schedules an action for a time span from now, in nanoseconds.
     *
     * @throws IllegalArgumentException if the delay is negative or ends beyond the largest time
     */
    public Event after(long delay, Runnable action) {
        if (delay > Long.MAX_VALUE - now) {
            throw new IllegalArgumentException("A delay of " + delay + " ns from " + now + " ns ends beyond time");
        }
        return at(now + delay, action);
    }

    /** Registers work that runs once, when the last event of the current instant has run; it is no event itself. */
    public void atEndOfInstant(Runnable action) {
        endOfInstant.add(Objects.requireNonNull(action, "action"));
    }

    /**
     * Does the next thing: a piece of end-of-instant work if the instant has no event left, otherwise the next event.
     *
     * @return false if there was nothing to do
     */
    public boolean step() {
        Event next = queue.poll(now);
        if (next == null && !endOfInstant.isEmpty()) {
            endOfInstant.remove().run();
            return true;
        }
        if (next == null) {
            next = queue.poll();
        }
        return next != null && happen(next);
    }

    /**
     * Steps until everything up to and including a point of time is done, end-of-instant work too; afterwards that
     * point is the present.
     *
     * @throws IllegalArgumentException if the time lies in the past
     */
    public void runUntil(long time) {
        refuseThePast(time);
        while (stepUntil(time)) {
            // Everything happens in the condition.
        }
    }

    /**
     * Does the next thing if it is due by a point of time; otherwise that point becomes the present.
     *
     * @return whether there was something to do
     */
    public boolean stepUntil(long time) {
        if (!endOfInstant.isEmpty()) {
            return step();
        }
        Event next = queue.poll(time);
        if (next == null) {
            now = time;
            return false;
        }
        return happen(next);
    }

    /** How many events have run, without end-of-instant work. */
    public long events() {
        return events;
    }

    /** How many events are pending, without end-of-instant work. */
    public int pending() {
        return queue.size();
    }

    /** The only place where an event moves the clock: clock first, then the event. Always true: it was something. */
    private boolean happen(Event event) {
        now = event.time();
        events++;
        event.run();
        return true;
    }

    private void refuseThePast(long time) {
        if (time < now) {
            throw new IllegalArgumentException("Time " + time + " ns lies in the past: it is " + now + " ns");
        }
    }
}
