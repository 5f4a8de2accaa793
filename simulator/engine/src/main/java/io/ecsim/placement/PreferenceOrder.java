// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Instances in the order in which a rule prefers them: of each a key, lowest first, unique and not negative, and its free
 * room as {@link Room} has it. It finds the first that has enough, in time that hardly grows with their number.
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

    /** In place of a key, when there is none. */
    static final long NONE = Long.MAX_VALUE;

    /** Where a key is, or was: keys move when leaves are split or joined. */
    static final class Leaf {
        final long[] keys = new long[LEAF];
        final long[] rooms = new long[LEAF];
        int count;
        /** Something was taken out since it was measured how much room there is at most. */
        boolean shrunk;

        void append(long key, long room) {
            keys[count] = key;
            rooms[count++] = room;
        }

        /** Returns false when it is not here. */
        boolean takeOut(long key) {
            int at = 0;
            while (at < count && keys[at] != key) {
                at++;
            }
            if (at == count) {
                return false;
            }
            count--;
            keys[at] = keys[count];
            rooms[at] = rooms[count];
            shrunk = true;
            return true;
        }

        /** The first with enough room. */
        long find(long asked) {
            long first = NONE;
            for (int i = 0; i < count; i++) {
                if (Room.suffices(rooms[i], asked) && keys[i] < first) {
                    first = keys[i];
                }
            }
            return first;
        }
    }

    /** Leaves or branches in order: no key in one is below its fence, and none reaches the next one's. */
    private static class Row<T> {
        long[] fences;
        /** How much room there is in each at most. */
        long[] most;

        T[] parts;
        int count;

        Row(T[] parts) {
            this.parts = parts;
            fences = new long[parts.length];
            most = new long[parts.length];
        }

        /** The last whose fence the key reaches. */
        final int of(long key) {
            int from = 0;
            for (int length = count; length > 1; ) {
                int half = length >>> 1;
                from = fences[from + half] <= key ? from + half : from;
                length -= half;
            }
            return from;
        }

        final void insert(int index, T part, long fence) {
            if (count == parts.length) {
                parts = Arrays.copyOf(parts, 2 * count);
                fences = Arrays.copyOf(fences, 2 * count);
                most = Arrays.copyOf(most, 2 * count);
            }
            move(index, index + 1);
            count++;
            parts[index] = part;
            fences[index] = fence;
            most[index] = 0;
        }

        final void delete(int index) {
            move(index + 1, index);
            parts[--count] = null;
        }

        private void move(int from, int to) {
            System.arraycopy(fences, from, fences, to, count - from);
            System.arraycopy(most, from, most, to, count - from);
            System.arraycopy(parts, from, parts, to, count - from);
        }

        /** Gives the upper half to another row that is empty. */
        final void giveHalf(Row<T> other) {
            int half = count / 2;
            System.arraycopy(fences, half, other.fences, 0, count - half);
            System.arraycopy(most, half, other.most, 0, count - half);
            System.arraycopy(parts, half, other.parts, 0, count - half);
            Arrays.fill(parts, half, count, null);
            other.count = count - half;
            count = half;
        }

        final long mostOfAll() {
            return largest(most, count);
        }
    }

    private static final class Branch extends Row<Leaf> {
        /** The bound of a leaf was lowered since that of the branch was measured. */
        boolean shrunk;

        Branch() {
            super(new Leaf[BRANCH]);
        }

        void measure(int index) {
            Leaf leaf = parts[index];
            most[index] = largest(leaf.rooms, leaf.count);
            leaf.shrunk = false;
            shrunk = true;
        }

        long find(long asked, long from, long before) {
            for (int i = of(from); i < count && fences[i] < before; i++) {
                if (Room.suffices(most[i], asked)) {
                    long found = parts[i].find(asked);
                    if (found != NONE) {
                        return found;
                    }
                    // Where the search begins some are there that are known to be too small: no bound leads astray.
                    if (parts[i].shrunk && fences[i] >= from) {
                        measure(i);
                    }
                }
            }
            return NONE;
        }
    }

    private final Row<Branch> branches = new Row<>(new Branch[4]);
    /** As {@link #first}; -1 when it has to be looked up. */
    private long first = NONE;

    boolean isEmpty() {
        return branches.count == 0;
    }

    /** The first key, whatever room is there; {@link #NONE} when nothing is listed. */
    long first() {
        if (first < 0) {
            Leaf leaf = branches.parts[0].parts[0];
            first = NONE;
            for (int i = 0; i < leaf.count; i++) {
                first = Math.min(first, leaf.keys[i]);
            }
        }
        return first;
    }

    /**
     * The first key with enough room; {@link #NONE} when there is none.
     *
     * @param from no key below this has enough; 0 when nothing is known
     * @param before those from this key on need not be found
     */
    long find(long asked, long from, long before) {
        for (int i = branches.of(from); i < branches.count && branches.fences[i] < before; i++) {
            if (Room.suffices(branches.most[i], asked)) {
                Branch branch = branches.parts[i];
                long found = branch.find(asked, from, before);
                if (found != NONE) {
                    return found;
                }
                if (branch.shrunk) {
                    branches.most[i] = branch.mostOfAll();
                    branch.shrunk = false;
                }
            }
        }
        return NONE;
    }

    /** Gives every key from one on to another, exclusive, that has enough room; in no order. */
    void each(long from, long to, long asked, LongConsumer consumer) {
        for (int i = branches.of(from); i < branches.count && branches.fences[i] < to; i++) {
            Branch branch = branches.parts[i];
            for (int j = branch.of(from); j < branch.count && branch.fences[j] < to; j++) {
                Leaf leaf = branch.parts[j];
                for (int k = 0; k < leaf.count; k++) {
                    if (leaf.keys[k] >= from && leaf.keys[k] < to && Room.suffices(leaf.rooms[k], asked)) {
                        consumer.accept(leaf.keys[k]);
                    }
                }
            }
        }
    }

    /** Lists a key that is not listed, with the room there. Returns where it is now. */
    Leaf add(long key, long room) {
        if (isEmpty()) {
            branches.insert(0, new Branch(), 0);
            branches.parts[0].insert(0, new Leaf(), 0);
        }
        int at = branches.of(key);
        Branch branch = branches.parts[at];
        int index = branch.of(key);
        if (branch.parts[index].count == LEAF) {
            split(at, index, key);
            return add(key, room);
        }
        first = Math.min(first, key);
        branch.parts[index].append(key, room);
        branch.most[index] = Room.most(branch.most[index], room);
        branches.most[at] = Room.most(branches.most[at], room);
        return branch.parts[index];
    }

    /**
     * Takes out a key that is listed.
     *
     * @param leaf where it was listed
     */
    void remove(long key, Leaf leaf) {
        if (key == first) {
            first = -1;
        }
        if (leaf.takeOut(key) && leaf.count > LEAF / 4) {
            return;
        }
        int at = branches.of(key);
        int index = branches.parts[at].of(key);
        Leaf now = branches.parts[at].parts[index];
        now.takeOut(key);
        if (now.count <= LEAF / 4) {
            joinOrDrop(at, index);
        }
    }

    /**
     * The upper half of a full leaf goes to a new one, and before that the upper half of a branch that is full. Where a
     * key comes behind all of the leaf it stays as it is, for many orders grow at one end.
     */
    private void split(int at, int index, long key) {
        Branch branch = branches.parts[at];
        if (branch.count == BRANCH) {
            splitBranch(at);
            return;
        }
        Leaf left = branch.parts[index];
        Leaf right = new Leaf();
        long[] sorted = left.keys.clone();
        Arrays.sort(sorted);
        if (sorted[LEAF - 1] < key) {
            branch.insert(index + 1, right, key);
            return;
        }
        long fence = sorted[LEAF / 2];
        branch.insert(index + 1, right, fence);
        left.count = 0;
        for (int i = 0; i < LEAF; i++) {
            (left.keys[i] < fence ? left : right).append(left.keys[i], left.rooms[i]);
        }
        branch.measure(index);
        branch.measure(index + 1);
    }

    private void splitBranch(int at) {
        Branch left = branches.parts[at];
        Branch right = new Branch();
        left.giveHalf(right);
        branches.insert(at + 1, right, right.fences[0]);
        branches.most[at] = left.mostOfAll();
        branches.most[at + 1] = right.mostOfAll();
    }

    /** Joins a leaf that has become small with its neighbour if that is small too; an empty one goes. */
    private void joinOrDrop(int at, int index) {
        Branch branch = branches.parts[at];
        int left = Math.max(0, index - 1);
        if (left + 1 < branch.count && branch.parts[left].count + branch.parts[left + 1].count <= LEAF / 2) {
            Leaf joined = branch.parts[left + 1];
            branch.delete(left + 1);
            for (int i = 0; i < joined.count; i++) {
                branch.parts[left].append(joined.keys[i], joined.rooms[i]);
            }
            joined.count = 0;
            branch.measure(left);
        } else if (branch.parts[index].count == 0) {
            drop(at, index);
        }
    }

    /** Keys that belonged to it belong to the leaf before, or where there is none, to the one behind. */
    private void drop(int at, int index) {
        Branch branch = branches.parts[at];
        branch.delete(index);
        branch.shrunk = true;
        if (branch.count == 0) {
            branches.delete(at);
        } else {
            branches.fences[at] = branch.fences[0];
        }
        if (isEmpty()) {
            first = NONE;
        } else {
            branches.fences[0] = 0;
            branches.parts[0].fences[0] = 0;
        }
    }

    private static long largest(long[] rooms, int count) {
        long most = 0;
        for (int i = 0; i < count; i++) {
            most = Room.most(most, rooms[i]);
        }
        return most;
    }
}
