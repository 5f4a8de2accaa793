// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.SortedSamples;
import java.util.ArrayList;
import java.util.List;

/** Used over reserved: least and most are those of single tasks, the average is that of the sums (SC-115, SC-117). */
final class Utilization {
    private int tasks;
    private double used;
    private double reserved;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;
    /** Those of single tasks; null when nobody asks for them. */
    private final List<Double> samples;

    /** @param withSamples whether single samples are kept, for percentiles */
    Utilization(boolean withSamples) {
        samples = withSamples ? new ArrayList<>() : null;
    }

    /** A task that reserves nothing has no utilization. */
    void add(double taskUses, double taskReserves) {
        if (taskReserves > 0) {
            tasks++;
            used += taskUses;
            reserved += taskReserves;
            least = Math.min(least, 100 * taskUses / taskReserves);
            most = Math.max(most, 100 * taskUses / taskReserves);
            if (samples != null) {
                samples.add(100 * taskUses / taskReserves);
            }
        }
    }

    boolean isEmpty() {
        return tasks == 0;
    }

    /**
     * In percent, one sample a task.
     *
     * @param period that has just ended, in nanoseconds
     */
    Datapoint toDatapoint(long ends, long period) {
        double average = 100 * used / reserved;
        return new Datapoint(
                ends - period,
                period,
                tasks,
                tasks * average,
                least,
                most,
                samples == null
                        ? null
                        : SortedSamples.of(samples.stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray()));
    }
}
