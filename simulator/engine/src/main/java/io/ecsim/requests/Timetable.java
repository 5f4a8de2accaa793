// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import java.util.Arrays;

/**
 * When each of a number of things happens next, or any other numbers of which the least is wanted: a tournament, in which
 * a change costs a match with each neighbour up to the root (D. E. Knuth, "The Art of Computer Programming", vol. 3, 5.4.1).
 * Of equals the lowest index wins.
 */
final class Timetable {
    private int capacity = 1;
    private long[] times = {Long.MAX_VALUE};
    /** The winner of each match; the children of match i are 2i and 2i + 1, the leaves are no matches. */
    private int[] winners = {0, 0};

    private int size;

    /** Adds an entry that does not happen yet, and returns its index. */
    int add() {
        if (size == capacity) {
            grow();
        }
        return size++;
    }

    private void grow() {
        times = Arrays.copyOf(times, 2 * capacity);
        Arrays.fill(times, capacity, 2 * capacity, Long.MAX_VALUE);
        capacity *= 2;
        winners = new int[2 * capacity];
        for (int leaf = 0; leaf < capacity; leaf++) {
            winners[capacity + leaf] = leaf;
        }
        for (int match = capacity - 1; match > 0; match--) {
            play(match);
        }
    }

    private int play(int match) {
        int left = winners[2 * match];
        int right = winners[2 * match + 1];
        return winners[match] = times[right] < times[left] ? right : left;
    }

    void set(int index, long time) {
        if (times[index] == time) {
            return;
        }
        times[index] = time;
        for (int match = (capacity + index) >> 1; match > 0; match >>= 1) {
            int before = winners[match];
            if (play(match) == before && before != index) {
                return; // beaten, as before: nobody above has noticed
            }
        }
    }

    long get(int index) {
        return times[index];
    }

    /** The index that has the least. */
    int next() {
        return winners[1];
    }

    /** The least; {@link Long#MAX_VALUE} when there is none. */
    long time() {
        return times[winners[1]];
    }
}
