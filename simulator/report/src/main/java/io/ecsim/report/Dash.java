// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import java.awt.BasicStroke;

/** How a line is broken, so that lines differ without their colour too. */
enum Dash {
    SOLID(2.0f),
    DASHED(1.8f, 7, 4),
    DOTTED(2.2f, 2, 3),
    LONG(1.8f, 14, 4),
    DASH_DOT(1.8f, 8, 3, 2, 3),
    THIN(1.2f);

    /** One for each line of a chart, in order. */
    private static final Dash[] SERIES = {SOLID, DASHED, DOTTED, LONG, DASH_DOT, THIN};

    private final BasicStroke stroke;

    Dash(float width, float... pattern) {
        stroke = new BasicStroke(
                width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, pattern.length == 0 ? null : pattern, 0);
    }

    static Dash ofSeries(int i) {
        return SERIES[i % SERIES.length];
    }

    BasicStroke stroke() {
        return stroke;
    }
}
