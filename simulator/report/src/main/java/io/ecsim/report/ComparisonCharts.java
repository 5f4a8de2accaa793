// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.compare.Comparison;
import io.ecsim.experiment.compare.Comparison.Compared;
import io.ecsim.experiment.compare.Estimate;
import io.ecsim.experiment.compare.Figure;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** A figure of all variants: a dot for each mean, a bar through it for its confidence interval, its name above. */
final class ComparisonCharts {
    private static final int ROW = 40;
    private static final int BELOW = 30;
    private static final double DOT = 9;
    private static final int SIDE = 14;
    private static final int NAME_ABOVE = 9;

    private ComparisonCharts() {}

    static Picture picture(Comparison comparison, Figure figure) {
        Compared compared = comparison.figures().get(figure.path());
        int height = ROW * comparison.variants().size() + BELOW;
        String caption = "Mean of " + comparison.seeds().size() + " runs, and its 95 % confidence interval";
        return new Picture(
                figure.path().replace('.', '-'),
                figure.name() + ", " + figure.unit(),
                caption,
                size -> height,
                (g, size) -> paint(g, size, comparison, compared, height));
    }

    private static void paint(Graphics2D g, Size size, Comparison comparison, Compared compared, int height) {
        ChartRenderingInfo info = new ChartRenderingInfo();
        XYPlot plot = plot(compared);
        JFreeChart chart = new JFreeChart(null, Size.FONT, plot, false);
        chart.setBackgroundPaint(null);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        chart.draw(g, new Rectangle2D.Double(0, 0, size.width(), height), info);
        Rectangle2D area = info.getPlotInfo().getDataArea();
        g.setFont(Size.FONT);
        g.setPaint(Ink.TEXT.sentinel());
        double row = area.getHeight() / comparison.variants().size();
        for (int i = 0; i < comparison.variants().size(); i++) {
            String label = fitting(g, comparison.variants().get(i).label(), size.width() - 2 * SIDE);
            g.drawString(label, SIDE, (float) (area.getY() + (i + 0.5) * row - NAME_ABOVE));
        }
    }

    private static String fitting(Graphics2D g, String label, int width) {
        String shown = label;
        while (shown.length() > 2 && g.getFontMetrics(Size.FONT).stringWidth(shown) > width) {
            shown = shown.substring(0, shown.length() - 2) + "…";
        }
        return shown;
    }

    private static XYPlot plot(Compared compared) {
        XYIntervalSeries series = new XYIntervalSeries("means");
        for (int i = 0; i < compared.means().size(); i++) {
            Estimate mean = compared.means().get(i);
            series.add(mean.mean(), mean.low(), mean.high(), i, i, i);
        }
        XYIntervalSeriesCollection dataset = new XYIntervalSeriesCollection();
        dataset.addSeries(series);
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawYError(false);
        renderer.setSeriesPaint(0, Ink.BLUE.sentinel());
        renderer.setErrorPaint(Ink.BLUE.sentinel());
        renderer.setErrorStroke(new BasicStroke(2));
        renderer.setSeriesShape(0, new Ellipse2D.Double(-DOT / 2, -DOT / 2, DOT, DOT));
        NumberAxis rows = new NumberAxis(null);
        rows.setRange(-0.5, compared.means().size() - 0.5);
        rows.setInverted(true);
        rows.setVisible(false);
        XYPlot plot = new XYPlot(dataset, valueAxis(), rows, renderer);
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setInsets(new RectangleInsets(0, SIDE, 0, SIDE));
        plot.setRangeGridlinesVisible(false);
        plot.setDomainGridlinePaint(Ink.GRID.sentinel());
        plot.setDomainGridlineStroke(new BasicStroke(1));
        return plot;
    }

    private static NumberAxis valueAxis() {
        NumberAxis axis = new NumberAxis(null);
        axis.setAutoRangeIncludesZero(false);
        axis.setTickLabelFont(Size.FONT);
        axis.setTickLabelPaint(Ink.MUTED.sentinel());
        axis.setTickMarkPaint(Ink.MUTED.sentinel());
        axis.setAxisLinePaint(Ink.MUTED.sentinel());
        axis.setNumberFormatOverride(new TickText(Figures::compact));
        return axis;
    }
}
