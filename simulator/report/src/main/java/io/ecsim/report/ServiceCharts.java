// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.MetricSeries;
import io.ecsim.experiment.RunOutcome;
import io.ecsim.experiment.ServiceSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;

/**
 * The charts of services. A service alone has its lines named by what they show; several share a chart with a line
 * each, except for their tasks. A chart that would be empty is left out.
 */
final class ServiceCharts {
    static final int MOST_SERVICES = 6;

    private static final double MILLIS = 1_000;
    private static final double PERCENT = 100;

    private final RunOutcome outcome;
    private final Clock clock;
    private final Metrics metrics;
    private final List<String> services;
    /** What makes ids unique, and titles say whose they are; both empty in the charts of the day. */
    private final String suffix;

    private final String whose;
    private final List<Chart> charts = new ArrayList<>();

    private ServiceCharts(RunOutcome outcome, Clock clock, List<String> services, String suffix, String whose) {
        this.outcome = outcome;
        this.clock = clock;
        this.metrics = new Metrics(outcome);
        this.services = services;
        this.suffix = suffix;
        this.whose = whose;
    }

    /** All services together: what a service alone has, or a line for each of several. */
    static List<Chart> of(RunOutcome outcome, Clock clock) {
        ServiceCharts all = new ServiceCharts(outcome, clock, shown(outcome), "", "");
        if (!all.services.isEmpty()) {
            all.traffic();
            all.charts.addAll(TargetGroupCharts.of(outcome, clock, all.services));
            all.errors();
            if (all.single()) {
                all.tasks();
            } else {
                all.runningTasks();
            }
            all.utilisation();
            all.requestsPerTarget();
            all.responseTime();
        }
        return all.charts;
    }

    /** One of several services. @param number makes ids unique */
    static List<Chart> ofOne(RunOutcome outcome, Clock clock, String service, int number) {
        ServiceCharts one = new ServiceCharts(outcome, clock, List.of(service), "-" + number, " of " + service);
        one.traffic();
        one.tasks();
        one.utilisation();
        one.responseTime();
        return one.charts;
    }

    /** The services with most requests and tasks, in the scenario's order. */
    static List<String> shown(RunOutcome outcome) {
        List<String> all = outcome.recording().services().keySet().stream()
                .filter(outcome.result().services()::containsKey)
                .toList();
        if (all.size() <= MOST_SERVICES) {
            return all;
        }
        Comparator<String> busiest = Comparator.<String>comparingLong(service ->
                        outcome.result().services().get(service).requests().offered())
                .thenComparingInt(service ->
                        outcome.recording().services().get(service).running().max())
                .reversed();
        List<String> chosen = all.stream().sorted(busiest).limit(MOST_SERVICES).toList();
        return all.stream().filter(chosen::contains).toList();
    }

    private String highest(List<Line> lines, DoubleFunction<String> figure) {
        return Captions.highest(lines, !single(), clock, figure);
    }

    private boolean single() {
        return services.size() == 1;
    }

    private void traffic() {
        List<Line> lines = lines("offered", this::requests, Metrics::perSecond);
        if (lines.isEmpty()) {
            return;
        }
        String caption = highest(lines, rate -> Figures.number(rate) + " requests/s");
        if (single()) {
            metrics.errors(services.get(0))
                    .ifPresent(errors -> lines.add(Line.ofMetric(
                            "failed or rejected",
                            Ink.RED,
                            Dash.DASHED,
                            errors,
                            i -> somethingOrGap(Metrics.perSecond(errors, i)))));
        }
        add(
                "traffic",
                "Traffic" + whose + ", requests per second",
                caption,
                Scale.of(Line.max(lines), Figures::compact),
                lines);
    }

    private void errors() {
        List<Line> lines = lines("failed or rejected", metrics::errors, (errors, i) -> PERCENT * errors.average(i));
        if (single()) {
            lines.replaceAll(line -> new Line(line.name(), Ink.RED, Dash.SOLID, line.time(), line.value()));
        }
        String caption = highest(lines, Figures::percentage);
        add("errors", "Requests that failed or were rejected, %", caption, Scale.ofPercent(Line.max(lines)), lines);
    }

    private void tasks() {
        String service = services.get(0);
        ServiceSeries series = outcome.recording().services().get(service);
        List<Line> lines = List.of(
                Line.ofSteps("running", Ink.BLUE, Dash.SOLID, series.running(), clock.end()),
                Line.ofSteps("healthy", Ink.TEAL, Dash.DOTTED, series.healthy(), clock.end()),
                Line.ofSteps("desired", Ink.RED, Dash.DASHED, series.desired(), clock.end()));
        if (Line.max(lines) > 0) {
            String caption = Captions.tasks(lines.get(0), lines.get(2), clock);
            Scale scale = Scale.ofCounts(Line.max(lines));
            charts.add(new Chart("tasks" + suffix, "Tasks of " + service, caption, scale, lines, scaling()));
        }
    }

    private void runningTasks() {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < services.size(); i++) {
            ServiceSeries series = outcome.recording().services().get(services.get(i));
            lines.add(Line.ofSteps(services.get(i), Ink.ofSeries(i), Dash.ofSeries(i), series.running(), clock.end()));
        }
        String caption = highest(lines, count -> Figures.count(Math.round(count), "task", "tasks"));
        add("tasks", "Running tasks, by service", caption, Scale.ofCounts(Line.max(lines)), lines);
    }

    private List<Mark> scaling() {
        return services.stream()
                .flatMap(service -> Marks.scaling(outcome, service).stream())
                .toList();
    }

    private void utilisation() {
        List<Line> cpu = lines("CPU", service -> metrics.of(service, "CPUUtilization"), MetricSeries::average);
        List<Line> memory = lines("memory", service -> metrics.of(service, "MemoryUtilization"), MetricSeries::average);
        if (single()) {
            List<Line> both = new ArrayList<>(cpu);
            memory.forEach(line -> both.add(new Line(line.name(), Ink.TEAL, Dash.DOTTED, line.time(), line.value())));
            String caption = Captions.ranges(both, Figures::percentage);
            both.addAll(targets("CPUUtilization", "CPU target"));
            both.addAll(targets("MemoryUtilization", "memory target"));
            add("utilisation", "CPU and memory utilisation" + whose + ", % of what tasks reserve", caption, both);
            return;
        }
        String highest = highest(cpu, Figures::percentage);
        cpu.addAll(targets("CPUUtilization", "target"));
        add("cpu", "CPU utilisation, % of what tasks reserve", highest, cpu);
        highest = highest(memory, Figures::percentage);
        memory.addAll(targets("MemoryUtilization", "target"));
        add("memory", "Memory utilisation, % of what tasks reserve", highest, memory);
    }

    /** Only where a policy holds it: otherwise it tells no more than the traffic does. */
    private void requestsPerTarget() {
        List<Line> targets = targets("RequestCountPerTarget", "target");
        List<Line> lines = lines(
                "requests per target",
                service -> metrics.of(service, "RequestCountPerTarget"),
                (series, i) -> 60 * Metrics.perSecond(series, i));
        if (targets.isEmpty() || lines.isEmpty()) {
            return;
        }
        String caption = highest(lines, Figures::number);
        lines.addAll(targets);
        Scale scale = Scale.of(Line.max(lines), Figures::compact);
        add("requests-per-target", "Requests per target and minute", caption, scale, lines);
    }

    private void responseTime() {
        Function<String, Optional<MetricSeries>> times = service -> metrics.of(service, "TargetResponseTime");
        List<Line> means = lines("mean", times, (series, i) -> MILLIS * series.average(i));
        String caption = highest(means, Figures::millis);
        List<Line> both = new ArrayList<>(means);
        if (single()) {
            times.apply(services.get(0))
                    .map(series ->
                            Line.ofMetric("slowest", Ink.RED, Dash.DASHED, series, i -> MILLIS * series.maximum()[i]))
                    .filter(slowest -> slowest.max() > Line.max(means))
                    .ifPresent(both::add);
        }
        if (both.size() > means.size()) {
            add(
                    "response-time",
                    "Response time" + whose + ", ms",
                    caption,
                    Scale.of(Line.max(both), Figures::compact),
                    both);
        } else {
            add(
                    "response-time",
                    "Mean response time" + whose + ", ms",
                    caption,
                    Scale.of(Line.max(means), Figures::compact),
                    means);
        }
    }

    private Optional<MetricSeries> requests(String service) {
        return metrics.of(service, "RequestCount").filter(series -> series.size() > 0);
    }

    /** Where nothing failed there is no line, rather than one along the axis all day. */
    private static double somethingOrGap(double rate) {
        return rate > 0 ? rate : Double.NaN;
    }

    /** A line for each service that has the metric, with the service's own colour and dash. */
    private List<Line> lines(
            String nameIfSingle,
            Function<String, Optional<MetricSeries>> find,
            ToDoubleBiFunction<MetricSeries, Integer> value) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < services.size(); i++) {
            String name = single() ? nameIfSingle : services.get(i);
            Ink ink = Ink.ofSeries(i);
            Dash dash = Dash.ofSeries(i);
            find.apply(services.get(i))
                    .map(series -> Line.ofMetric(name, ink, dash, series, k -> value.applyAsDouble(series, k)))
                    .filter(line -> !line.isEmpty())
                    .ifPresent(lines::add);
        }
        return lines;
    }

    /** A level for each value that a policy holds the metric at. */
    private List<Line> targets(String metric, String name) {
        return services.stream()
                .map(service -> metrics.target(service, metric))
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .distinct()
                .map(value -> Line.level(name + " " + Figures.number(value), value, clock.end()))
                .toList();
    }

    private void add(String id, String title, String caption, List<Line> lines) {
        add(id, title, caption, Scale.ofPercent(Line.max(lines)), lines);
    }

    private void add(String id, String title, String caption, Scale scale, List<Line> lines) {
        // Levels, which are muted, and lines that never leave the axis show nothing.
        if (lines.stream().allMatch(line -> line.ink() == Ink.MUTED || line.max() <= 0)) {
            return;
        }
        boolean titleSaysAll = single() && lines.size() == 1;
        List<Line> named = titleSaysAll ? List.of(lines.get(0).nameless()) : lines;
        boolean scales = id.equals("tasks") || id.equals("utilisation");
        charts.add(new Chart(id + suffix, title, caption, scale, named, scales ? scaling() : List.of()));
    }
}
