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
    final Map<String, List<Datapoint>> metrics = new LinkedHashMap<>();

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
        metrics.computeIfAbsent(metric.name(), name -> new ArrayList<>()).add(point);
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

    double reached(String task, TaskLastStatus status) {
        return of(Entry.TaskStatusChanged.class)
                .filter(row -> row.entry().equals(new Entry.TaskStatusChanged(task, "web", status)))
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
