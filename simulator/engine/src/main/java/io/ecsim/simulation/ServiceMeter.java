// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.TaskSize;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.metrics.Metric;
import io.ecsim.metrics.MetricStore;
import io.ecsim.queue.Queues;
import io.ecsim.service.Service;
import io.ecsim.simulation.Meter.Publisher;
import io.ecsim.workload.Load;
import io.ecsim.workload.TaskReading;

/** Reads the tasks of one service (SC-115 to SC-118). */
final class ServiceMeter {
    private final Service service;
    private final ClusterState cluster;
    private final Load load;
    private final Queues queues;
    private final MetricStore store;
    private final Metric cpu;
    private final Metric memory;

    ServiceMeter(
            Service service, ClusterState cluster, Load load, Queues queues, MetricNames names, MetricStore store) {
        this.service = service;
        this.cluster = cluster;
        this.load = load;
        this.queues = queues;
        this.store = store;
        this.cpu = names.cpu(service.name());
        this.memory = names.memory(service.name());
    }

    /** One sample for each task that is RUNNING at the end of the minute (SC-117). */
    void readTasks(long now, Publisher publisher) {
        Utilization cpuUtilization = new Utilization(store.wantsSamples(cpu));
        Utilization memoryUtilization = new Utilization(store.wantsSamples(memory));
        for (Task task : cluster.tasks(service.name())) {
            if (!task.isUp()) {
                continue;
            }
            TaskReading reading = load.readTask(task.id());
            double ofMessages = queues.takeCpuSeconds(task.id());
            if (task.isRunning() && reading.seconds() > 0) {
                double vcpus = (reading.cpuSeconds() + ofMessages) / reading.seconds();
                cpuUtilization.add(
                        Math.min(vcpus, TaskCpus.of(task.revision()).limit()),
                        (double) task.revision().cpu() / TaskSize.UNITS_PER_VCPU);
                memoryUtilization.add(reading.memory(), task.revision().memory());
            }
        }
        publish(cpu, cpuUtilization, now, publisher);
        publish(memory, memoryUtilization, now, publisher);
    }

    private static void publish(Metric metric, Utilization utilization, long now, Publisher publisher) {
        if (!utilization.isEmpty()) {
            publisher.publish(metric, utilization.toDatapoint(now));
        }
    }
}
