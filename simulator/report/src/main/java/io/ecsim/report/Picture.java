// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import java.awt.Graphics2D;
import java.util.function.ToIntFunction;

/**
 * Something to look at, not drawn yet. It is drawn in sentinel colours, see {@link Ink}.
 *
 * @param id part of element ids and the file's name
 * @param title says what is shown, with the unit
 * @param caption what a reader should take from it, in a line
 * @param height how high it is at a width, in pixels
 */
record Picture(String id, String title, String caption, ToIntFunction<Size> height, Brush brush) {

    /** Draws it at a width. */
    @FunctionalInterface
    interface Brush {
        void paint(Graphics2D g, Size size);
    }

    int height(Size size) {
        return height.applyAsInt(size);
    }

    /** What it says to those who cannot see it. */
    String label() {
        return title + ". " + caption;
    }
}
