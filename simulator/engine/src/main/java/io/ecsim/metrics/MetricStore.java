// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The newest data points of the metrics that alarms watch, each hidden until it has been published. Everything else
 * passes by: a run's metrics are streamed, never held.
 *
 * <p><b>Which period is the newest?</b> A point of the period that ends at {@code end} is visible from
 * {@code end + delay} on (SC-109, SC-217). Counted from the present, the newest periods of a slow metric would look
 * missing for ever, and no alarm would see three points in a row. So the newest slot is the newest period whose point
 * <em>should</em> be visible by now, given the delay with which the metric was published last. A slow metric is then
 * complete but late, while one that has stopped leaves a gap that grows slot by slot until nothing is left of it.
 *
 * <p>A statistic over a period of several points slides by one point, not by its own length: five-minute averages are
 * taken over minutes 1 to 5, then 2 to 6 (SC-204).
 */
public final class MetricStore {
    private final Map<Metric, Series> watched = new LinkedHashMap<>();

    /**
     * Keeps enough points of a metric from now on to answer {@link #range} over a span of time. The longest span asked
     * for counts.
     *
     * @param span nanoseconds, period times slots
     */
    public void watch(Metric metric, long span) {
        Series series = watched.computeIfAbsent(metric, m -> new Series());
        series.span = Math.max(series.span, span);
    }

    /**
     * Takes the point of a period that has ended; those of one metric come in order of time and have one length.
     *
     * @param delay nanoseconds from the end of the period until the point is visible
     * @throws IllegalArgumentException if the point does not lie behind the metric's last one or differs in length
     */
    public void publish(Metric metric, Datapoint point, long delay) {
        Series series = watched.get(metric);
        if (series != null) {
            series.add(point, delay);
        }
    }

    /**
     * A statistic of the newest periods.
     *
     * @param period nanoseconds, a multiple of the length of the metric's points
     * @return one value a slot, oldest first; NaN where no point is visible
     */
    public double[] range(Metric metric, Statistic statistic, long period, int slots, long now) {
        double[] values = new double[slots];
        Arrays.fill(values, Double.NaN);
        Series series = watched.get(metric);
        if (series != null && !series.points.isEmpty()) {
            series.fill(values, statistic, period, now);
        }
        return values;
    }

    /** Points of one metric, oldest first, and the clock by which they are published. */
    private static final class Series {
        private final Deque<Datapoint> points = new ArrayDeque<>();
        private long span;
        private long delay;

        void add(Datapoint point, long newDelay) {
            Datapoint last = points.peekLast();
            if (last != null && (point.start() < last.end() || point.period() != last.period())) {
                throw new IllegalArgumentException(point + " does not follow " + last);
            }
            delay = newDelay;
            points.addLast(point);
            // The publication clock is behind the newest point by the delay and less than one period.
            long oldestNeeded = point.end() - delay - point.period() - span;
            while (points.peekFirst().start() < oldestNeeded) {
                points.removeFirst();
            }
        }

        void fill(double[] values, Statistic statistic, long period, long now) {
            long step = points.peekLast().period();
            if (period % step != 0) {
                throw new IllegalArgumentException("A period of " + period + " ns is no multiple of " + step + " ns");
            }
            long newestEnd = Math.floorDiv(now - delay, step) * step;
            Samples[] gathered = new Samples[values.length];
            for (Datapoint point : points) {
                long age = newestEnd - point.end();
                int slot = values.length - 1 - (int) Math.min(age / period, values.length);
                if (age < 0 || slot < 0) {
                    continue;
                }
                if (period == step) {
                    values[slot] = point.value(statistic);
                    continue;
                }
                if (gathered[slot] == null) {
                    gathered[slot] = new Samples();
                }
                gathered[slot].add(point);
                values[slot] = gathered[slot].toDatapoint(point.start(), period).value(statistic);
            }
        }
    }
}
