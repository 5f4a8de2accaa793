// SPDX-License-Identifier: Apache-2.0
package io.ecsim.packing;

import java.util.Arrays;

/**
 * Fewer instances than this cannot hold some tasks, however they are placed.
 *
 * @param instances from 0 up
 * @param method how it is proven, such as {@code memory: volume}
 */
public record LowerBound(int instances, String method) {
    static final LowerBound NONE = new LowerBound(0, "nothing was placed");
    static final LowerBound ONE = new LowerBound(1, "a task needs one");

    /** The larger one is the better; of equals the first. */
    LowerBound or(LowerBound other) {
        return other.instances > instances ? other : this;
    }

    /**
     * The better bound of the two for one resource. To look at one resource alone is to let the others be plenty, which
     * can only need fewer instances.
     *
     * @param asked by each task
     * @param capacities of the instances that could be used
     */
    static LowerBound of(Resource resource, int[] asked, int[] capacities) {
        int[] sizes = Arrays.stream(asked).filter(size -> size > 0).sorted().toArray();
        if (sizes.length == 0) {
            return NONE;
        }
        int[] sorted = Arrays.stream(capacities).sorted().toArray();
        return new LowerBound(volume(sizes, sorted), resource.label() + ": volume")
                .or(new LowerBound(l2(sizes, sorted[sorted.length - 1]), resource.label() + ": Martello-Toth L2"));
    }

    /** How many of the largest instances together have what all tasks ask: other choices of so many have less. */
    private static int volume(int[] sizes, int[] capacities) {
        long rest = Arrays.stream(sizes).asLongStream().sum();
        int count = 0;
        while (rest > 0) {
            count++;
            rest -= capacities[capacities.length - count];
        }
        return count;
    }

    /**
     * Bound L2 (S. Martello and P. Toth, "Lower bounds and reduction procedures for the bin packing problem", Discrete
     * Applied Mathematics 28, 1990), for instances that are all as large as the largest, which can only need fewer.
     *
     * <p>Why it holds: choose a size a of at most half an instance, and forget all tasks smaller than a. Each task
     * larger than half an instance needs one of its own. Where that task leaves less than a, nothing joins it. The
     * other tasks, of size a and more, can at best use up what is left beside the rest of the large ones; what then is
     * still over needs further instances by its volume. This is true for every a; the best is taken.
     *
     * @param sizes ascending, from 1 to the capacity
     */
    private static int l2(int[] sizes, int capacity) {
        int n = sizes.length;
        long[] sums = new long[n + 1];
        for (int i = 0; i < n; i++) {
            sums[i + 1] = sums[i] + sizes[i];
        }
        int half = firstAbove(sizes, capacity / 2);
        int best = n - half;
        for (int i = 0; i < half; i++) {
            if (i == 0 || sizes[i] > sizes[i - 1]) {
                int alone = firstAbove(sizes, capacity - sizes[i]);
                long beside = (long) (alone - half) * capacity - (sums[alone] - sums[half]);
                long over = Math.max(0, sums[half] - sums[i] - beside);
                best = Math.max(best, n - half + (int) ((over + capacity - 1) / capacity));
            }
        }
        return best;
    }

    /** The index of the first that is larger; the length when none is. */
    private static int firstAbove(int[] sorted, int value) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] > value) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }
}
