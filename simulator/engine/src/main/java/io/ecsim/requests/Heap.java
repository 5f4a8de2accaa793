// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import java.util.Arrays;

/** A binary heap of jobs by a key, in two arrays. */
final class Heap {
    private long[] keys = new long[8];
    private int[] jobs = new int[8];
    private int size;

    int size() {
        return size;
    }

    /** The least key; {@link Long#MAX_VALUE} when it is empty. */
    long least() {
        return size == 0 ? Long.MAX_VALUE : keys[0];
    }

    void add(int job, long key) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            jobs = Arrays.copyOf(jobs, 2 * size);
        }
        int i = size++;
        while (i > 0 && key < keys[(i - 1) >> 1]) {
            i = move((i - 1) >> 1, i);
        }
        put(i, key, job);
    }

    /** Takes out a job with the least key. */
    int remove() {
        int job = jobs[0];
        long last = keys[--size];
        int i = 0;
        for (int child = 1; child < size; child = 2 * i + 1) {
            child += child + 1 < size && keys[child + 1] < keys[child] ? 1 : 0;
            if (last <= keys[child]) {
                break;
            }
            i = move(child, i);
        }
        put(i, last, jobs[size]);
        return job;
    }

    void clear() {
        size = 0;
    }

    private int move(int from, int to) {
        put(to, keys[from], jobs[from]);
        return from;
    }

    private void put(int i, long key, int job) {
        keys[i] = key;
        jobs[i] = job;
    }
}
