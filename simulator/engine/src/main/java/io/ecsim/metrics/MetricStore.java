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
        watch(metric, span, false);
    }

    /** @param samples whether single samples are asked for too, which percentiles need (SC-103) */
    public void watch(Metric metric, long span, boolean samples) {
        Series series = watched.computeIfAbsent(metric, m -> new Series());
        series.span = Math.max(series.span, span);
        series.samples |= samples;
    }

    /** Whether somebody asks for a metric. */
    public boolean wants(Metric metric) {
        return watched.containsKey(metric);
    }

    /** Whether somebody asks for the single samples of a metric. */
    public boolean wantsSamples(Metric metric) {
        Series series = watched.get(metric);
        return series != null && series.samples;
    }

    /** Whether somebody asks for the single samples of a metric of that name, whatever its dimensions. */
    public boolean wantsSamplesOf(String namespace, String name) {
        return watched.entrySet().stream()
                .anyMatch(each -> each.getValue().samples
                        && each.getKey().name().equals(name)
                        && each.getKey().namespace().equals(namespace));
    }

    /** Whether somebody asks for a metric that has a dimension of that name. */
    public boolean wantsDimension(String dimension) {
        return watched.keySet().stream()
                .anyMatch(metric -> ("," + metric.dimensions()).contains("," + dimension + "="));
    }

    /** From the end of a period of a metric until its point is visible, in nanoseconds; 0 before its first point. */
    public long delay(Metric metric) {
        Series series = watched.get(metric);
        return series == null ? 0 : series.delay;
    }

    /**
     * Takes the point of a period that has ended; those of one metric come in order of time.
     *
     * @param delay nanoseconds from the end of the period until the point is visible
     * @throws IllegalArgumentException if the point does not lie behind the metric's last one
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
     * @param period nanoseconds
     * @return one value a slot, oldest first; NaN where no point is visible
     */
    public double[] range(Metric metric, Statistic statistic, long period, int slots, long now) {
        return range(metric, statistic, period, slots, now, delay(metric));
    }

    /** As if the metric were published with another delay, so that it can be compared with a slower one. */
    public double[] range(Metric metric, Statistic statistic, long period, int slots, long now, long delay) {
        double[] values = new double[slots];
        Arrays.fill(values, Double.NaN);
        Series series = watched.get(metric);
        if (series != null && !series.points.isEmpty()) {
            series.fill(values, statistic, period, now - delay);
        }
        return values;
    }

    /** Points of one metric, oldest first, and the clock by which they are published. */
    private static final class Series {
        private final Deque<Datapoint> points = new ArrayDeque<>();
        private long span;
        private long delay;
        private boolean samples;

        void add(Datapoint point, long newDelay) {
            Datapoint last = points.peekLast();
            if (last != null && point.start() < last.end()) {
                throw new IllegalArgumentException(point + " does not follow " + last);
            }
            if (last != null && point.period() != last.period()) {
                points.clear(); // another resolution is another series
            }
            delay = newDelay;
            points.addLast(point);
            // The publication clock is behind the newest point by the delay and less than one period.
            long oldestNeeded = point.end() - delay - point.period() - span;
            while (points.peekFirst().start() < oldestNeeded) {
                points.removeFirst();
            }
        }

        /** A point counts where it is stamped: a period shorter than it is mostly empty (SC-106). */
        void fill(double[] values, Statistic statistic, long period, long visible) {
            long step = points.peekLast().period();
            long grid = period % step == 0 ? step : period;
            long newestEnd = Math.floorDiv(visible, grid) * grid;
            Samples[] gathered = new Samples[values.length];
            for (Datapoint point : points) {
                long age = newestEnd - (period < step ? point.start() + period : point.end());
                int slot = values.length - 1 - (int) Math.min(age / period, values.length);
                if (age < 0 || slot < 0 || point.end() > visible) {
                    continue;
                }
                if (period <= step) {
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
