// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Names what areas stand for, each beside a piece of it, and breaks into rows where the picture is narrow. */
final class Key {
    static final int ROW = 20;
    private static final int SAMPLE = 22;
    private static final int GAP = 6;
    private static final int BETWEEN = 18;

    /** @param height of the sample, in pixels */
    record Entry(String name, Ink ink, Fill fill, double height) {}

    private Key() {}

    /** How much of the height it takes. */
    static int height(List<Entry> entries, Size size) {
        // Java measures text without a picture too; the estimate only has to be the same in both calls.
        double x = 0;
        int rows = 1;
        for (Entry entry : entries) {
            double width = SAMPLE + GAP + entry.name().length() * 7.2 + BETWEEN;
            if (x > 0 && x + width > size.width() - start(size)) {
                x = 0;
                rows++;
            }
            x += width;
        }
        return rows * ROW;
    }

    static void paint(Graphics2D g, List<Entry> entries, Size size) {
        g.setFont(Size.FONT);
        FontMetrics metrics = g.getFontMetrics(Size.FONT);
        double x = 0;
        double y = ROW / 2.0;
        for (Entry entry : entries) {
            double width = SAMPLE + GAP + entry.name().length() * 7.2 + BETWEEN;
            if (x > 0 && x + width > size.width() - start(size)) {
                x = 0;
                y += ROW;
            }
            double left = start(size) + x;
            entry.fill()
                    .paint(
                            g,
                            entry.ink(),
                            new Rectangle2D.Double(left, y - entry.height() / 2, SAMPLE, entry.height()));
            g.setPaint(Ink.TEXT.sentinel());
            g.drawString(entry.name(), (float) (left + SAMPLE + GAP), (float) (y + metrics.getAscent() / 2.0 - 1));
            x += width;
        }
    }

    private static int start(Size size) {
        return size == Size.WIDE ? size.left() : 2;
    }
}
