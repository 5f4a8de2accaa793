// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

import io.ecsim.kernel.Time;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** What a function of metric math gives. */
record ExpressionCall(Expression.Call call, Map<String, double[]> series, int slots, long period) {

    double[] value() {
        return switch (call.function()) {
            case "ABS" -> each(Math::abs);
            case "CEIL" -> each(Math::ceil);
            case "FLOOR" -> each(Math::floor);
            case "PERIOD" -> filled(Time.toSeconds(period));
            case "RATE" -> rate();
            case "FILL" -> fill();
            case "IF" -> choose();
            default -> aggregate();
        };
    }

    private double[] argument(int i) {
        return call.arguments().get(i).evaluate(series, slots, period);
    }

    private double[] filled(double value) {
        double[] values = new double[slots];
        Arrays.fill(values, value);
        return values;
    }

    private double[] each(DoubleUnaryOperator function) {
        return Arrays.stream(argument(0)).map(function).toArray();
    }

    /** The change from point to point in a second. */
    private double[] rate() {
        double[] values = argument(0);
        double[] rates = filled(Double.NaN);
        for (int i = 1; i < slots; i++) {
            rates[i] = (values[i] - values[i - 1]) / Time.toSeconds(period);
        }
        return rates;
    }

    /** {@code FILL(m1, 0)}, {@code FILL(m1, m2)}, {@code FILL(m1, REPEAT)}, {@code FILL(m1, LINEAR)}. */
    private double[] fill() {
        double[] values = argument(0);
        if (call.arguments().get(1) instanceof Expression.Id id && id.id().equals("REPEAT")) {
            for (int i = 1; i < slots; i++) {
                values[i] = Double.isNaN(values[i]) ? values[i - 1] : values[i];
            }
            return values;
        }
        if (call.arguments().get(1) instanceof Expression.Id id && id.id().equals("LINEAR")) {
            return linear(values);
        }
        double[] instead = argument(1);
        for (int i = 0; i < slots; i++) {
            values[i] = Double.isNaN(values[i]) ? instead[i] : values[i];
        }
        return values;
    }

    /** Between two points, on the line between them; after the last, as the last. */
    private double[] linear(double[] values) {
        int last = -1;
        for (int i = 0; i < slots; i++) {
            if (!Double.isNaN(values[i])) {
                for (int gap = last + 1; last >= 0 && gap < i; gap++) {
                    values[gap] = values[last] + (values[i] - values[last]) * (gap - last) / (i - last);
                }
                last = i;
            }
        }
        for (int gap = last + 1; last >= 0 && gap < slots; gap++) {
            values[gap] = values[last];
        }
        return values;
    }

    private double[] choose() {
        double[] condition = argument(0);
        double[] yes = argument(1);
        double[] no = call.arguments().size() > 2 ? argument(2) : filled(Double.NaN);
        for (int i = 0; i < slots; i++) {
            yes[i] = Double.isNaN(condition[i]) ? Double.NaN : condition[i] != 0 ? yes[i] : no[i];
        }
        return yes;
    }

    /** Of several series period by period; of one, one number over all its periods. Missing points do not count. */
    private double[] aggregate() {
        List<double[]> all = new ArrayList<>();
        if (call.function().equals("METRICS") || call.list() && call.arguments().isEmpty()) {
            all.addAll(series.values());
        } else {
            call.arguments().forEach(each -> all.add(each.evaluate(series, slots, period)));
        }
        double[] values = new double[slots];
        for (int i = 0; i < slots; i++) {
            int slot = i;
            double[] column =
                    call.list() ? all.stream().mapToDouble(each -> each[slot]).toArray() : all.get(0);
            values[i] = aggregate(
                    Arrays.stream(column).filter(value -> !Double.isNaN(value)).toArray());
        }
        return values;
    }

    private double aggregate(double[] known) {
        if (known.length == 0) {
            return Double.NaN;
        }
        return switch (call.function()) {
            case "MAX" -> Arrays.stream(known).max().getAsDouble();
            case "MIN" -> Arrays.stream(known).min().getAsDouble();
            case "AVG" -> sum(known) / known.length;
            default -> sum(known);
        };
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
