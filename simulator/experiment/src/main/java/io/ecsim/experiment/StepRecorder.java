// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import java.util.Arrays;

/**
 * Collects a {@link StepSeries} in bounded memory. When the limit is reached, changes closer together than a grain
 * are reduced to the last of them, and the grain doubles.
 */
final class StepRecorder {
    static final int LIMIT = 1 << 15;

    private final int limit;
    private long[] time = new long[16];
    private int[] value = new int[16];
    private int size;
    private long grain = 1;

    StepRecorder() {
        this(LIMIT);
    }

    /** @param limit the most changes that are kept, a power of two from 16 */
    StepRecorder(int limit) {
        this.limit = limit;
    }

    int value() {
        return size == 0 ? 0 : value[size - 1];
    }

    void add(long moment, int change) {
        set(moment, value() + change);
    }

    void set(long moment, int now) {
        if (now == value()) {
            return;
        }
        if (size > 0 && time[size - 1] / grain == moment / grain) {
            size--;
        } else if (size == limit) {
            thin();
        } else if (size == time.length) {
            time = Arrays.copyOf(time, 2 * size);
            value = Arrays.copyOf(value, 2 * size);
        }
        time[size] = moment;
        value[size++] = now;
    }

    StepSeries series() {
        return new StepSeries(Arrays.copyOf(time, size), Arrays.copyOf(value, size));
    }

    private void thin() {
        grain = Math.max(grain, (time[size - 1] - time[0]) / limit);
        while (size > limit / 2) {
            grain *= 2;
            int kept = 0;
            for (int i = 0; i < size; i++) {
                if (i + 1 == size || time[i] / grain != time[i + 1] / grain) {
                    time[kept] = time[i];
                    value[kept++] = value[i];
                }
            }
            size = kept;
        }
    }
}
