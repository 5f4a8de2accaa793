// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

/**
 * The statistics of one period, stamped with its start (SC-101, SC-102). It stands for at least one sample: a period
 * without samples has no data point.
 *
 * @param start nanoseconds since the scenario's start
 * @param period nanoseconds
 */
public record Datapoint(long start, long period, double samples, double sum, double minimum, double maximum) {

    /** The moment at which the period is over: the first that no longer belongs to it. */
    public long end() {
        return start + period;
    }

    public double value(Statistic statistic) {
        return switch (statistic) {
            case Average -> sum / samples;
            case Sum -> sum;
            case Minimum -> minimum;
            case Maximum -> maximum;
            case SampleCount -> samples;
        };
    }
}
