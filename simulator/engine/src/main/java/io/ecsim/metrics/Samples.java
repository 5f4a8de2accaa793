// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

/** Gathers the samples of one period. The order of adding decides the last bits of the sum, so add in a fixed order. */
public final class Samples {
    private double count;
    private double sum;
    private double minimum = Double.POSITIVE_INFINITY;
    private double maximum = Double.NEGATIVE_INFINITY;
    private Percentiles values;

    public void add(double value) {
        count++;
        sum += value;
        minimum = Math.min(minimum, value);
        maximum = Math.max(maximum, value);
        values = null;
    }

    /** Adds all samples of a shorter period that is over. */
    public void add(Datapoint point) {
        values = isEmpty()
                ? point.values()
                : values == null || point.values() == null ? null : values.and(point.values());
        count += point.samples();
        sum += point.sum();
        minimum = Math.min(minimum, point.minimum());
        maximum = Math.max(maximum, point.maximum());
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** The data point of the period, or null without samples: missing is not zero (SC-102). */
    public Datapoint toDatapoint(long start, long period) {
        return isEmpty() ? null : new Datapoint(start, period, count, sum, minimum, maximum, values);
    }
}
