// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import java.util.function.DoubleFunction;

/**
 * The upright axis of a chart: from zero to {@code top} with a grid line every {@code step}.
 *
 * @param label the text at a grid line
 */
record Scale(double top, double step, DoubleFunction<String> label) {
    private static final int MOST_STEPS = 5;
    private static final double[] NICE = {1, 2, 2.5, 5, 10};

    static Scale of(double max, DoubleFunction<String> label) {
        double highest = max > 0 ? max : 1;
        double step = nice(highest / MOST_STEPS);
        return new Scale(Math.ceil(highest / step - 1e-9) * step, step, label);
    }

    /** For counts, whose grid lines are whole numbers. */
    static Scale ofCounts(double max) {
        double step = Math.max(1, nice(Math.max(1, max) / MOST_STEPS));
        // 2.5 is the only nice step that is no whole number.
        double whole = step == 2.5 ? 5 : step;
        return new Scale(Math.ceil(Math.max(1, max) / whole) * whole, whole, Figures::compact);
    }

    /** For percentages: the whole is 100 where the values come near it. */
    static Scale ofPercent(double max) {
        return max > 50 && max <= 100 ? new Scale(100, 25, Figures::percentage) : of(max, Figures::percentage);
    }

    private static double nice(double atLeast) {
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(atLeast)));
        for (double factor : NICE) {
            if (factor * power >= atLeast * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
