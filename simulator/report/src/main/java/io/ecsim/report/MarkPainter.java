// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * Draws the marks over a plot: upright lines with their number, and triangles along the lower edge for scaling. Where
 * numbers would overlap they are drawn together, as {@code 3–5}; a label follows its number where there is room.
 */
final class MarkPainter {
    private static final BasicStroke DEPLOYMENT = new BasicStroke(1);
    private static final BasicStroke EVENT =
            new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {3, 3}, 0);
    private static final float FONT_SIZE = 11;
    private static final int GAP = 3;
    /** How far a mark's line and its label stand out above the plot. */
    private static final int RISE = 14;

    private static final float LIFT = 5;

    private final Graphics2D g;
    private final Rectangle2D area;
    private final long end;
    private final Size size;

    MarkPainter(Graphics2D g, Rectangle2D area, long end, Size size) {
        this.g = g;
        this.area = area;
        this.end = end;
        this.size = size;
    }

    void paint(List<Mark> lines, List<Mark> scaling) {
        g.setFont(Size.FONT.deriveFont(FONT_SIZE));
        lines.forEach(this::paintLine);
        int first = 0;
        while (first < lines.size()) {
            int last = lastTogether(lines, first);
            label(lines, first, last);
            first = last + 1;
        }
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
    }

    /** The last of the marks whose number would be written over those before it. */
    private int lastTogether(List<Mark> marks, int first) {
        int last = first;
        while (last + 1 < marks.size()
                && x(marks.get(last + 1)) < x(marks.get(first)) + 2 * GAP + width(numbers(first, last))) {
            last++;
        }
        return last;
    }

    private static String numbers(int first, int last) {
        return first == last ? String.valueOf(first + 1) : (first + 1) + "–" + (last + 1);
    }

    private void label(List<Mark> marks, int first, int last) {
        String text = numbers(first, last);
        double x = x(marks.get(first)) + GAP;
        double room = last + 1 < marks.size() ? x(marks.get(last + 1)) - GAP : area.getMaxX();
        String named = text + " " + marks.get(first).label();
        if (size == Size.WIDE && first == last && x + width(named) <= room) {
            text = named;
        }
        g.setPaint(Ink.TEXT.sentinel());
        g.drawString(text, (float) x, (float) area.getMinY() - LIFT);
    }

    private double width(String text) {
        return g.getFontMetrics().stringWidth(text);
    }

    private double x(Mark mark) {
        return area.getMinX() + area.getWidth() * mark.time() / Math.max(1, end);
    }
}
