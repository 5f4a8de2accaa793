// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.metrics.Metric;

/**
 * A metric over the run: one point a period. Point {@code i} began {@code start[i]} nanoseconds after the scenario's
 * start; periods without data have no point. The arrays are alike in length and must not be changed.
 *
 * @param period nanoseconds; longer than the metric's own when a long run was thinned, see {@link Recording}
 */
public record MetricSeries(
        Metric metric, long period, long[] start, double[] samples, double[] sum, double[] minimum, double[] maximum) {

    public int size() {
        return start.length;
    }

    /** CloudWatch's Average of a point: Sum by SampleCount; NaN when there was no sample. */
    public double average(int i) {
        return sum[i] / samples[i];
    }
}
