// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import java.util.Arrays;

/**
 * Collects a {@link MetricSeries} in bounded memory. When the limit is reached, the period doubles and points that
 * fall into one period are merged as CloudWatch merges them: samples and sums add up, extremes stay.
 */
final class MetricRecorder {
    /** Two days by the minute. */
    static final int LIMIT = 2_880;

    private final Metric metric;
    private long period;
    private int size;
    private long[] start = new long[64];
    private double[] samples = new double[64];
    private double[] sum = new double[64];
    private double[] minimum = new double[64];
    private double[] maximum = new double[64];

    MetricRecorder(Metric metric, long period) {
        this.metric = metric;
        this.period = period;
    }

    void add(Datapoint point) {
        long begin = Math.floorDiv(point.start(), period) * period;
        if (size > 0 && start[size - 1] == begin) {
            merge(size - 1, point.samples(), point.sum(), point.minimum(), point.maximum());
            return;
        }
        if (size == LIMIT) {
            thin();
            add(point);
            return;
        }
        if (size == start.length) {
            grow(Math.min(LIMIT, 2 * size));
        }
        put(size++, begin, point.samples(), point.sum(), point.minimum(), point.maximum());
    }

    MetricSeries series() {
        return new MetricSeries(
                metric,
                period,
                Arrays.copyOf(start, size),
                Arrays.copyOf(samples, size),
                Arrays.copyOf(sum, size),
                Arrays.copyOf(minimum, size),
                Arrays.copyOf(maximum, size));
    }

    private void thin() {
        period *= 2;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            long begin = Math.floorDiv(start[i], period) * period;
            if (kept > 0 && start[kept - 1] == begin) {
                merge(kept - 1, samples[i], sum[i], minimum[i], maximum[i]);
            } else {
                put(kept++, begin, samples[i], sum[i], minimum[i], maximum[i]);
            }
        }
        size = kept;
    }

    private void put(int i, long begin, double n, double total, double least, double most) {
        start[i] = begin;
        samples[i] = n;
        sum[i] = total;
        minimum[i] = least;
        maximum[i] = most;
    }

    private void merge(int i, double n, double total, double least, double most) {
        put(i, start[i], samples[i] + n, sum[i] + total, Math.min(minimum[i], least), Math.max(maximum[i], most));
    }

    private void grow(int length) {
        start = Arrays.copyOf(start, length);
        samples = Arrays.copyOf(samples, length);
        sum = Arrays.copyOf(sum, length);
        minimum = Arrays.copyOf(minimum, length);
        maximum = Arrays.copyOf(maximum, length);
    }
}
