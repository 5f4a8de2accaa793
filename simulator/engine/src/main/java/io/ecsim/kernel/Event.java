// SPDX-License-Identifier: Apache-2.0
package io.ecsim.kernel;

/** Something that is to happen at a point of simulated time; it is pending until it runs or is cancelled. */
public final class Event {

    private final EventQueue queue;
    private final long time;
    private final Runnable action;

    /** The neighbours in the ring of events in one bucket of the queue, itself if it is alone; null if not pending. */
    Event next;

    Event previous;

    /** The bucket, kept by the queue, so that cancelling needs no search. */
    int bucket;

    Event(EventQueue queue, long time, Runnable action) {
        this.queue = queue;
        this.time = time;
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
        return next != null;
    }

    void run() {
        action.run();
    }
}
