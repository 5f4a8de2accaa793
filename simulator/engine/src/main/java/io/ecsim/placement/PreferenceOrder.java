// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Consumer;

/**
 * Instances in the order in which a rule prefers them, each with its free room. It finds the first that has enough, in
 * time that hardly grows with their number.
 *
 * <p>Neighbours lie together in leaves, and leaves in branches, as in a B+ tree (D. Comer, "The Ubiquitous B-Tree", ACM
 * Computing Surveys 11 (2), 1979); the branches are a plain list. Inside a leaf there is no order: it is small, and to
 * keep it sorted cost more than to look through it. Of each leaf and branch it is known how much room there is at most;
 * what is too small is passed over. These bounds only grow when instances change; a search that was led astray by one
 * puts it right.
 */
final class PreferenceOrder {
    private static final int LEAF = 32;
    private static final int BRANCH = 32;

    /** What is listed: a key, lowest first and unique, and room as {@link Room} has it. Both stay while it is listed. */
    static class Entry {
        long key;
        long room;
        private Leaf leaf;

        boolean isListed() {
            return leaf != null;
        }
    }

    private static final class Leaf {
        final long[] keys = new long[LEAF];
        final long[] rooms = new long[LEAF];
        final Entry[] entries = new Entry[LEAF];
        int count;
        Branch branch;
        /** Something was taken out since it was measured how much room there is at most. */
        boolean shrunk;

        void append(Entry entry) {
            keys[count] = entry.key;
            rooms[count] = entry.room;
            entries[count++] = entry;
            entry.leaf = this;
        }

        void takeOut(Entry entry) {
            int at = 0;
            while (keys[at] != entry.key) {
                at++;
            }
            count--;
            keys[at] = keys[count];
            rooms[at] = rooms[count];
            entries[at] = entries[count];
            entries[count] = null;
            entry.leaf = null;
            shrunk = true;
        }

        /** The first with enough room; null when there is none. */
        Entry find(long asked) {
            Entry found = null;
            long lowest = Long.MAX_VALUE;
            for (int i = 0; i < count; i++) {
                if (Room.suffices(rooms[i], asked) && keys[i] < lowest) {
                    found = entries[i];
                    lowest = keys[i];
                }
            }
            return found;
        }
    }

    private static final class Branch {
        /** No key of a leaf is below its fence, and none reaches the next one's. */
        final long[] fences = new long[BRANCH];

        final long[] most = new long[BRANCH];
        final Leaf[] leaves = new Leaf[BRANCH];
        int count;
        long mostOfAll;
        /** The bound of a leaf was lowered since that of the branch was measured. */
        boolean shrunk;

        /** The last leaf whose fence the key reaches. */
        int leafOf(long key) {
            int from = 0;
            for (int length = count; length > 1; ) {
                int half = length >>> 1;
                from = fences[from + half] <= key ? from + half : from;
                length -= half;
            }
            return from;
        }

        int indexOf(Leaf leaf) {
            int index = 0;
            while (leaves[index] != leaf) {
                index++;
            }
            return index;
        }

        Leaf insert(int index, long fence) {
            move(index, index + 1);
            count++;
            fences[index] = fence;
            most[index] = 0;
            leaves[index] = new Leaf();
            leaves[index].branch = this;
            return leaves[index];
        }

        void delete(int index) {
            move(index + 1, index);
            leaves[--count] = null;
            shrunk = true;
        }

        private void move(int from, int to) {
            System.arraycopy(fences, from, fences, to, count - from);
            System.arraycopy(most, from, most, to, count - from);
            System.arraycopy(leaves, from, leaves, to, count - from);
        }

        void measure(int index) {
            Leaf leaf = leaves[index];
            most[index] = largest(leaf.rooms, leaf.count);
            leaf.shrunk = false;
            shrunk = true;
        }

        Entry find(long asked) {
            for (int i = 0; i < count; i++) {
                if (Room.suffices(most[i], asked)) {
                    Entry found = leaves[i].find(asked);
                    if (found != null) {
                        return found;
                    }
                    if (leaves[i].shrunk) {
                        measure(i);
                    }
                }
            }
            if (shrunk) {
                mostOfAll = largest(most, count);
                shrunk = false;
            }
            return null;
        }
    }

    private Branch[] branches = new Branch[4];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** The first with enough room; null when there is none. */
    Entry find(long asked) {
        for (int i = 0; i < size; i++) {
            if (Room.suffices(branches[i].mostOfAll, asked)) {
                Entry found = branches[i].find(asked);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** Gives every one from a key on to another, exclusive, that has enough room; in no order. */
    void each(long from, long to, long asked, Consumer<Entry> consumer) {
        for (int i = size == 0 ? 0 : branchOf(from); i < size && branches[i].fences[0] < to; i++) {
            Branch branch = branches[i];
            for (int j = branch.leafOf(from); j < branch.count && branch.fences[j] < to; j++) {
                Leaf leaf = branch.leaves[j];
                for (int k = 0; k < leaf.count; k++) {
                    if (leaf.keys[k] >= from && leaf.keys[k] < to && Room.suffices(leaf.rooms[k], asked)) {
                        consumer.accept(leaf.entries[k]);
                    }
                }
            }
        }
    }

    /** Lists an entry that is in no order. */
    void add(Entry entry) {
        if (size == 0) {
            insertBranch(0).insert(0, Long.MIN_VALUE);
        }
        Branch branch = branches[branchOf(entry.key)];
        int index = branch.leafOf(entry.key);
        if (branch.leaves[index].count == LEAF) {
            split(branch, index, entry.key);
            add(entry);
            return;
        }
        branch.leaves[index].append(entry);
        branch.most[index] = Room.most(branch.most[index], entry.room);
        branch.mostOfAll = Room.most(branch.mostOfAll, entry.room);
    }

    /** Takes out an entry that is listed here. */
    void remove(Entry entry) {
        Leaf leaf = entry.leaf;
        leaf.takeOut(entry);
        if (leaf.count <= LEAF / 4) {
            joinOrDrop(leaf);
        }
    }

    /** The last branch whose first fence the key reaches. */
    private int branchOf(long key) {
        int from = 0;
        for (int length = size; length > 1; ) {
            int half = length >>> 1;
            from = branches[from + half].fences[0] <= key ? from + half : from;
            length -= half;
        }
        return from;
    }

    /**
     * The upper half of a full leaf goes to a new one, and before that the upper half of a branch that is full. Where a
     * key comes behind all of the leaf it stays as it is, for many orders grow at one end.
     */
    private void split(Branch branch, int index, long key) {
        if (branch.count == BRANCH) {
            splitBranch(branch);
            return;
        }
        Leaf left = branch.leaves[index];
        if (Arrays.stream(left.keys).allMatch(other -> other < key)) {
            branch.insert(index + 1, key);
            return;
        }
        Entry[] sorted = left.entries.clone();
        Arrays.sort(sorted, Comparator.comparingLong(entry -> entry.key));
        Leaf right = branch.insert(index + 1, sorted[LEAF / 2].key);
        Arrays.fill(left.entries, null);
        left.count = 0;
        for (int i = 0; i < LEAF; i++) {
            (i < LEAF / 2 ? left : right).append(sorted[i]);
        }
        branch.measure(index);
        branch.measure(index + 1);
    }

    private void splitBranch(Branch left) {
        Branch right = insertBranch(indexOf(left) + 1);
        int half = BRANCH / 2;
        System.arraycopy(left.fences, half, right.fences, 0, BRANCH - half);
        System.arraycopy(left.most, half, right.most, 0, BRANCH - half);
        System.arraycopy(left.leaves, half, right.leaves, 0, BRANCH - half);
        Arrays.fill(left.leaves, half, BRANCH, null);
        left.count = half;
        right.count = BRANCH - half;
        for (int i = 0; i < right.count; i++) {
            right.leaves[i].branch = right;
        }
        left.mostOfAll = largest(left.most, left.count);
        right.mostOfAll = largest(right.most, right.count);
    }

    /** Joins a leaf that has become small with its neighbour if that is small too; an empty one goes. */
    private void joinOrDrop(Leaf leaf) {
        Branch branch = leaf.branch;
        int index = branch.indexOf(leaf);
        int left = Math.max(0, index - 1);
        if (left + 1 < branch.count && branch.leaves[left].count + branch.leaves[left + 1].count <= LEAF / 2) {
            Leaf joined = branch.leaves[left + 1];
            branch.delete(left + 1);
            for (int i = 0; i < joined.count; i++) {
                branch.leaves[left].append(joined.entries[i]);
            }
            branch.measure(left);
        } else if (leaf.count == 0) {
            drop(branch, index);
        }
    }

    /** What was left of the first fence belongs to the next leaf. */
    private void drop(Branch branch, int index) {
        branch.delete(index);
        if (branch.count == 0) {
            int at = indexOf(branch);
            System.arraycopy(branches, at + 1, branches, at, size - at - 1);
            branches[--size] = null;
        }
        if (size > 0) {
            branches[0].fences[0] = Long.MIN_VALUE;
        }
    }

    private Branch insertBranch(int index) {
        if (size == branches.length) {
            branches = Arrays.copyOf(branches, 2 * size);
        }
        System.arraycopy(branches, index, branches, index + 1, size - index);
        size++;
        branches[index] = new Branch();
        return branches[index];
    }

    private int indexOf(Branch branch) {
        int index = 0;
        while (branches[index] != branch) {
            index++;
        }
        return index;
    }

    private static long largest(long[] rooms, int count) {
        long most = 0;
        for (int i = 0; i < count; i++) {
            most = Room.most(most, rooms[i]);
        }
        return most;
    }
}
