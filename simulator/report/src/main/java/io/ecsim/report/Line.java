// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.MetricSeries;
import io.ecsim.experiment.StepSeries;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * A line of a chart through points in order of time; it breaks at a NaN.
 *
 * @param time nanoseconds since the scenario's start
 */
record Line(String name, Ink ink, Dash dash, long[] time, double[] value) {

    /** A metric: each period's value holds for its period, and where a period has none the line breaks. */
    static Line ofMetric(String name, Ink ink, Dash dash, MetricSeries series, IntToDoubleFunction value) {
        Builder line = new Builder();
        for (int i = 0; i < series.size(); i++) {
            if (i > 0 && series.start()[i] > series.start()[i - 1] + series.period()) {
                line.add(series.start()[i - 1] + series.period(), Double.NaN);
            }
            line.add(series.start()[i], value.applyAsDouble(i));
            line.add(series.start()[i] + series.period(), value.applyAsDouble(i));
        }
        return line.build(name, ink, dash);
    }

    /** A count that holds from change to change, up to the end. */
    static Line ofSteps(String name, Ink ink, Dash dash, StepSeries series, long end) {
        Builder line = new Builder();
        int before = series.at(0);
        line.add(0, before);
        for (int i = 0; i < series.size(); i++) {
            if (series.time()[i] > 0) {
                line.add(series.time()[i], before);
                line.add(series.time()[i], series.value()[i]);
            }
            before = series.value()[i];
        }
        line.add(end, before);
        return line.build(name, ink, dash);
    }

    /** One value all the time. */
    static Line level(String name, double value, long end) {
        return new Line(name, Ink.MUTED, Dash.DASHED, new long[] {0, end}, new double[] {value, value});
    }

    /** The highest of all; 0 where there is none. */
    static double max(List<Line> lines) {
        return lines.stream()
                .mapToDouble(Line::max)
                .filter(v -> !Double.isNaN(v))
                .max()
                .orElse(0);
    }

    Line nameless() {
        return new Line("", ink, dash, time, value);
    }

    double max() {
        return Arrays.stream(value).filter(v -> !Double.isNaN(v)).max().orElse(Double.NaN);
    }

    double min() {
        return Arrays.stream(value).filter(v -> !Double.isNaN(v)).min().orElse(Double.NaN);
    }

    /** When the line is first at its highest. */
    long timeOfMax() {
        int best = 0;
        for (int i = 1; i < value.length; i++) {
            if (!(value[i] <= value[best])) {
                best = Double.isNaN(value[i]) ? best : i;
            }
        }
        return time[best];
    }

    boolean isEmpty() {
        return Double.isNaN(max());
    }

    /** A line under way. */
    static final class Builder {
        private long[] time = new long[64];
        private double[] value = new double[64];
        private int size;

        void add(long moment, double figure) {
            if (size == time.length) {
                time = Arrays.copyOf(time, 2 * size);
                value = Arrays.copyOf(value, 2 * size);
            }
            time[size] = moment;
            value[size++] = figure;
        }

        Line build(String name, Ink ink, Dash dash) {
            return new Line(name, ink, dash, Arrays.copyOf(time, size), Arrays.copyOf(value, size));
        }
    }
}
