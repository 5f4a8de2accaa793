// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.compare.Comparison;
import io.ecsim.experiment.compare.Estimate;
import io.ecsim.experiment.compare.Figure;
import io.ecsim.experiment.compare.Variant;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Objects;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * A figure of all variants: a dot for each mean, or for each difference to the first variant, a bar through it for its
 * confidence interval, its name above.
 */
final class ComparisonCharts {
    private static final int ROW = 40;
    private static final int BELOW = 30;
    private static final double DOT = 9;
    private static final int SIDE = 14;
    private static final int NAME_ABOVE = 9;

    private ComparisonCharts() {}

    static Picture means(Comparison comparison, Figure figure) {
        return picture(
                figure.path().replace('.', '-'),
                figure.name() + ", " + figure.unit(),
                "Mean of " + comparison.seeds().size() + " runs, and its 95 % confidence interval",
                labels(comparison),
                comparison.figures().get(figure.path()).means(),
                false);
    }

    /** Where bars of means overlap, those of the differences may still be away from 0: luck is the same in both runs. */
    static Picture differences(Comparison comparison, Figure figure) {
        List<String> labels = labels(comparison);
        List<Estimate> differences = comparison.figures().get(figure.path()).differences().stream()
                .filter(Objects::nonNull)
                .map(each -> new Estimate(each.value(), each.low(), each.high()))
                .toList();
        return picture(
                figure.path().replace('.', '-') + "-difference",
                figure.name() + ": difference to " + labels.get(0) + ", " + figure.unit(),
                "Run by run under the same luck, and its 95 % confidence interval",
                labels.subList(1, labels.size()),
                differences,
                true);
    }

    private static List<String> labels(Comparison comparison) {
        return comparison.variants().stream().map(Variant::label).toList();
    }

    private static Picture picture(
            String id, String title, String caption, List<String> labels, List<Estimate> estimates, boolean withZero) {
        int height = ROW * labels.size() + BELOW;
        return new Picture(
                id,
                title,
                caption,
                size -> height,
                (g, size) -> paint(g, size, labels, plot(estimates, withZero), height));
    }

    private static void paint(Graphics2D g, Size size, List<String> labels, XYPlot plot, int height) {
        ChartRenderingInfo info = new ChartRenderingInfo();
        JFreeChart chart = new JFreeChart(null, Size.FONT, plot, false);
        chart.setBackgroundPaint(null);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        chart.draw(g, new Rectangle2D.Double(0, 0, size.width(), height), info);
        Rectangle2D area = info.getPlotInfo().getDataArea();
        g.setFont(Size.FONT);
        g.setPaint(Ink.TEXT.sentinel());
        double row = area.getHeight() / labels.size();
        for (int i = 0; i < labels.size(); i++) {
            String label = fitting(g, labels.get(i), size.width() - 2 * SIDE);
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

    /** @param withZero whether the axis has 0, and a line there */
    private static XYPlot plot(List<Estimate> estimates, boolean withZero) {
        XYIntervalSeries series = new XYIntervalSeries("estimates");
        for (int i = 0; i < estimates.size(); i++) {
            Estimate estimate = estimates.get(i);
            series.add(estimate.mean(), estimate.low(), estimate.high(), i, i, i);
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
        rows.setRange(-0.5, estimates.size() - 0.5);
        rows.setInverted(true);
        rows.setVisible(false);
        XYPlot plot = new XYPlot(dataset, valueAxis(withZero), rows, renderer);
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setInsets(new RectangleInsets(0, SIDE, 0, SIDE));
        plot.setRangeGridlinesVisible(false);
        plot.setDomainGridlinePaint(Ink.GRID.sentinel());
        plot.setDomainGridlineStroke(new BasicStroke(1));
        if (withZero) {
            plot.addDomainMarker(new ValueMarker(0, Ink.MUTED.sentinel(), new BasicStroke(1)));
        }
        return plot;
    }

    private static NumberAxis valueAxis(boolean withZero) {
        NumberAxis axis = new NumberAxis(null);
        axis.setAutoRangeIncludesZero(withZero);
        // A dot at 0 is whole.
        axis.setAutoRangeStickyZero(false);
        axis.setTickLabelFont(Size.FONT);
        axis.setTickLabelPaint(Ink.MUTED.sentinel());
        axis.setTickMarkPaint(Ink.MUTED.sentinel());
        axis.setAxisLinePaint(Ink.MUTED.sentinel());
        axis.setNumberFormatOverride(new TickText(Figures::compact));
        return axis;
    }
}
