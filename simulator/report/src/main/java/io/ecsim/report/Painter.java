// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultXYDataset;

/** Draws a chart: the legend above, the plot by JFreeChart, the marks on top of it. */
final class Painter {
    private static final float HAIRLINE = 1f;
    private static final int SPACE_ON_THE_RIGHT = 22;
    private static final int SPACE_BELOW = 24;
    /** Here stand the labels of the marks. */
    private static final int SPACE_ABOVE = 20;
    /** Keeps a chart below 100 KB: a point is written in about 12 bytes. */
    private static final int MOST_POINTS = 6_000;

    /** Keeps a line at the very top whole. */
    private static final double HEADROOM = 1.015;

    private final Clock clock;
    private final List<Mark> marks;

    Painter(Clock clock, List<Mark> marks) {
        this.clock = clock;
        this.marks = marks;
    }

    Picture picture(Chart chart) {
        return new Picture(
                chart.id(), chart.title(), chart.caption(), Size::height, (g, size) -> paint(g, chart, size));
    }

    private void paint(Graphics2D g, Chart chart, Size size) {
        double legend = Legend.paint(g, chart, size);
        Rectangle2D below = new Rectangle2D.Double(0, legend, size.width(), size.height() - legend);
        ChartRenderingInfo info = new ChartRenderingInfo();
        bare(plot(chart, size)).draw(g, below, info);
        new MarkPainter(g, info.getPlotInfo().getDataArea(), clock.end()).paint(marks, chart.scaling());
    }

    /** Without title, legend, background and frame: the page has these. */
    private static JFreeChart bare(XYPlot plot) {
        JFreeChart chart = new JFreeChart(null, Size.FONT, plot, false);
        chart.setBackgroundPaint(null);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        return chart;
    }

    private XYPlot plot(Chart chart, Size size) {
        XYPlot plot =
                new XYPlot(dataset(chart, size), timeAxis(size), valueAxis(chart.scale()), renderer(chart.lines()));
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(Ink.GRID.sentinel());
        plot.setRangeGridlineStroke(new BasicStroke(HAIRLINE));
        // The first of the lines matters most and lies on top.
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.REVERSE);
        // Fixed, so that the same moment is at the same place in every chart.
        plot.setFixedRangeAxisSpace(space(size.left(), SPACE_ON_THE_RIGHT, 0, 0));
        plot.setFixedDomainAxisSpace(space(0, 0, SPACE_ABOVE, SPACE_BELOW));
        return plot;
    }

    private static AxisSpace space(double left, double right, double top, double bottom) {
        AxisSpace space = new AxisSpace();
        space.setLeft(left);
        space.setRight(right);
        space.setTop(top);
        space.setBottom(bottom);
        return space;
    }

    private DefaultXYDataset dataset(Chart chart, Size size) {
        int columns = Math.min(size.width() / 2, MOST_POINTS / 4 / chart.lines().size());
        DefaultXYDataset dataset = new DefaultXYDataset();
        for (int i = 0; i < chart.lines().size(); i++) {
            Line line = Thinning.thin(chart.lines().get(i), clock.end(), columns);
            double[] x = new double[line.time().length];
            for (int k = 0; k < x.length; k++) {
                x[k] = clock.epochSeconds(line.time()[k]);
            }
            // By position: two lines may bear the same name.
            dataset.addSeries(i, new double[][] {x, line.value()});
        }
        return dataset;
    }

    private static XYLineAndShapeRenderer renderer(List<Line> lines) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        // One path a line, not one element a point: 66 KB instead of 3.8 MB for a day.
        renderer.setDrawSeriesLineAsPath(true);
        for (int i = 0; i < lines.size(); i++) {
            renderer.setSeriesPaint(i, lines.get(i).ink().sentinel());
            renderer.setSeriesStroke(i, lines.get(i).dash().stroke());
        }
        return renderer;
    }

    private NumberAxis timeAxis(Size size) {
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

    private static NumberAxis valueAxis(Scale scale) {
        NumberAxis axis = axis(new NumberTickUnit(scale.step(), new TickText(scale.label())));
        axis.setRange(0, HEADROOM * scale.top());
        return axis;
    }

    private static NumberAxis axis(NumberTickUnit unit) {
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
