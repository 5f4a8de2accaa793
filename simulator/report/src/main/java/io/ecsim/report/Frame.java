// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;

/** What all plots have in common: where they are, and the time along their lower edge. */
final class Frame {
    static final float HAIRLINE = 1f;
    private static final int SPACE_ON_THE_RIGHT = 22;
    static final int SPACE_BELOW = 24;

    private Frame() {}

    /** Draws a plot without title, legend, background and frame: the page has these. Returns where its data are. */
    static Rectangle2D paint(Graphics2D g, XYPlot plot, Rectangle2D where, Size size, int spaceAbove) {
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(Ink.GRID.sentinel());
        plot.setRangeGridlineStroke(new BasicStroke(HAIRLINE));
        // Fixed, so that the same moment is at the same place in every picture.
        plot.setFixedRangeAxisSpace(space(size.left(), SPACE_ON_THE_RIGHT, 0, 0));
        plot.setFixedDomainAxisSpace(space(0, 0, spaceAbove, SPACE_BELOW));
        JFreeChart chart = new JFreeChart(null, Size.FONT, plot, false);
        chart.setBackgroundPaint(null);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        ChartRenderingInfo info = new ChartRenderingInfo();
        chart.draw(g, where, info);
        return info.getPlotInfo().getDataArea();
    }

    /** Only the time along the lower edge, for what is drawn by hand. */
    static Rectangle2D paint(Graphics2D g, Clock clock, Rectangle2D where, Size size) {
        NumberAxis rows = axis(new NumberTickUnit(1, new TickText(row -> "")));
        rows.setRange(0, 1);
        XYPlot plot = new XYPlot(null, timeAxis(clock, size), rows, null);
        plot.setRangeGridlinesVisible(false);
        return paint(g, plot, where, size, 0);
    }

    private static AxisSpace space(double left, double right, double top, double bottom) {
        AxisSpace space = new AxisSpace();
        space.setLeft(left);
        space.setRight(right);
        space.setTop(top);
        space.setBottom(bottom);
        return space;
    }

    static NumberAxis timeAxis(Clock clock, Size size) {
        double from = clock.epochSeconds(0);
        double to = Math.max(from + 1, clock.epochSeconds(clock.end()));
        double step = Ticks.timeStep(to - from, size.timeTicks());
        NumberAxis axis = axis(new NumberTickUnit(step, new TickText(at -> clock.tick(at, step))));
        axis.setRange(from, to);
        axis.setTickMarksVisible(true);
        axis.setTickMarkPaint(Ink.MUTED.sentinel());
        axis.setAxisLineVisible(true);
        axis.setAxisLinePaint(Ink.MUTED.sentinel());
        axis.setAxisLineStroke(new BasicStroke(HAIRLINE));
        return axis;
    }

    static NumberAxis axis(NumberTickUnit unit) {
        NumberAxis axis = new NumberAxis(null);
        axis.setTickUnit(unit, false, true);
        axis.setMinorTickCount(0);
        axis.setTickLabelFont(Size.FONT);
        axis.setTickLabelPaint(Ink.MUTED.sentinel());
        axis.setTickMarksVisible(false);
        axis.setAxisLineVisible(false);
        return axis;
    }
}
