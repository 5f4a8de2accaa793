// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

import java.util.List;

/** What an alarm looks at, one value a period: a statistic of a metric, or an expression over several of them. */
public sealed interface MetricQuery permits MetricStat, MetricMath {
    /** What people call it: the metric's name, or the expression's label. */
    String name();

    /** A value of it for people. */
    String text(double value);

    /** All metrics that it reads. */
    List<MetricStat> stats();

    /**
     * The values of the newest periods.
     *
     * @param period nanoseconds
     * @return one value a slot, oldest first; NaN where there is no point
     */
    double[] range(MetricStore store, long period, int slots, long now);

    /** Makes the store keep what this reads over a span of nanoseconds. */
    default void watch(MetricStore store, long span) {
        stats().forEach(stat ->
                store.watch(stat.metric(), span, stat.statistic().isPercentile()));
    }
}
