// SPDX-License-Identifier: Apache-2.0
package io.ecsim.queue;

import io.ecsim.aws.Queue;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.queue.Message.State;
import io.ecsim.workload.Arrivals;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A standard queue of SQS and where each of its messages is. Those that can be received are received in the order in
 * which they became so; SQS promises none. Producers are asked what they have sent when somebody looks, so a backlog
 * costs no events.
 */
public final class MessageQueue {
    /** A message received so often or more does not count for the age of the oldest (SC-141). */
    private static final int RECEIVED_TOO_OFTEN = 3;

    private static final long ACTIVE = 6 * Time.HOUR;
    private static final int FEW = 64;

    private final Kernel kernel;
    private final Queue document;
    private final long delay;
    private final long retention;
    private final long visibilityTimeout;
    private final List<Arrivals> producers = new ArrayList<>();
    private final Deque<Message> delayed = new ArrayDeque<>();
    private final Deque<Message> visible = new ArrayDeque<>();
    /** All that are there, in the order in which they came. */
    private final Deque<Message> all = new ArrayDeque<>();

    private MessageQueue deadLetterQueue;
    private Runnable whenVisible = () -> {};

    private long sent;
    private long movedIn;
    private long received;
    private long deleted;
    private long deadLettered;
    private long expired;
    private long emptyReceives;
    private int delayedNow;
    private int visibleNow;
    private int inFlightNow;
    private long oldestMax;
    /** -1 for never. */
    private long accessedAt = -1;
    /** How many of {@link #all} are not there any more. */
    private int gone;

    MessageQueue(Queue document, Kernel kernel) {
        this.document = document;
        this.kernel = kernel;
        this.delay = document.delaySeconds() * Time.SECOND;
        this.retention = document.messageRetentionPeriod() * Time.SECOND;
        this.visibilityTimeout = document.visibilityTimeout() * Time.SECOND;
    }

    /**
     * Where every message that ever was in the queue is: {@code sent + movedIn = deleted + deadLettered + expired +
     * delayed + visible + inFlight}.
     *
     * @param movedIn from queues whose dead-letter queue this is
     * @param received times that a message was received
     * @param emptyReceives receives that found none
     */
    public record Books(
            long sent,
            long movedIn,
            long received,
            long emptyReceives,
            long deleted,
            long deadLettered,
            long expired,
            int delayed,
            int visible,
            int inFlight) {}

    public String name() {
        return document.queueName();
    }

    long visibilityTimeout() {
        return visibilityTimeout;
    }

    /** Nanoseconds that a receive waits for messages when it does not say. */
    long waitTime() {
        return document.receiveMessageWaitTimeSeconds() * Time.SECOND;
    }

    void setDeadLetterQueue(MessageQueue queue) {
        deadLetterQueue = queue;
    }

    /** @param action run when messages may have become visible by something that a consumer did */
    void whenVisible(Runnable action) {
        whenVisible = action;
    }

    void addProducer(Arrivals arrivals) {
        producers.add(arrivals);
    }

    /** Producers send more or less from now on, for some time. */
    void scaleProducers(double factor, long until) {
        producers.forEach(producer -> producer.scale(factor, kernel.now(), until));
    }

    /** Brings the queue to the present: what has been sent is there, what is too old is not. */
    void advance() {
        long now = kernel.now();
        for (Arrivals producer = earliest(); producer != null && producer.next() <= now; producer = earliest()) {
            send(producer.take());
        }
        while (!delayed.isEmpty() && delayed.peek().enteredAt + delay <= now) {
            Message message = delayed.remove();
            if (message.state == State.DELAYED) {
                delayedNow--;
                show(message);
            }
        }
        while (!all.isEmpty() && (all.peek().state == State.GONE || all.peek().expiresAt <= now)) {
            expire(all.peek());
            all.remove();
            gone--;
        }
        forget();
    }

    private Arrivals earliest() {
        Arrivals earliest = null;
        for (Arrivals producer : producers) {
            if (earliest == null || producer.next() < earliest.next()) {
                earliest = producer;
            }
        }
        return earliest;
    }

    private void send(long at) {
        Message message = new Message(at, at + retention, State.DELAYED);
        sent++;
        accessedAt = at;
        all.add(message);
        if (delay > 0) {
            delayed.add(message);
            delayedNow++;
        } else {
            show(message);
        }
    }

    private void show(Message message) {
        message.state = State.VISIBLE;
        visible.add(message);
        visibleNow++;
    }

    /** When the next message becomes visible by itself; {@link Long#MAX_VALUE} for never. */
    long nextVisible() {
        Arrivals producer = earliest();
        long arrival = producer == null ? Long.MAX_VALUE : producer.next();
        long sentNext = arrival == Long.MAX_VALUE ? arrival : arrival + delay;
        return delayed.isEmpty() ? sentNext : Math.min(delayed.peek().enteredAt + delay, sentNext);
    }

    boolean hasVisible() {
        return visibleNow > 0;
    }

    /**
     * Receives a message; null when none is visible. One that was received {@code maxReceiveCount} times before is moved
     * to the dead-letter queue instead.
     */
    Message receive() {
        advance();
        accessedAt = kernel.now();
        while (visibleNow > 0) {
            Message message = visible.remove();
            if (message.state != State.VISIBLE) {
                continue;
            }
            if (deadLetterQueue != null
                    && message.receives >= document.redrivePolicy().maxReceiveCount()) {
                deadLettered++;
                leave(message);
                deadLetterQueue.moveIn(message.expiresAt - retention);
                continue;
            }
            visibleNow--;
            inFlightNow++;
            received++;
            message.state = State.IN_FLIGHT;
            message.receives++;
            if (message.receives == RECEIVED_TOO_OFTEN) {
                oldestMax = Math.max(oldestMax, kernel.now() - message.enteredAt);
            }
            return message;
        }
        return null;
    }

    void receivedNothing(long times) {
        emptyReceives += times;
        accessedAt = kernel.now();
    }

    /** Deletes a message. With the receipt handle of an earlier receive nothing happens. */
    void delete(Message message, int receipt) {
        advance();
        accessedAt = kernel.now();
        if (message.state != State.GONE && message.receives == receipt) {
            deleted++;
            leave(message);
        }
    }

    /** The visibility timeout of a receive is over: the message can be received again, if it still is in flight. */
    void timeOut(Message message, int receipt) {
        advance();
        if (message.state == State.IN_FLIGHT && message.receives == receipt) {
            inFlightNow--;
            show(message);
            whenVisible.run();
        }
    }

    private void moveIn(long sentAt) {
        advance();
        movedIn++;
        accessedAt = kernel.now();
        Message message = new Message(kernel.now(), sentAt + retention, State.VISIBLE);
        all.add(message);
        show(message);
        // it was sent before those that came before it: its time may be over first
        kernel.at(Math.max(kernel.now(), message.expiresAt), () -> expire(message));
        whenVisible.run();
    }

    private void expire(Message message) {
        if (message.state != State.GONE) {
            expired++;
            leave(message);
        }
    }

    private void leave(Message message) {
        if (message.receives < RECEIVED_TOO_OFTEN) {
            oldestMax = Math.max(oldestMax, kernel.now() - message.enteredAt);
        }
        switch (message.state) {
            case DELAYED -> delayedNow--;
            case VISIBLE -> visibleNow--;
            case IN_FLIGHT -> inFlightNow--;
            case GONE -> throw new IllegalStateException(name() + ": a message is gone twice");
        }
        message.state = State.GONE;
        gone++;
    }

    /** One that stays keeps those behind it from being forgotten in turn. */
    private void forget() {
        if (gone > FEW + all.size() / 2) {
            all.removeIf(message -> message.state == State.GONE);
            gone = 0;
        }
    }

    /** Nanoseconds since the oldest message came that is still there and was not received too often; 0 without one. */
    public long ageOfOldest() {
        for (Message message : all) {
            if (message.state != State.GONE && message.receives < RECEIVED_TOO_OFTEN) {
                return kernel.now() - message.enteredAt;
            }
        }
        return 0;
    }

    /** The longest that it was, in nanoseconds. */
    public long oldestMax() {
        return Math.max(oldestMax, ageOfOldest());
    }

    /** Whether it holds a message or was accessed within six hours: then it has metrics (SC-140). */
    public boolean isActive() {
        boolean holds = delayedNow + visibleNow + inFlightNow > 0;
        return holds || accessedAt >= 0 && kernel.now() - accessedAt <= ACTIVE;
    }

    public Books books() {
        return new Books(
                sent,
                movedIn,
                received,
                emptyReceives,
                deleted,
                deadLettered,
                expired,
                delayedNow,
                visibleNow,
                inFlightNow);
    }

    /** The books as a count of all messages tells them, in the order delayed, visible, in flight. */
    public int[] recount() {
        int[] counts = new int[State.values().length];
        all.forEach(message -> counts[message.state.ordinal()]++);
        return new int[] {counts[0], counts[1], counts[2]};
    }
}
