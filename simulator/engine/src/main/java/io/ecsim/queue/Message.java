// SPDX-License-Identifier: Apache-2.0
package io.ecsim.queue;

/** One message in one queue. */
final class Message {
    enum State {
        DELAYED,
        VISIBLE,
        IN_FLIGHT,
        /** Deleted, expired, or moved to a dead-letter queue. */
        GONE
    }

    /** When it came into its queue, in nanoseconds. */
    final long enteredAt;
    /** When the retention period of its queue is over, which counts from when it was sent. */
    final long expiresAt;

    State state;
    /** How often it was received. The number of a receive is its receipt handle. */
    int receives;

    Message(long enteredAt, long expiresAt, State state) {
        this.enteredAt = enteredAt;
        this.expiresAt = expiresAt;
        this.state = state;
    }
}
