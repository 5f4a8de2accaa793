// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.RunOutcome;
import io.ecsim.experiment.StepSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The charts of the cluster: its instances, what of them is reserved, and what they cost. */
final class ClusterCharts {
    private static final int MOST_PARTS = 6;

    private ClusterCharts() {}

    static List<Chart> of(RunOutcome outcome, Clock clock) {
        List<Chart> charts = new ArrayList<>();
        if (outcome.recording().instances().max() > 0) {
            charts.add(instances(outcome, clock));
        }
        Map<String, StepSeries> byGroup = outcome.recording().instancesByGroup();
        if (!byGroup.isEmpty()) {
            parts("instances-by-group", "Container instances by Auto Scaling group", byGroup, clock)
                    .ifPresent(charts::add);
            parts(
                            "instances-by-zone",
                            "Container instances by zone",
                            outcome.recording().instancesByZone(),
                            clock)
                    .ifPresent(charts::add);
        }
        List<Line> reserved = reserved(new Metrics(outcome));
        if (!reserved.isEmpty()) {
            charts.add(new Chart(
                    "reservation",
                    "CPU and memory reservation of the cluster, %",
                    Captions.ranges(reserved, Figures::percentage),
                    Scale.ofPercent(Line.max(reserved)),
                    reserved,
                    List.of()));
        }
        credits(new Metrics(outcome)).ifPresent(charts::add);
        CostCurve.of(outcome, clock).ifPresent(charts::add);
        return charts;
    }

    /** Of the first of them; a group's lowest, as that is who gets slow first. */
    private static Optional<Chart> credits(Metrics metrics) {
        List<Line> lines = new ArrayList<>();
        metrics.ofInstances("CPUCreditBalance").forEach((name, series) -> {
            if (lines.size() < MOST_PARTS) {
                Dash dash = lines.size() % 2 == 0 ? Dash.SOLID : Dash.DOTTED;
                lines.add(Line.ofMetric(name, Ink.ofSeries(lines.size()), dash, series, i -> series.minimum()[i]));
            }
        });
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new Chart(
                        "cpu-credits",
                        "CPU credits left",
                        Captions.ranges(lines, Figures::number),
                        Scale.of(Line.max(lines), Figures::compact),
                        lines,
                        List.of()));
    }

    private static Chart instances(RunOutcome outcome, Clock clock) {
        Line line = Line.ofSteps("", Ink.BLUE, Dash.SOLID, outcome.recording().instances(), clock.end());
        return new Chart(
                "instances",
                "Container instances",
                Captions.count(line, clock),
                Scale.ofCounts(line.max()),
                List.of(line),
                List.of());
    }

    /** Nothing when there is only one of them. */
    private static Optional<Chart> parts(String id, String title, Map<String, StepSeries> parts, Clock clock) {
        List<Line> lines = new ArrayList<>();
        parts.forEach((name, series) -> {
            if (lines.size() < MOST_PARTS) {
                Dash dash = lines.size() % 2 == 0 ? Dash.SOLID : Dash.DOTTED;
                lines.add(Line.ofSteps(name, Ink.ofSeries(lines.size()), dash, series, clock.end()));
            }
        });
        return lines.size() < 2
                ? Optional.empty()
                : Optional.of(new Chart(
                        id,
                        title,
                        Captions.ranges(lines, count -> Figures.count(Math.round(count))),
                        Scale.ofCounts(Line.max(lines)),
                        lines,
                        List.of()));
    }

    private static List<Line> reserved(Metrics metrics) {
        List<Line> lines = new ArrayList<>();
        metrics.ofCluster("CPUReservation")
                .map(series -> Line.ofMetric("CPU", Ink.BLUE, Dash.SOLID, series, series::average))
                .ifPresent(lines::add);
        metrics.ofCluster("MemoryReservation")
                .map(series -> Line.ofMetric("memory", Ink.TEAL, Dash.DOTTED, series, series::average))
                .ifPresent(lines::add);
        lines.removeIf(Line::isEmpty);
        return lines;
    }
}
