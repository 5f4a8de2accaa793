// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;

/** How an area is filled, so that areas differ without their colour too. */
enum Fill {
    SOLID,
    OUTLINE,
    LIGHT;

    private static final BasicStroke LINE = new BasicStroke(1f);
    private static final int LIGHT_ALPHA = 90;

    static Fill ofSeries(int i) {
        return values()[i % values().length];
    }

    void paint(Graphics2D g, Ink ink, Shape shape) {
        if (this == SOLID) {
            g.setPaint(ink.sentinel());
            g.fill(shape);
            return;
        }
        if (this == LIGHT) {
            g.setPaint(ink.sentinel(LIGHT_ALPHA));
            g.fill(shape);
        }
        g.setPaint(ink.sentinel());
        g.setStroke(LINE);
        g.draw(shape);
    }
}
