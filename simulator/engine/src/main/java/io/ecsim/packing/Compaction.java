// SPDX-License-Identifier: Apache-2.0
package io.ecsim.packing;

import io.ecsim.kernel.RandomStream;
import io.ecsim.kernel.RandomStreams;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How small the pool could have been: instances are removed in random order as long as the rest takes as many tasks as
 * all did, where to stop is found by a binary search, and that is repeated, for the order is luck (A. Verma, M.
 * Korupolu and J. Wilkes, "Evaluating job packing in warehouse-scale computing", IEEE CLUSTER 2014). It compares
 * strategies better than utilisation, which a larger pool lowers and a task too many raises.
 *
 * @param trials how often it was done
 * @param smallest instances that were left over the trials
 * @param median the upper one when there are two in the middle
 */
public record Compaction(int trials, int smallest, int median, int largest) {
    /** As many as in the paper's follow-up (A. Verma et al., "Large-scale cluster management at Google with Borg", 2015). */
    public static final int TRIALS = 11;

    /**
     * @param packing of the whole pool
     * @param trials from 1 up
     */
    public static Compaction of(Packing packing, int trials, long seed) {
        RandomStream luck = new RandomStreams(seed).stream("compaction");
        int[] left = new int[trials];
        for (int i = 0; i < trials; i++) {
            left[i] = left(packing, order(packing.instances(), luck));
        }
        Arrays.sort(left);
        return new Compaction(trials, left[0], left[trials / 2], left[trials - 1]);
    }

    /** All numbers, in an order that is one of all equally likely. */
    private static int[] order(int instances, RandomStream luck) {
        int[] order = IntStream.range(0, instances).toArray();
        for (int i = instances - 1; i > 0; i--) {
            int other = luck.nextInt(i + 1);
            int number = order[i];
            order[i] = order[other];
            order[other] = number;
        }
        return order;
    }

    /** How many from the beginning of the order must stay. More instances may by chance take fewer tasks; so be it. */
    private static int left(Packing packing, int[] order) {
        int enough = order.length;
        int least = Math.min(1, enough);
        while (least < enough) {
            int middle = (least + enough) >>> 1;
            int[] staying = Arrays.copyOf(order, middle);
            Arrays.sort(staying);
            if (packing.canBeOn(staying)) {
                enough = middle;
            } else {
                least = middle + 1;
            }
        }
        return enough;
    }
}
