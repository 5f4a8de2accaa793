// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.DefaultXYDataset;

/** Draws a chart: the legend above, the plot by JFreeChart, the marks on top of it. */
final class Painter {
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
        Rectangle2D area = Frame.paint(g, plot(chart, size), below, size, SPACE_ABOVE);
        new MarkPainter(g, area, clock.end(), size).paint(marks, chart.scaling());
    }

    private XYPlot plot(Chart chart, Size size) {
        XYPlot plot = new XYPlot(
                dataset(chart, size), Frame.timeAxis(clock, size), valueAxis(chart.scale()), renderer(chart.lines()));
        // The first of the lines matters most and lies on top.
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.REVERSE);
        return plot;
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

    private static NumberAxis valueAxis(Scale scale) {
        NumberAxis axis = Frame.axis(new NumberTickUnit(scale.step(), new TickText(scale.label())));
        axis.setRange(0, HEADROOM * scale.top());
        return axis;
    }
}
