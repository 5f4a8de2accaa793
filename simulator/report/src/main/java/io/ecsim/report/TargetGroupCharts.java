// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.MetricSeries;
import io.ecsim.experiment.RunOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/** How deployments moved the traffic of a service from one target group to the other; nothing of a service with one. */
final class TargetGroupCharts {
    private final Clock clock;
    private final Metrics metrics;
    private final List<Chart> charts = new ArrayList<>();

    private TargetGroupCharts(RunOutcome outcome, Clock clock) {
        this.clock = clock;
        metrics = new Metrics(outcome);
    }

    static List<Chart> of(RunOutcome outcome, Clock clock, List<String> services) {
        TargetGroupCharts all = new TargetGroupCharts(outcome, clock);
        for (int i = 0; i < services.size(); i++) {
            boolean single = services.size() == 1;
            all.add(services.get(i), single ? "" : "-" + (i + 1), single ? "" : " of " + services.get(i));
        }
        return all.charts;
    }

    /** @param suffix makes ids unique */
    private void add(String service, String suffix, String whose) {
        List<Line> rates = lines(service, "RequestCount", Metrics::perSecond);
        if (rates.size() < 2) {
            return;
        }
        charts.add(new Chart(
                "target-groups" + suffix,
                "Requests per second" + whose + ", by target group",
                Captions.highest(rates, true, clock, rate -> Figures.number(rate) + " requests/s"),
                Scale.of(Line.max(rates), Figures::compact),
                rates,
                List.of()));
        List<Line> perTarget =
                lines(service, "RequestCountPerTarget", (series, i) -> 60 * Metrics.perSecond(series, i));
        charts.add(new Chart(
                "requests-of-a-target" + suffix,
                "Requests per target and minute" + whose + ", by target group",
                Captions.highest(perTarget, true, clock, Figures::number),
                Scale.of(Line.max(perTarget), Figures::compact),
                perTarget,
                List.of()));
    }

    /** One for each target group that ever got a request. */
    private List<Line> lines(String service, String metric, ToDoubleBiFunction<MetricSeries, Integer> value) {
        List<Line> lines = new ArrayList<>();
        for (String group : metrics.targetGroups(service)) {
            int k = lines.size();
            metrics.ofTargetGroup(group, metric)
                    .map(series -> Line.ofMetric(
                            group, Ink.ofSeries(k), Dash.ofSeries(k), series, i -> value.applyAsDouble(series, i)))
                    .filter(line -> line.max() > 0)
                    .ifPresent(lines::add);
        }
        return lines;
    }
}
