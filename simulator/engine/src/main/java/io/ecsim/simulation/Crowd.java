// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many tasks each place has, how many the fullest one, and how many places have any; each change in O(1). */
final class Crowd {
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    /** How many places have so many tasks. */
    private int[] placesWith = new int[16];

    private int most;
    private int used;

    void add(String place, int by) {
        int count = counts.merge(place, by, Integer::sum);
        move(count - by, count);
        if (count == 0) {
            counts.remove(place);
        }
    }

    private void move(int from, int to) {
        if (to >= placesWith.length) {
            placesWith = Arrays.copyOf(placesWith, 2 * to);
        }
        placesWith[from] -= from == 0 ? 0 : 1;
        placesWith[to] += to == 0 ? 0 : 1;
        used += (to == 0 ? 0 : 1) - (from == 0 ? 0 : 1);
        most = Math.max(most, to);
        while (most > 0 && placesWith[most] == 0) {
            most--;
        }
    }

    /** Tasks in the fullest place; 0 when there are none. */
    int most() {
        return most;
    }

    /** Places with a task at least. */
    int used() {
        return used;
    }
}
