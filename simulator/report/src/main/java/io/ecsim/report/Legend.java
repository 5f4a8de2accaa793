// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;

/** Names the lines above the plot, each beside a piece of it, and breaks into rows where the chart is narrow. */
final class Legend {
    private static final int ROW = 20;
    private static final int SAMPLE = 26;
    private static final int GAP = 7;
    private static final int BETWEEN = 20;

    private final Graphics2D g;
    private final FontMetrics metrics;
    private final Size size;
    private double x;
    private double y = ROW / 2.0;

    private Legend(Graphics2D g, Size size) {
        this.g = g;
        this.size = size;
        this.metrics = g.getFontMetrics(Size.FONT);
        this.x = size == Size.WIDE ? size.left() : 2;
    }

    /** How much of the height it took. A line without a name is named by the title. */
    static double paint(Graphics2D g, Chart chart, Size size) {
        if (chart.lines().stream().allMatch(line -> line.name().isEmpty())
                && chart.scaling().isEmpty()) {
            return 0;
        }
        Legend legend = new Legend(g, size);
        g.setFont(Size.FONT);
        chart.lines().forEach(legend::add);
        if (!chart.scaling().isEmpty()) {
            legend.addScaling();
        }
        return legend.y + ROW / 2.0;
    }

    private void add(Line line) {
        makeRoom(line.name());
        g.setPaint(line.ink().sentinel());
        g.setStroke(line.dash().stroke());
        g.draw(new Line2D.Double(x, y, x + SAMPLE, y));
        name(line.name());
    }

    private void addScaling() {
        String name = "scaled out, in";
        makeRoom(name);
        g.setPaint(Ink.MUTED.sentinel());
        g.fill(MarkPainter.triangle(x + 7, y + 4, true));
        g.fill(MarkPainter.triangle(x + 19, y + 4, false));
        name(name);
    }

    private void makeRoom(String name) {
        boolean first = x <= size.left();
        if (!first && x + SAMPLE + GAP + metrics.stringWidth(name) > size.width()) {
            x = size == Size.WIDE ? size.left() : 2;
            y += ROW;
        }
    }

    private void name(String name) {
        g.setPaint(Ink.TEXT.sentinel());
        g.drawString(name, (float) (x + SAMPLE + GAP), (float) (y + metrics.getAscent() / 2.0 - 1));
        x += SAMPLE + GAP + metrics.stringWidth(name) + BETWEEN;
    }
}
