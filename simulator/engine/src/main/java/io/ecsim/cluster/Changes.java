// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

/**
 * Which instances changed, one entry per change in order: the feed from which an index keeps up. The newest
 * {@value #KEPT} are kept; who has read fewer looks at all instances again.
 */
public final class Changes {
    /** A power of two. */
    private static final int KEPT = 1 << 14;

    private final int[] numbers = new int[KEPT];
    private long end;

    /** @param number of the instance that registered, changed or left */
    public void add(int number) {
        numbers[(int) end++ & (KEPT - 1)] = number;
    }

    /** How many there were so far. */
    public long end() {
        return end;
    }

    /** Whether all changes from a position on are still there. */
    public boolean reachBackTo(long position) {
        return end - position <= KEPT;
    }

    /** The number of the instance that changed at a position from {@link #reachBackTo} to {@link #end}, exclusive. */
    public int at(long position) {
        return numbers[(int) position & (KEPT - 1)];
    }
}
