// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

/**
 * The statistics of one period, stamped with its start (SC-101, SC-102). It stands for at least one sample: a period
 * without samples has no data point.
 *
 * @param start nanoseconds since the scenario's start
 * @param period nanoseconds
 * @param values what percentiles need, kept only where an alarm asks for them; otherwise null
 */
public record Datapoint(
        long start, long period, double samples, double sum, double minimum, double maximum, Percentiles values) {

    /** A statistic set, of which single samples are not known. */
    public Datapoint(long start, long period, double samples, double sum, double minimum, double maximum) {
        this(start, period, samples, sum, minimum, maximum, null);
    }

    /** The moment at which the period is over: the first that no longer belongs to it. */
    public long end() {
        return start + period;
    }

    /** NaN for a percentile of a statistic set whose samples differ (SC-103). */
    public double value(Statistic statistic) {
        return switch (statistic.name()) {
            case "Average" -> sum / samples;
            case "Sum" -> sum;
            case "Minimum" -> minimum;
            case "Maximum" -> maximum;
            case "SampleCount" -> samples;
            default -> percentile(statistic.percentile());
        };
    }

    private double percentile(double percent) {
        if (values != null) {
            return minimum < 0 ? Double.NaN : values.percentile(percent);
        }
        return minimum == maximum ? minimum : Double.NaN;
    }
}
