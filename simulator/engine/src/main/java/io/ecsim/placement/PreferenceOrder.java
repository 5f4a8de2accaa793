// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Instances in the order in which a rule prefers them, each with its free room. It finds the first that has enough in
 * time that hardly grows with their number.
 *
 * <p>The order is kept in leaves of up to {@value #LEAF} instances, as in a B+ tree (D. Comer, "The Ubiquitous B-Tree",
 * ACM Computing Surveys 11 (2), 1979) of two levels. Of each leaf, and of every {@value #BRANCH} leaves in a row, it is
 * known how much room there is at most; what is too small is passed over. These bounds only grow when instances change;
 * a search that was led into a leaf in vain puts them right.
 *
 * <p>A key is two numbers: {@code high} are scores, lowest first; {@code low} decides among equals and has the
 * instance's number in its lower half, so that no two keys are equal.
 */
final class PreferenceOrder {
    private static final int LEAF = 64;
    private static final int BRANCH = 16;

    private static final class Leaf {
        final long[] high = new long[LEAF];
        final long[] low = new long[LEAF];
        final long[] room = new long[LEAF];
        int count;
    }

    private Leaf[] leaves = new Leaf[BRANCH];
    private long[] firstHigh = new long[BRANCH];
    private long[] firstLow = new long[BRANCH];
    private long[] most = new long[BRANCH];
    private long[] mostOfBranch = new long[1];
    private int size;

    private long foundHigh;
    private long foundLow;

    boolean isEmpty() {
        return size == 0;
    }

    /** Finds the first with enough room; its key is then {@link #foundHigh} and {@link #foundLow}. */
    boolean find(long asked) {
        for (int branch = 0; branch * BRANCH < size; branch++) {
            if (Room.suffices(mostOfBranch[branch], asked)) {
                int end = Math.min(size, (branch + 1) * BRANCH);
                for (int i = branch * BRANCH; i < end; i++) {
                    if (Room.suffices(most[i], asked) && findIn(i, asked)) {
                        return true;
                    }
                }
                mostOfBranch[branch] = mostOf(branch);
            }
        }
        return false;
    }

    private boolean findIn(int index, long asked) {
        Leaf leaf = leaves[index];
        long[] room = leaf.room;
        int count = leaf.count;
        for (int i = 0; i < count; i++) {
            if (Room.suffices(room[i], asked)) {
                foundHigh = leaf.high[i];
                foundLow = leaf.low[i];
                return true;
            }
        }
        most[index] = mostOf(leaf);
        return false;
    }

    long foundHigh() {
        return foundHigh;
    }

    long foundLow() {
        return foundLow;
    }

    /** Gives the {@code low} of every instance with this {@code high} and enough room. */
    void each(long high, long asked, LongConsumer consumer) {
        for (int index = leafOf(high, 0); index < size && firstHigh[index] <= high; index++) {
            Leaf leaf = leaves[index];
            for (int i = 0; i < leaf.count && leaf.high[i] <= high; i++) {
                if (leaf.high[i] == high && Room.suffices(leaf.room[i], asked)) {
                    consumer.accept(leaf.low[i]);
                }
            }
        }
    }

    void add(long high, long low, long room) {
        if (size == 0) {
            insertLeaf(0, new Leaf());
        }
        int index = leafOf(high, low);
        if (leaves[index].count == LEAF) {
            split(index);
            index = leafOf(high, low);
        }
        Leaf leaf = leaves[index];
        int at = positionIn(leaf, high, low);
        shift(leaf, at, at + 1);
        leaf.high[at] = high;
        leaf.low[at] = low;
        leaf.room[at] = room;
        leaf.count++;
        if (at == 0) {
            firstHigh[index] = high;
            firstLow[index] = low;
        }
        most[index] = Room.most(most[index], room);
        mostOfBranch[index / BRANCH] = Room.most(mostOfBranch[index / BRANCH], room);
    }

    /** The key must be there. */
    void remove(long high, long low) {
        int index = leafOf(high, low);
        Leaf leaf = leaves[index];
        int at = positionIn(leaf, high, low);
        shift(leaf, at + 1, at);
        leaf.count--;
        if (leaf.count <= LEAF / 4 && joinsNeighbour(index)) {
            return;
        }
        if (leaf.count == 0) {
            removeLeaf(index);
            measureBranches(index);
        } else if (at == 0) {
            firstHigh[index] = leaf.high[0];
            firstLow[index] = leaf.low[0];
        }
    }

    /** The last leaf that begins at the key or before it; the first one for a key before all. */
    private int leafOf(long high, long low) {
        int from = 0;
        int to = size - 1;
        while (from < to) {
            int middle = (from + to + 1) >>> 1;
            if (isAfter(firstHigh[middle], firstLow[middle], high, low)) {
                to = middle - 1;
            } else {
                from = middle;
            }
        }
        return from;
    }

    /** Where the key stands in the leaf, or would stand. */
    private static int positionIn(Leaf leaf, long high, long low) {
        int from = 0;
        int to = leaf.count;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (isAfter(high, low, leaf.high[middle], leaf.low[middle])) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private static boolean isAfter(long high, long low, long otherHigh, long otherLow) {
        return high > otherHigh || high == otherHigh && low > otherLow;
    }

    private static void shift(Leaf leaf, int from, int to) {
        int length = leaf.count - from;
        System.arraycopy(leaf.high, from, leaf.high, to, length);
        System.arraycopy(leaf.low, from, leaf.low, to, length);
        System.arraycopy(leaf.room, from, leaf.room, to, length);
    }

    private void split(int index) {
        Leaf left = leaves[index];
        Leaf right = new Leaf();
        move(left, LEAF / 2, right);
        insertLeaf(index + 1, right);
        measure(index);
        measureBranches(index);
    }

    /** Moves what stands from an index on to the end of another leaf. */
    private static void move(Leaf from, int index, Leaf to) {
        int length = from.count - index;
        System.arraycopy(from.high, index, to.high, to.count, length);
        System.arraycopy(from.low, index, to.low, to.count, length);
        System.arraycopy(from.room, index, to.room, to.count, length);
        to.count += length;
        from.count = index;
    }

    /** Joins a leaf that has become small with the one before it, or the first with the second, if both are small. */
    private boolean joinsNeighbour(int index) {
        int left = Math.max(0, index - 1);
        boolean small = left + 1 < size && leaves[left].count + leaves[left + 1].count <= LEAF / 2;
        if (small) {
            move(leaves[left + 1], 0, leaves[left]);
            removeLeaf(left + 1);
            measure(left);
            measureBranches(left);
        }
        return small;
    }

    private void insertLeaf(int index, Leaf leaf) {
        if (size == leaves.length) {
            leaves = Arrays.copyOf(leaves, 2 * size);
            firstHigh = Arrays.copyOf(firstHigh, 2 * size);
            firstLow = Arrays.copyOf(firstLow, 2 * size);
            most = Arrays.copyOf(most, 2 * size);
            mostOfBranch = Arrays.copyOf(mostOfBranch, 2 * size / BRANCH);
        }
        moveLeaves(index, index + 1);
        size++;
        leaves[index] = leaf;
        measure(index);
    }

    private void removeLeaf(int index) {
        moveLeaves(index + 1, index);
        leaves[--size] = null;
    }

    private void moveLeaves(int from, int to) {
        int length = size - from;
        System.arraycopy(leaves, from, leaves, to, length);
        System.arraycopy(firstHigh, from, firstHigh, to, length);
        System.arraycopy(firstLow, from, firstLow, to, length);
        System.arraycopy(most, from, most, to, length);
    }

    private void measure(int index) {
        Leaf leaf = leaves[index];
        firstHigh[index] = leaf.high[0];
        firstLow[index] = leaf.low[0];
        most[index] = mostOf(leaf);
    }

    /** From the branch of a leaf on, all may hold other leaves than before. */
    private void measureBranches(int fromLeaf) {
        for (int branch = fromLeaf / BRANCH; branch < mostOfBranch.length; branch++) {
            mostOfBranch[branch] = mostOf(branch);
        }
    }

    private static long mostOf(Leaf leaf) {
        long all = 0;
        for (int i = 0; i < leaf.count; i++) {
            all = Room.most(all, leaf.room[i]);
        }
        return all;
    }

    private long mostOf(int branch) {
        long all = 0;
        for (int i = branch * BRANCH; i < Math.min(size, (branch + 1) * BRANCH); i++) {
            all = Room.most(all, most[i]);
        }
        return all;
    }
}
