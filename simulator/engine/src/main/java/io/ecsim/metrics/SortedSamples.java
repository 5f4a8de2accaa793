// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

import java.util.Arrays;

/** The single samples of a period. */
public final class SortedSamples implements Percentiles {
    /** Sums of decimal percents are not exact: 0.999 x 1000 is 999 samples, not 1000. */
    private static final double EPSILON = 1e-9;

    private final double[] ascending;

    private SortedSamples(double[] ascending) {
        this.ascending = ascending;
    }

    public static SortedSamples of(double... samples) {
        double[] ascending = samples.clone();
        Arrays.sort(ascending);
        return new SortedSamples(ascending);
    }

    @Override
    public Percentiles and(Percentiles other) {
        if (!(other instanceof SortedSamples samples)) {
            return null;
        }
        double[] all = Arrays.copyOf(ascending, ascending.length + samples.ascending.length);
        System.arraycopy(samples.ascending, 0, all, ascending.length, samples.ascending.length);
        Arrays.sort(all);
        return new SortedSamples(all);
    }

    /** The nearest rank (SC-103): the least sample that is not below so many percent of them. */
    @Override
    public double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * ascending.length - EPSILON);
        return ascending[Math.max(0, rank - 1)];
    }
}
