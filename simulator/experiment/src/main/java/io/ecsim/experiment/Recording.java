// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.aws.HealthStatus;
import io.ecsim.cluster.ClusterView;
import io.ecsim.journal.Entry;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.placement.Takers;
import io.ecsim.requests.TracedRequest;
import io.ecsim.simulation.RunObserver;
import io.ecsim.simulation.SmallestSizes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What reports draw from: the metrics of services, target groups and the cluster, counts of tasks and instances from
 * change to change, what was on which instance when, and the rows of the journal that a person would want to read. Its
 * size is bounded by the number of services, however long the run: series are thinned, of many tasks and instances the
 * first are told, and of more than {@link #ROWS} rows those in the middle are only counted.
 */
public final class Recording implements RunObserver {
    /** So many notable rows are kept: the first half of them, and the newest. */
    public static final int ROWS = 20_000;

    private static final int HALF = ROWS / 2;

    /**
     * The rows that are not kept; they are in the journal file only.
     *
     * @param rows how many
     * @param after time of the last row before them
     * @param before time of the first row after them
     */
    public record Gap(long rows, long after, long before) {}

    private final Map<Metric, MetricRecorder> metrics = new LinkedHashMap<>();
    private final TimeSpent timeSpent = new TimeSpent();
    private final TaskCounts counts = new TaskCounts();
    private final OccupancyRecorder occupancy;
    private final TaskLives tasks = new TaskLives();
    private final InstanceLives instances = new InstanceLives();
    private final Map<Class<?>, Long> notable = new LinkedHashMap<>();
    private final List<JournalRow> first = new ArrayList<>();
    private final Deque<JournalRow> newest = new ArrayDeque<>();
    private long rowsLeftOut;

    /** Where nobody knows the tasks, no room is of no use. */
    public Recording() {
        this(null, null, List.of());
    }

    /**
     * @param sizes of all tasks that the scenario knows; null when nobody knows
     * @param takers the same with all that they need; null when nobody knows
     * @param chosen moments that are worth a picture whatever happens, in nanoseconds since the scenario's start
     */
    public Recording(SmallestSizes sizes, Takers takers, List<Long> chosen) {
        occupancy = new OccupancyRecorder(sizes, takers, chosen);
    }

    @Override
    public void begins(ClusterView cluster) {
        occupancy.begins(cluster);
    }

    @Override
    public void add(long time, Entry entry) {
        counts.add(time, entry);
        occupancy.add(time, entry);
        tasks.add(time, entry);
        instances.add(time, entry);
        if (!isNotable(entry)) {
            return;
        }
        notable.merge(entry.getClass(), 1L, Long::sum);
        if (first.size() < HALF) {
            first.add(new JournalRow(time, entry));
            return;
        }
        if (newest.size() == HALF) {
            newest.removeFirst();
            rowsLeftOut++;
        }
        newest.addLast(new JournalRow(time, entry));
    }

    @Override
    public void metric(Metric metric, Datapoint point) {
        metrics.computeIfAbsent(metric, m -> new MetricRecorder(m, point.period()))
                .add(point);
    }

    @Override
    public void traced(TracedRequest request) {
        timeSpent.add(request);
    }

    /** Where the time of requests went, by service: of the sample that is traced, so none in the fluid solver. */
    public Map<String, TimeSpent.Breakdown> timeSpent() {
        return timeSpent.services();
    }

    /** In the order in which they first had data. */
    public List<MetricSeries> metrics() {
        return metrics.values().stream().map(MetricRecorder::series).toList();
    }

    /** By service name, in the order of creation. */
    public Map<String, ServiceSeries> services() {
        return counts.services();
    }

    /** CPU units that are paid for on Fargate. */
    public StepSeries fargateCpu() {
        return counts.fargateCpu();
    }

    /** Tasks without a service. */
    public JobSeries jobs() {
        return counts.jobs();
    }

    /** Instances from registration to termination: those that can take tasks. */
    public StepSeries instances() {
        return counts.instances();
    }

    /**
     * The same by what they are: of Auto Scaling groups, on demand and Spot, and those of none; empty without a group. In
     * the order in which they first registered.
     */
    public Map<String, StepSeries> instancesByGroup() {
        return counts.instancesByGroup();
    }

    /** The same by availability zone. */
    public Map<String, StepSeries> instancesByZone() {
        return counts.instancesByZone();
    }

    /** The first {@value TaskLives#LIMIT} tasks of services, in the order of their placement. */
    public List<TaskLife> taskLives() {
        return tasks.lives();
    }

    /** How many tasks of services more there were. */
    public long taskLivesLeftOut() {
        return tasks.leftOut();
    }

    /**
     * The first {@value InstanceLives#LIMIT} instances with what was on them, in the order of their registration.
     *
     * @param end of the run, nanoseconds since the scenario's start
     */
    public List<InstanceLife> instanceLives(long end) {
        return instances.lives(end);
    }

    /** How full all instances were. */
    public Fullness fullness() {
        return instances.fullness();
    }

    /** How many instances more there were. */
    public long instanceLivesLeftOut() {
        return instances.leftOut();
    }

    /**
     * Who was on which instance at the moments worth a picture, in order of time; when no task was ever on one only those
     * that were chosen.
     *
     * @param end of the run, nanoseconds since the scenario's start
     */
    public List<Occupancy> moments(long end) {
        return occupancy.moments(end);
    }

    /** What of the instances was free and took no task. */
    public UnusableRoom unusableRoom() {
        return occupancy.unusable();
    }

    /**
     * Requests, deployments and their passes, service events, scaling, refusals, losses, alarms, unhealthy targets; in
     * order of time, without those of the gap.
     */
    public List<JournalRow> rows() {
        List<JournalRow> rows = new ArrayList<>(first);
        rows.addAll(newest);
        return rows;
    }

    /** Empty when all notable rows are kept. */
    public Optional<Gap> gap() {
        return rowsLeftOut == 0
                ? Optional.empty()
                : Optional.of(new Gap(
                        rowsLeftOut,
                        first.get(HALF - 1).time(),
                        newest.getFirst().time()));
    }

    /** How many notable rows of a kind there were, kept or not. */
    public long count(Class<? extends Entry> kind) {
        return notable.getOrDefault(kind, 0L);
    }

    /** The life of single tasks fills the journal and tells a reader little: it shows in the counts. */
    private static boolean isNotable(Entry entry) {
        if (entry instanceof Entry.TargetHealthChanged change) {
            return change.state().equals("unhealthy");
        }
        if (entry instanceof Entry.TaskHealthChanged change) {
            return !change.healthy();
        }
        if (entry instanceof Entry.ContainerStatusChanged change) {
            return change.why() != null || change.exitCode() != null && change.exitCode() != 0;
        }
        if (entry instanceof Entry.ContainerHealthChanged change) {
            return change.health() == HealthStatus.UNHEALTHY;
        }
        return !(entry instanceof Entry.TaskPlaced
                || entry instanceof Entry.DiscoveryInstanceChanged
                || entry instanceof Entry.ImagePulled
                || entry instanceof Entry.ImageRemoved
                || entry instanceof Entry.TaskStatusChanged
                || entry instanceof Entry.TaskStopRequested
                || entry instanceof Entry.TasksWaiting
                || entry instanceof Entry.TargetRegistered
                || entry instanceof Entry.LifecycleStateChanged
                || entry instanceof Entry.InstanceRegistered);
    }
}
