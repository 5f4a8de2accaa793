// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

import java.util.List;

/**
 * What is read out of a period's samples (SC-102, SC-103). Constants are spelled as on the wire.
 *
 * @param name as on the wire: {@code Average}, {@code p99.9}
 * @param percentile from 0 to 100; NaN for what is no percentile
 */
public record Statistic(String name, double percentile) {
    public static final Statistic Average = new Statistic("Average", Double.NaN);
    public static final Statistic Sum = new Statistic("Sum", Double.NaN);
    public static final Statistic Minimum = new Statistic("Minimum", Double.NaN);
    public static final Statistic Maximum = new Statistic("Maximum", Double.NaN);
    public static final Statistic SampleCount = new Statistic("SampleCount", Double.NaN);

    /** Those that every data point has. */
    public static final List<Statistic> PLAIN = List.of(Average, Sum, Minimum, Maximum, SampleCount);

    /**
     * The statistic of a name such as {@code Average} or {@code p99}.
     *
     * @return null if there is none of that name
     */
    public static Statistic of(String name) {
        for (Statistic plain : PLAIN) {
            if (plain.name.equals(name)) {
                return plain;
            }
        }
        if (name == null || !name.matches("p(100(\\.0{1,10})?|\\d{1,2}(\\.\\d{1,10})?)")) {
            return null;
        }
        return new Statistic(name, Double.parseDouble(name.substring(1)));
    }

    public boolean isPercentile() {
        return !Double.isNaN(percentile);
    }

    /** How many samples a percentile needs to mean something (SC-104); 0 for other statistics. */
    public double samplesNeeded() {
        if (!isPercentile() || percentile == 0 || percentile == 100) {
            return 0;
        }
        double share = percentile / 100;
        return share < 0.5 ? 10 / share : 10 / (1 - share);
    }

    @Override
    public String toString() {
        return name;
    }
}
