// SPDX-License-Identifier: Apache-2.0
package io.ecsim.packing;

import java.util.Arrays;

/** The tasks of a batch in the order in which they come: rows of so many alike. */
public final class TaskRows {
    /** More tasks than this are not taken; each needs four bytes for its place. */
    public static final int MOST_TASKS = 100_000_000;

    private static final int FIELDS = 4;

    private int[] fields = new int[64 * FIELDS];
    private int rows;
    private int tasks;

    /**
     * Appends a row.
     *
     * @param cpu CPU units that each task reserves, from 0 up (RS-7)
     * @param memory MiB that each task reserves, from 0 up (RS-8)
     * @param gpus whole GPUs that each task reserves, from 0 up (RS-10)
     * @param count how many tasks, from 1 up
     * @throws IllegalArgumentException for an amount below its range, or more than {@link #MOST_TASKS} in all
     */
    public void add(int cpu, int memory, int gpus, int count) {
        if (cpu < 0 || memory < 0 || gpus < 0 || count < 1 || count > MOST_TASKS - tasks) {
            throw new IllegalArgumentException(
                    count + " tasks of " + cpu + " CPU units, " + memory + " MiB and " + gpus + " GPUs");
        }
        int at = rows * FIELDS;
        if (at == fields.length) {
            fields = Arrays.copyOf(fields, 2 * at);
        }
        fields[at] = cpu;
        fields[at + 1] = memory;
        fields[at + 2] = gpus;
        fields[at + 3] = count;
        rows++;
        tasks += count;
    }

    public int rows() {
        return rows;
    }

    /** How many tasks all rows have. */
    public int tasks() {
        return tasks;
    }

    public int cpu(int row) {
        return fields[row * FIELDS];
    }

    public int memory(int row) {
        return fields[row * FIELDS + 1];
    }

    public int gpus(int row) {
        return fields[row * FIELDS + 2];
    }

    public int count(int row) {
        return fields[row * FIELDS + 3];
    }
}
