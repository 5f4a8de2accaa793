// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.TaskLastStatus;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Time;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Keeps everything that a run leaves behind and answers questions about it. Times are seconds. */
final class Recorder implements RunObserver {
    record Row(double at, Entry entry) {}

    final List<Row> rows = new ArrayList<>();
    /** By name: of the whole cluster, a service, a target group or a queue. */
    final Map<String, List<Datapoint>> metrics = new LinkedHashMap<>();
    /** All, also those of load balancers and of zones. */
    final Map<Metric, List<Datapoint>> byMetric = new LinkedHashMap<>();

    static Recorder of(Scenarios scenario) {
        Recorder recorder = new Recorder();
        Simulation.run(scenario.build(), recorder, () -> false, true);
        return recorder;
    }

    @Override
    public void add(long time, Entry entry) {
        rows.add(new Row(Time.toSeconds(time), entry));
    }

    @Override
    public void metric(Metric metric, Datapoint point) {
        byMetric.computeIfAbsent(metric, each -> new ArrayList<>()).add(point);
        String dimensions = metric.dimensions();
        boolean ofCluster =
                !dimensions.contains("ServiceName=") && metric.name().endsWith("Utilization");
        if (!ofCluster
                && !dimensions.startsWith("AvailabilityZone=")
                && (!dimensions.startsWith("LoadBalancer=") || dimensions.contains(",TargetGroup="))) {
            metrics.computeIfAbsent(metric.name(), name -> new ArrayList<>()).add(point);
        }
    }

    <T extends Entry> List<T> all(Class<T> kind) {
        return of(kind).map(row -> kind.cast(row.entry())).toList();
    }

    private <T extends Entry> Stream<Row> of(Class<T> kind) {
        return rows.stream().filter(row -> kind.isInstance(row.entry()));
    }

    /** {@code STATUS SECONDS} for every move of a task, counted from a time. */
    List<String> moves(String task, double from) {
        return of(Entry.TaskStatusChanged.class)
                .filter(row -> ((Entry.TaskStatusChanged) row.entry()).task().equals(task))
                .map(row -> ((Entry.TaskStatusChanged) row.entry()).status() + " " + seconds(row.at() - from))
                .toList();
    }

    /** States of a task's containers: name, status, exit code if known, seconds. */
    List<String> containers(String task) {
        return of(Entry.ContainerStatusChanged.class)
                .filter(row ->
                        ((Entry.ContainerStatusChanged) row.entry()).task().equals(task))
                .map(row -> {
                    var change = (Entry.ContainerStatusChanged) row.entry();
                    String code = change.exitCode() == null ? "" : " (" + change.exitCode() + ")";
                    return change.container() + " " + change.status() + code + " " + seconds(row.at());
                })
                .toList();
    }

    /** What health checks of containers said: name, health, seconds. */
    List<String> healths() {
        return of(Entry.ContainerHealthChanged.class)
                .map(row -> {
                    var change = (Entry.ContainerHealthChanged) row.entry();
                    return change.container() + " " + change.health() + " " + seconds(row.at());
                })
                .toList();
    }

    double reached(String task, String service, TaskLastStatus status) {
        return of(Entry.TaskStatusChanged.class)
                .filter(row -> row.entry().equals(new Entry.TaskStatusChanged(task, service, status)))
                .findFirst()
                .orElseThrow()
                .at();
    }

    /** {@code TEXT SECONDS} for every service event whose text holds some words. */
    List<String> events(String words) {
        return of(Entry.ServiceEvent.class)
                .filter(row -> ((Entry.ServiceEvent) row.entry()).message().contains(words))
                .map(row -> seconds(row.at()))
                .toList();
    }

    /** {@code SECONDS stop N start N} for every pass of the scheduler that did either. */
    List<String> passes() {
        return of(Entry.SchedulerPass.class)
                .filter(row -> pass(row).stopped() + pass(row).started() > 0)
                .map(row -> seconds(row.at()) + " stop " + pass(row).stopped() + " start "
                        + pass(row).started())
                .toList();
    }

    private static Entry.SchedulerPass pass(Row row) {
        return (Entry.SchedulerPass) row.entry();
    }

    /** {@code TASK SECONDS} for every stop that was asked for, in order. */
    List<String> stopRequests() {
        return of(Entry.TaskStopRequested.class)
                .map(row -> ((Entry.TaskStopRequested) row.entry()).task() + " " + seconds(row.at()))
                .toList();
    }

    /** Seconds at which rows of a kind were written. */
    List<Double> times(Class<? extends Entry> kind) {
        return of(kind).map(Row::at).toList();
    }

    /** What the control plane said to what the timeline asked for. */
    List<String> outcomes() {
        return all(Entry.Requested.class).stream().map(Entry.Requested::outcome).toList();
    }

    List<Datapoint> points(String metric) {
        return metrics.getOrDefault(metric, List.of());
    }

    Datapoint lastPoint(String metric) {
        List<Datapoint> points = points(metric);
        return points.get(points.size() - 1);
    }

    double placed(String task) {
        return of(Entry.TaskPlaced.class)
                .filter(row -> ((Entry.TaskPlaced) row.entry()).task().equals(task))
                .findFirst()
                .orElseThrow()
                .at();
    }

    static String seconds(double seconds) {
        return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds);
    }
}
