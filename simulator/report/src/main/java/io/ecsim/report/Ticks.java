// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

/** Where the time axis is marked: at seconds, minutes, hours and days that people count by. */
final class Ticks {
    private static final double MINUTE = 60;
    private static final double HOUR = 3_600;
    private static final double DAY = 86_400;
    private static final double[] STEPS = {
        1,
        5,
        15,
        30,
        MINUTE,
        2 * MINUTE,
        5 * MINUTE,
        10 * MINUTE,
        15 * MINUTE,
        30 * MINUTE,
        HOUR,
        2 * HOUR,
        3 * HOUR,
        6 * HOUR,
        12 * HOUR,
        DAY,
        2 * DAY,
        5 * DAY,
        10 * DAY,
        30 * DAY,
        100 * DAY,
        500 * DAY
    };

    private Ticks() {}

    /** The shortest step, in seconds, that takes at most so many steps to cross the span. */
    static double timeStep(double span, int most) {
        for (double step : STEPS) {
            if (span / step <= most) {
                return step;
            }
        }
        return span;
    }
}
