// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.MonitoringConfiguration;
import io.ecsim.aws.TaskSize;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.kernel.Time;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.metrics.MetricStore;
import io.ecsim.metrics.Samples;
import io.ecsim.queue.Queues;
import io.ecsim.service.Service;
import io.ecsim.simulation.Meter.Publisher;
import io.ecsim.workload.Load;
import io.ecsim.workload.TaskReading;

/** Reads the tasks of one service (SC-115 to SC-119). */
final class ServiceMeter {
    /** The points of a metric, and the shorter readings of the minute that is not over yet. */
    private static final class Series {
        private final Metric metric;
        private boolean isShort;
        private Samples readings = new Samples();

        Series(Metric metric) {
            this.metric = metric;
        }
    }

    private final Service service;
    private final ClusterState cluster;
    private final Load load;
    private final Queues queues;
    private final MetricStore store;
    private final GroupCpuMeter groups;
    private final Series cpu;
    private final Series memory;
    private Usage usage = new Usage();

    ServiceMeter(
            Service service,
            ClusterState cluster,
            Load load,
            Queues queues,
            MetricNames names,
            MetricStore store,
            GroupCpuMeter groups) {
        this.groups = groups;
        this.service = service;
        this.cluster = cluster;
        this.load = load;
        this.queues = queues;
        this.store = store;
        this.cpu = new Series(names.cpu(service.name()));
        this.memory = new Series(names.memory(service.name()));
    }

    /** Whether it is read between two minutes. */
    boolean isShort() {
        return cpu.isShort || memory.isShort;
    }

    /**
     * One sample for each task that is RUNNING at the end of the period (SC-117).
     *
     * @param minute takes points of a minute
     * @param fast takes points of 20 seconds
     */
    void readTasks(long now, Publisher minute, Publisher fast) {
        long period = isShort() ? Meter.SHORT : Time.MINUTE;
        Utilization cpuUtilization = new Utilization(store.wantsSamples(cpu.metric));
        Utilization memoryUtilization = new Utilization(store.wantsSamples(memory.metric));
        for (Task task : cluster.tasks(service.name())) {
            if (!task.isUp()) {
                continue;
            }
            TaskReading reading = load.readTask(task.id());
            double ofMessages = queues.takeCpuSeconds(task.id());
            if (task.isRunning() && reading.seconds() > 0) {
                double vcpus = Math.min(
                        (reading.cpuSeconds() + ofMessages) / reading.seconds(), TaskCpus.limit(task.revision()));
                usage.add(task, reading.seconds(), vcpus, reading.memory());
                groups.used(task, vcpus * reading.seconds());
                cpuUtilization.add(vcpus, (double) task.revision().cpu() / TaskSize.UNITS_PER_VCPU);
                memoryUtilization.add(reading.memory(), task.revision().memory());
            }
        }
        publish(cpu, cpuUtilization, now, period, minute, fast);
        publish(memory, memoryUtilization, now, period, minute, fast);
        if (now % Time.MINUTE == 0 && !service.primary().isInProgress()) {
            adopt(service.primary().target().monitoring());
        }
    }

    /** What its tasks used since this was last asked. */
    Usage takeUsage() {
        Usage taken = usage;
        usage = new Usage();
        return taken;
    }

    /** A resolution holds once the deployment that brought it is complete (SC-119). */
    private void adopt(MonitoringConfiguration monitoring) {
        cpu.isShort = MonitoringConfiguration.resolutionSeconds(monitoring, "CPUUtilization") < 60;
        memory.isShort = MonitoringConfiguration.resolutionSeconds(monitoring, "MemoryUtilization") < 60;
    }

    private static void publish(
            Series series, Utilization utilization, long now, long period, Publisher minute, Publisher fast) {
        Datapoint point = utilization.isEmpty() ? null : utilization.toDatapoint(now, period);
        if (series.isShort || period == Time.MINUTE) {
            if (point != null) {
                (series.isShort ? fast : minute).publish(series.metric, point);
            }
            return;
        }
        if (point != null) {
            series.readings.add(point);
        }
        if (now % Time.MINUTE == 0) {
            Datapoint whole = series.readings.toDatapoint(now - Time.MINUTE, Time.MINUTE);
            series.readings = new Samples();
            if (whole != null && point != null) {
                minute.publish(series.metric, averaged(whole, point.samples()));
            }
        }
    }

    /** Readings inside a minute are averaged (SC-110): again one sample a task. */
    private static Datapoint averaged(Datapoint whole, double tasks) {
        return new Datapoint(
                whole.start(),
                whole.period(),
                tasks,
                tasks * whole.sum() / whole.samples(),
                whole.minimum(),
                whole.maximum(),
                whole.values());
    }
}
