// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import io.ecsim.kernel.Time;
import io.ecsim.workload.LatencySummary;
import java.util.Arrays;

/**
 * The response times of a run, counted by size in steps of at most 0.4 %; the mean is exact. A quantile is interpolated
 * within its step.
 */
final class ResponseHistogram {
    /** Steps to a doubling, as a power of 2: the leading bits of the significand. */
    private static final int STEP_BITS = 8;

    private static final int SHIFT = 52 - STEP_BITS;
    /** Below a nanosecond all are one. */
    private static final int LEAST = (int) (Double.doubleToRawLongBits(1) >>> SHIFT);

    private long[] counts = new long[16 << STEP_BITS];
    private long count;
    private double sum;

    long count() {
        return count;
    }

    /** Of all requests together. */
    double seconds() {
        return sum / Time.SECOND;
    }

    /** @param nanos from 0 up */
    void add(long nanos) {
        int step = nanos < 1 ? 0 : (int) (Double.doubleToRawLongBits(nanos) >>> SHIFT) - LEAST;
        if (step >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(step + 1, 2 * counts.length));
        }
        counts[step]++;
        count++;
        sum += nanos;
    }

    void addAll(ResponseHistogram other) {
        if (other.counts.length > counts.length) {
            counts = Arrays.copyOf(counts, other.counts.length);
        }
        for (int i = 0; i < other.counts.length; i++) {
            counts[i] += other.counts[i];
        }
        count += other.count;
        sum += other.sum;
    }

    LatencySummary summary() {
        return count == 0
                ? LatencySummary.NONE
                : new LatencySummary(
                        1e3 * seconds() / count, 1e3 * quantile(0.5), 1e3 * quantile(0.95), 1e3 * quantile(0.99));
    }

    /** The seconds within which a share of all requests was answered. */
    double quantile(double share) {
        double below = 0;
        int step = 0;
        while (step < counts.length - 1 && below + counts[step] < share * count) {
            below += counts[step++];
        }
        double part = counts[step] == 0 ? 0 : (share * count - below) / counts[step];
        return (at(step) + part * (at(step + 1) - at(step))) / Time.SECOND;
    }

    /** How many requests were answered within so many seconds. */
    double within(double seconds) {
        double nanos = seconds * Time.SECOND;
        double within = 0;
        for (int i = 0; i < counts.length; i++) {
            double part = (nanos - at(i)) / (at(i + 1) - at(i));
            within += counts[i] * Math.max(0, Math.min(1, part));
        }
        return within;
    }

    private static double at(int step) {
        return Double.longBitsToDouble((long) (LEAST + step) << SHIFT);
    }
}
