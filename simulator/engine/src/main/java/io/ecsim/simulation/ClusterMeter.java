// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Task;
import io.ecsim.metrics.Metric;
import io.ecsim.simulation.Meter.Publisher;
import io.ecsim.workload.Load;
import io.ecsim.workload.TaskReading;

/** Reads the cluster as a whole: what its tasks reserve and use of what is registered (SC-111 to SC-114). */
final class ClusterMeter {
    private final ClusterState cluster;
    private final Load load;
    private final GroupCpuMeter groups;
    private final Metric cpuReservation;
    private final Metric memoryReservation;
    private final Metric gpuReservation;
    private final Metric cpuUtilization;
    private final Metric memoryUtilization;

    ClusterMeter(ClusterState cluster, Load load, MetricNames names, GroupCpuMeter groups) {
        this.groups = groups;
        this.cluster = cluster;
        this.load = load;
        this.cpuReservation = names.cluster("CPUReservation");
        this.memoryReservation = names.cluster("MemoryReservation");
        this.gpuReservation = names.cluster("GPUReservation");
        this.cpuUtilization = names.cluster("CPUUtilization");
        this.memoryUtilization = names.cluster("MemoryUtilization");
    }

    /** What standalone tasks used since this was last asked. */
    Usage readStandaloneTasks() {
        Usage usage = new Usage();
        for (Task task : cluster.standaloneTasks()) {
            if (task.isUp() && load.tasks().contains(task.id())) {
                TaskReading reading = load.readTask(task.id());
                if (task.isRunning() && reading.seconds() > 0) {
                    double vcpus = reading.cpuSeconds() / reading.seconds();
                    usage.add(task, reading.seconds(), vcpus, reading.memory());
                    groups.used(task, vcpus * reading.seconds());
                }
            }
        }
        return usage;
    }

    /** A cluster without a RUNNING task has no utilization (SC-118). */
    void publish(long now, Usage used, Publisher ecs) {
        if (cluster.registeredCpu() == 0) {
            return;
        }
        ecs.publish(cpuReservation, now, 100.0 * cluster.runningCpu() / cluster.registeredCpu());
        ecs.publish(memoryReservation, now, 100.0 * cluster.runningMemory() / cluster.registeredMemory());
        long gpus = cluster.instances().stream()
                .mapToLong(ContainerInstance::registeredGpus)
                .sum();
        if (gpus > 0) {
            ecs.publish(gpuReservation, now, 100.0 * runningGpus() / gpus);
        }
        if (cluster.runningMemory() > 0) {
            ecs.publish(cpuUtilization, now, 100 * used.cpuOnInstances() / cluster.registeredCpu());
            ecs.publish(memoryUtilization, now, 100 * used.memoryOnInstances() / cluster.registeredMemory());
        }
    }

    private long runningGpus() {
        return cluster.tasks().stream()
                .filter(Task::isRunning)
                .mapToLong(task -> task.needs().gpus())
                .sum();
    }
}
