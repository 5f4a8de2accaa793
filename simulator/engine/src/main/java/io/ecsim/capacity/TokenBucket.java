// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.kernel.Time;

/** Tokens that come back at a rate, up to a number of them. Who finds none waits in line for the next. */
final class TokenBucket {
    private final long size;
    private final long interval;
    /** When the last token that was taken is there; the bucket is full long before the start. */
    private long last = Long.MIN_VALUE;

    /** @param perSecond above 0 */
    TokenBucket(int size, int perSecond) {
        this.interval = Time.SECOND / perSecond;
        this.size = size * interval;
    }

    /** Takes one. Returns the nanoseconds until it is there. */
    long take(long now) {
        last = Math.max(last, now - size) + interval;
        return Math.max(0, last - now);
    }

    /** Whether so many are there now. */
    boolean has(int tokens, long now) {
        return tokens == 0 || Math.max(last, now - size) + tokens * interval <= now;
    }
}
