// SPDX-License-Identifier: Apache-2.0
package io.ecsim.queue;

import io.ecsim.kernel.Event;
import io.ecsim.kernel.Kernel;
import java.util.LinkedHashSet;
import java.util.Set;

/** Who waits for messages of a queue. The one that has waited longest is served first. */
final class LongPolls {
    private final Kernel kernel;
    private final MessageQueue queue;
    private final Set<Worker> waiting = new LinkedHashSet<>();
    private Event next;

    LongPolls(Kernel kernel, MessageQueue queue) {
        this.kernel = kernel;
        this.queue = queue;
        queue.whenVisible(this::serve);
    }

    void add(Worker worker) {
        waiting.add(worker);
        lookAhead();
    }

    void remove(Worker worker) {
        waiting.remove(worker);
    }

    /** Brings the queue to the present, and the receives that wait for its messages. */
    void advance() {
        queue.advance();
        serve();
        waiting.forEach(Worker::settle);
    }

    /** The producers have changed: the next message may come at another time. */
    void lookAgain() {
        if (next != null) {
            next.cancel();
            next = null;
        }
        if (!waiting.isEmpty()) {
            lookAhead();
        }
    }

    private void serve() {
        while (!waiting.isEmpty() && queue.hasVisible()) {
            waiting.iterator().next().look();
        }
    }

    private void lookAhead() {
        long at = next == null ? queue.nextVisible() : Long.MAX_VALUE;
        if (at < Long.MAX_VALUE) {
            next = kernel.at(Math.max(kernel.now(), at), this::arrived);
        }
    }

    private void arrived() {
        next = null;
        queue.advance();
        serve();
        if (!waiting.isEmpty()) {
            lookAhead();
        }
    }
}
