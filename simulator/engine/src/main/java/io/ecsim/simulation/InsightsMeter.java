// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.DeploymentControllerType;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.service.Service;
import io.ecsim.service.ServiceScheduler;
import io.ecsim.simulation.Meter.Publisher;
import java.util.Collection;

/**
 * Publishes what Container Insights has of the cluster and of its services (SC-120). Counts are those at the minute's
 * end; what is used is the mean of the minute, of tasks that reserve CPU.
 */
final class InsightsMeter {
    private final ClusterState cluster;
    private final ServiceScheduler scheduler;
    private final MetricNames names;
    private final Publisher publisher;

    InsightsMeter(ClusterState cluster, ServiceScheduler scheduler, MetricNames names, Publisher publisher) {
        this.cluster = cluster;
        this.scheduler = scheduler;
        this.names = names;
        this.publisher = publisher;
    }

    void publishCluster(long now, Usage used) {
        count("TaskCount", running(cluster.tasks()), now);
        long active = scheduler.services().stream()
                .filter(service -> service.status() == Service.Status.ACTIVE)
                .count();
        count("ServiceCount", active, now);
        count("ContainerInstanceCount", cluster.instances().size(), now);
        count("CpuUtilized", used.cpuOfReserving(), now);
        count("CpuReserved", reserved(cluster.tasks(), true), now);
        count("MemoryUtilized", used.memory(), now);
        count("MemoryReserved", reserved(cluster.tasks(), false), now);
    }

    void publish(Service service, long now, Usage used) {
        Collection<Task> tasks = cluster.tasks(service.name());
        boolean byTaskSets = service.settings().deploymentController().type() == DeploymentControllerType.CODE_DEPLOY;
        int deployments = service.deployments().size();
        ofService("RunningTaskCount", service, running(tasks), now);
        ofService("PendingTaskCount", service, pending(tasks), now);
        ofService("DesiredTaskCount", service, service.desiredCount(), now);
        ofService("DeploymentCount", service, byTaskSets ? 0 : deployments, now);
        ofService("TaskSetCount", service, byTaskSets ? deployments : 0, now);
        ofService("CpuUtilized", service, used.cpuOfReserving(), now);
        ofService("CpuReserved", service, reserved(tasks, true), now);
        ofService("MemoryUtilized", service, used.memory(), now);
        ofService("MemoryReserved", service, reserved(tasks, false), now);
    }

    private static long running(Collection<Task> tasks) {
        return tasks.stream().filter(Task::isRunning).count();
    }

    private static long pending(Collection<Task> tasks) {
        return tasks.stream()
                .filter(task -> task.lastStatus() == TaskLastStatus.PENDING)
                .count();
    }

    /** CPU units, or MiB. */
    private static long reserved(Collection<Task> tasks, boolean cpu) {
        return tasks.stream()
                .filter(Task::isRunning)
                .mapToLong(task -> cpu ? task.needs().cpu() : task.needs().memory())
                .sum();
    }

    private void count(String name, double value, long now) {
        publisher.publish(names.insights(name), now, value);
    }

    private void ofService(String name, Service service, double value, long now) {
        publisher.publish(names.insights(name, service.name()), now, value);
    }
}
