// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import java.awt.Font;

/**
 * The two sizes in which every chart is drawn: a chart made for a desk, shrunk to a phone, cannot be read.
 */
enum Size {
    WIDE(1040, 230, 58, 9),
    NARROW(358, 220, 52, 4);

    /** Logical, so that it is there wherever a font is. */
    static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private final int width;
    private final int height;
    private final int left;
    private final int timeTicks;

    Size(int width, int height, int left, int timeTicks) {
        this.width = width;
        this.height = height;
        this.left = left;
        this.timeTicks = timeTicks;
    }

    int width() {
        return width;
    }

    /** Of a chart. */
    int height() {
        return height;
    }

    /** The room for the labels of the value axis. */
    int left() {
        return left;
    }

    /** How many steps the time axis may have. */
    int timeTicks() {
        return timeTicks;
    }

    /** What is unique to a chart's drawing in this size. */
    String idPrefix(String chart) {
        return this == WIDE ? chart : chart + "-narrow";
    }
}
