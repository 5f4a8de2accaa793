// SPDX-License-Identifier: Apache-2.0
package io.ecsim.kernel;

/** Something that is to happen at a point of simulated time; it is pending until it runs or is cancelled. */
public final class Event {

    static final int NOT_PENDING = -1;

    private final EventQueue queue;
    private final long time;
    private final Runnable action;

    /** Order of creation, which decides between events of the same time. */
    final long sequence;

    /** Index in the queue's heap, kept by the queue, so that cancelling needs no search. */
    int position = NOT_PENDING;

    Event(EventQueue queue, long time, long sequence, Runnable action) {
        this.queue = queue;
        this.time = time;
        this.sequence = sequence;
        this.action = action;
    }

    /** When it happens, in nanoseconds since the scenario's start. */
    public long time() {
        return time;
    }

    /** Takes the event out of the queue. Returns whether it was still pending; otherwise nothing changes. */
    public boolean cancel() {
        return queue.remove(this);
    }

    /** Whether it is still to happen. An event is no longer pending while it runs. */
    public boolean isPending() {
        return position != NOT_PENDING;
    }

    void run() {
        action.run();
    }
}
