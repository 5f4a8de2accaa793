// SPDX-License-Identifier: Apache-2.0
package io.ecsim.kernel;

import java.util.Objects;

/**
 * Pending events, earliest first; events of the same time in the order in which they were added. Times are nanoseconds
 * since the scenario's start; any {@code long} is one.
 *
 * <p>A radix heap (R. K. Ahuja, K. Mehlhorn, J. B. Orlin and R. E. Tarjan, "Faster Algorithms for the Shortest Path
 * Problem", JACM 37 (2), 1990), which is fast because time never goes backwards: no event may be added before one that
 * was taken. A time is a number of eleven digits to the base 64. The {@code base} is a time that no pending event
 * precedes. An event lies in the bucket of the highest digit, its level, in which its time differs from the base, and
 * of that digit's value. So each level's events come before those of the levels above, and each bucket's before those
 * of the buckets after it. When the first bucket holds more than a few events, the start of that bucket becomes the base
 * and its events sink to lower levels. An event sinks at most ten times; adding costs O(1), cancelling too.
 *
 * <p>Which bucket an event lies in follows from its time and the base alone. So events of one time always share a
 * bucket; a bucket is only ever appended to, and what sinks is appended in turn: they stay in the order of addition. The
 * buckets are rings through the events themselves, so an event is the only thing that is allocated.
 */
public final class EventQueue {

    private static final int DIGIT_BITS = 6;
    private static final int RADIX = 1 << DIGIT_BITS;
    private static final int LEVELS = (Long.SIZE + DIGIT_BITS - 1) / DIGIT_BITS;

    /** A bucket of so many events is searched as it is: letting them sink would cost more. */
    private static final int FEW = 8;

    /** The first event of each bucket, level by level, or null. */
    private final Event[] buckets = new Event[LEVELS * RADIX];

    /** For each level a bit for each bucket that is not empty; and for all of them a bit for each such level. */
    private final long[] occupiedBuckets = new long[LEVELS];

    private int occupiedLevels;

    /** A {@linkplain #key key}, at most that of any pending event, of the last one taken or of a limit asked for. */
    private long base;

    private int size;

    /**
     * Adds an event.
     *
     * @param time at least that of the last event taken and any limit that gave no event
     * @throws IllegalArgumentException if the time lies before the base, so that the queue has no bucket for it
     */
    public Event add(long time, Runnable action) {
        if (Long.compareUnsigned(key(time), base) < 0) {
            throw new IllegalArgumentException("Time " + time + " ns lies before an event that was already taken");
        }
        var event = new Event(this, time, Objects.requireNonNull(action, "action"));
        append(event);
        size++;
        return event;
    }

    /** Takes out the earliest event, or returns null if there is none. */
    public Event poll() {
        return poll(Long.MAX_VALUE);
    }

    /**
     * Takes out the earliest event if its time is at most a limit, otherwise returns null. The base never passes the
     * limit, so whoever asked in vain may still add events from the limit on: looking further ahead would forbid it.
     */
    public Event poll(long limit) {
        while (occupiedLevels != 0) {
            int level = Integer.numberOfTrailingZeros(occupiedLevels);
            int bucket = level * RADIX + Long.numberOfTrailingZeros(occupiedBuckets[level]);
            Event earliest = level == 0 ? buckets[bucket] : earliestOfFew(buckets[bucket]);
            if (earliest != null) {
                if (earliest.time() > limit) {
                    return null;
                }
                remove(earliest);
                return earliest;
            }
            long start = start(level, bucket);
            if (Long.compareUnsigned(start, key(limit)) > 0) {
                return null;
            }
            base = start;
            sink(bucket);
        }
        return null;
    }

    public int size() {
        return size;
    }

    /** Takes out an event of this queue; false if it is no longer in it. */
    boolean remove(Event event) {
        Event next = event.next;
        if (next == null) {
            return false;
        }
        if (next == event) {
            clear(event.bucket);
        } else {
            next.previous = event.previous;
            event.previous.next = next;
            if (buckets[event.bucket] == event) {
                buckets[event.bucket] = next;
            }
        }
        event.next = null;
        event.previous = null;
        size--;
        return true;
    }

    /** The first of the earliest events of a bucket, or null if it has more than a few. */
    private static Event earliestOfFew(Event head) {
        Event earliest = head;
        int count = 1;
        for (Event event = head.next; event != head; event = event.next) {
            if (++count > FEW) {
                return null;
            }
            if (event.time() < earliest.time()) {
                earliest = event;
            }
        }
        return earliest;
    }

    /** The lowest key that belongs into a bucket: the base above the level, the bucket's digit, then zeros. */
    private long start(int level, int bucket) {
        int shift = level * DIGIT_BITS;
        // Two shifts, for at the highest level they are 66 bits, which a single one would take for 2.
        long above = base >>> shift >>> DIGIT_BITS << DIGIT_BITS;
        return (above | bucket % RADIX) << shift;
    }

    /** Moves all events of a bucket, in their order, to where they belong since the base has changed. */
    private void sink(int bucket) {
        Event event = buckets[bucket];
        clear(bucket);
        event.previous.next = null;
        while (event != null) {
            Event next = event.next;
            append(event);
            event = next;
        }
    }

    private void append(Event event) {
        long key = key(event.time());
        int level = (Long.SIZE - 1 - Long.numberOfLeadingZeros(key ^ base | 1)) / DIGIT_BITS;
        int digit = (int) (key >>> level * DIGIT_BITS) & RADIX - 1;
        int bucket = level * RADIX + digit;
        event.bucket = bucket;
        Event head = buckets[bucket];
        if (head == null) {
            buckets[bucket] = event;
            event.next = event;
            event.previous = event;
            occupiedBuckets[level] |= 1L << digit;
            occupiedLevels |= 1 << level;
        } else {
            event.next = head;
            event.previous = head.previous;
            head.previous.next = event;
            head.previous = event;
        }
    }

    private void clear(int bucket) {
        int level = bucket / RADIX;
        buckets[bucket] = null;
        occupiedBuckets[level] &= ~(1L << bucket % RADIX);
        if (occupiedBuckets[level] == 0) {
            occupiedLevels &= ~(1 << level);
        }
    }

    /** A time as an unsigned number in the same order, so that its digits have an order too. */
    private static long key(long time) {
        return time ^ Long.MIN_VALUE;
    }
}
