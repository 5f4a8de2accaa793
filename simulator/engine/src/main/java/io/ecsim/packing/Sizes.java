// SPDX-License-Identifier: Apache-2.0
package io.ecsim.packing;

import java.util.Arrays;

/**
 * A set of sizes of tasks that can say whether one of them is nowhere larger than a given size. It keeps only those that
 * matter for that: no kept size is nowhere larger than another.
 */
final class Sizes {
    private static final int FIELDS = 3;

    private int[] kept = new int[16 * FIELDS];
    private int end;

    void add(int cpu, int memory, int gpus) {
        if (anyWithin(cpu, memory, gpus)) {
            return;
        }
        int to = 0;
        for (int at = 0; at < end; at += FIELDS) {
            if (cpu > kept[at] || memory > kept[at + 1] || gpus > kept[at + 2]) {
                System.arraycopy(kept, at, kept, to, FIELDS);
                to += FIELDS;
            }
        }
        if (to == kept.length) {
            kept = Arrays.copyOf(kept, 2 * to);
        }
        kept[to] = cpu;
        kept[to + 1] = memory;
        kept[to + 2] = gpus;
        end = to + FIELDS;
    }

    /** Whether a size of the set asks for no more of anything. */
    boolean anyWithin(int cpu, int memory, int gpus) {
        for (int at = 0; at < end; at += FIELDS) {
            if (kept[at] <= cpu && kept[at + 1] <= memory && kept[at + 2] <= gpus) {
                return true;
            }
        }
        return false;
    }
}
