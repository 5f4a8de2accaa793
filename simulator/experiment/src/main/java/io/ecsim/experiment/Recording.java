// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.journal.Entry;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.simulation.RunObserver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What reports draw from: the metrics of services, target groups and the cluster, counts of tasks and instances from
 * change to change, and the rows of the journal that a person would want to read. Its size is bounded by the number of
 * services, however long the run: series are thinned, and rows beyond {@link #ROWS} are only counted.
 */
public final class Recording implements RunObserver {
    /** So many notable rows are kept. */
    public static final int ROWS = 20_000;

    private final Map<Metric, MetricRecorder> metrics = new LinkedHashMap<>();
    private final TaskCounts counts = new TaskCounts();
    private final List<JournalRow> rows = new ArrayList<>();
    private long rowsLeftOut;

    @Override
    public void add(long time, Entry entry) {
        counts.add(time, entry);
        if (!isNotable(entry)) {
            return;
        }
        if (rows.size() < ROWS) {
            rows.add(new JournalRow(time, entry));
        } else {
            rowsLeftOut++;
        }
    }

    @Override
    public void metric(Metric metric, Datapoint point) {
        metrics.computeIfAbsent(metric, m -> new MetricRecorder(m, point.period()))
                .add(point);
    }

    /** In the order in which they first had data. */
    public List<MetricSeries> metrics() {
        return metrics.values().stream().map(MetricRecorder::series).toList();
    }

    /** By service name, in the order of creation. */
    public Map<String, ServiceSeries> services() {
        return counts.services();
    }

    /** Instances from registration to termination: those that can take tasks. */
    public StepSeries instances() {
        return counts.instances();
    }

    /** Requests, deployments and their passes, service events, scaling, refusals, losses, alarms, unhealthy targets. */
    public List<JournalRow> rows() {
        return Collections.unmodifiableList(rows);
    }

    /** How many notable rows came after the first {@link #ROWS}; they are in the journal file only. */
    public long rowsLeftOut() {
        return rowsLeftOut;
    }

    /** The life of single tasks fills the journal and tells a reader little: it shows in the counts. */
    private static boolean isNotable(Entry entry) {
        if (entry instanceof Entry.TargetHealthChanged change) {
            return change.state().equals("unhealthy");
        }
        if (entry instanceof Entry.TaskHealthChanged change) {
            return !change.healthy();
        }
        return !(entry instanceof Entry.TaskPlaced
                || entry instanceof Entry.TaskStatusChanged
                || entry instanceof Entry.TaskStopRequested
                || entry instanceof Entry.TargetRegistered
                || entry instanceof Entry.InstanceRegistered);
    }
}
