// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static io.ecsim.report.Tables.number;
import static io.ecsim.report.Tables.text;

import io.ecsim.experiment.RunOutcome;
import java.util.ArrayList;
import java.util.List;

/** The services of a run in figures. */
final class ServiceTable {
    private ServiceTable() {}

    static Html section(RunOutcome outcome, Clock clock, Easel easel) {
        if (outcome.result().services().isEmpty()) {
            return Html.NOTHING;
        }
        List<Tables.Column> columns = List.of(
                text("Service"),
                number("Desired"),
                number("Running"),
                number("Started"),
                number("Stopped"),
                number("Failed"),
                number("Requests"),
                number("Errors"),
                number("p50"),
                number("p95"),
                number("p99"));
        SummaryFigures summary = new SummaryFigures(outcome.summary());
        List<List<Object>> rows = new ArrayList<>();
        outcome.result()
                .services()
                .forEach((name, service) -> rows.add(List.of(
                        name,
                        summary.of(Figures.count(service.desiredCount()), "services", name, "desiredCount"),
                        summary.of(Figures.count(service.runningCount()), "services", name, "runningCount"),
                        summary.of(Figures.count(service.tasksStarted()), "services", name, "tasksStarted"),
                        summary.of(Figures.count(service.tasksStopped()), "services", name, "tasksStopped"),
                        summary.of(Figures.count(service.tasksFailed()), "services", name, "tasksFailed"),
                        summary.of(
                                Figures.requests(service.requests().offered()),
                                "services",
                                name,
                                "requests",
                                "offered"),
                        Figures.percent(Sentences.errorShare(service.requests())),
                        summary.of(Figures.millis(service.latency().p50()), "services", name, "latencyMillis", "p50"),
                        summary.of(Figures.millis(service.latency().p95()), "services", name, "latencyMillis", "p95"),
                        summary.of(
                                Figures.millis(service.latency().p99()), "services", name, "latencyMillis", "p99"))));
        String caption = "Tasks at the end and over the run, requests, and response times";
        return Page.section(
                "services",
                "Services",
                Tables.table(caption, columns, rows),
                ScalingTable.table(outcome, clock),
                each(outcome, clock, easel));
    }

    /** Of several services the busiest, one by one; a service alone is what the charts of the day show. */
    private static List<Html> each(RunOutcome outcome, Clock clock, Easel easel) {
        List<String> services = ServiceCharts.shown(outcome);
        List<Html> each = new ArrayList<>();
        for (int i = 0; services.size() > 1 && i < services.size(); i++) {
            List<Html> figures = ServiceCharts.ofOne(outcome, clock, services.get(i), i + 1).stream()
                    .map(easel::figure)
                    .toList();
            if (!figures.isEmpty()) {
                each.add(Html.details(false, "Charts of " + services.get(i), figures));
            }
        }
        return each;
    }
}
