// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Draws the marks over a plot: upright lines with their label, and triangles along the lower edge for scaling. */
final class MarkPainter {
    private static final BasicStroke DEPLOYMENT = new BasicStroke(1);
    private static final BasicStroke EVENT =
            new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {3, 3}, 0);
    private static final float FONT_SIZE = 11;
    private static final int GAP = 4;
    /** How far a mark's line and its label stand out above the plot. */
    private static final int RISE = 14;

    private static final float LIFT = 5;
    /** Beyond this many they would be a hatching. */
    private static final int MOST_LINES = 60;

    private final Graphics2D g;
    private final Rectangle2D area;
    private final long end;
    /** How far to the right labels have been written. */
    private double written = Double.NEGATIVE_INFINITY;

    MarkPainter(Graphics2D g, Rectangle2D area, long end) {
        this.g = g;
        this.area = area;
        this.end = end;
    }

    void paint(List<Mark> lines, List<Mark> scaling) {
        g.setFont(Size.FONT.deriveFont(FONT_SIZE));
        lines.stream().limit(MOST_LINES).forEach(this::paintLine);
        if (!scaling.isEmpty()) {
            Path2D triangles = new Path2D.Double();
            for (Mark mark : scaling) {
                boolean up = mark.kind() == Mark.Kind.SCALED_OUT;
                triangles.append(triangle(x(mark), area.getMaxY(), up), false);
            }
            g.setPaint(Ink.MUTED.sentinel());
            g.fill(triangles);
        }
    }

    /** A triangle that stands on its base, or hangs head down, above {@code bottom}. */
    static Shape triangle(double x, double bottom, boolean up) {
        double base = up ? bottom - 1 : bottom - 7;
        double tip = up ? bottom - 7 : bottom - 1;
        Path2D path = new Path2D.Double();
        path.moveTo(x - 3, base);
        path.lineTo(x + 3, base);
        path.lineTo(x, tip);
        path.closePath();
        return path;
    }

    private void paintLine(Mark mark) {
        boolean event = mark.kind() == Mark.Kind.EVENT;
        g.setPaint((event ? Ink.RED : Ink.MUTED).sentinel());
        g.setStroke(event ? EVENT : DEPLOYMENT);
        g.draw(new Line2D.Double(x(mark), area.getMinY() - RISE, x(mark), area.getMaxY()));
        label(mark);
    }

    /** To the right of the line, or to its left near the edge; not at all where another label is. */
    private void label(Mark mark) {
        double width = g.getFontMetrics().stringWidth(mark.label());
        double x = x(mark) + GAP;
        if (x + width > area.getMaxX()) {
            x = x(mark) - GAP - width;
        }
        if (x < written || x < area.getMinX()) {
            return;
        }
        g.setPaint(Ink.TEXT.sentinel());
        g.drawString(mark.label(), (float) x, (float) area.getMinY() - LIFT);
        written = x + width + GAP;
    }

    private double x(Mark mark) {
        return area.getMinX() + area.getWidth() * mark.time() / Math.max(1, end);
    }
}
