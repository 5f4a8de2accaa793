// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Time;
import io.ecsim.world.World;
import java.util.ArrayList;
import java.util.List;

/** Looks at the tasks of a service. Changes nothing. */
final class ServiceReader {
    private final ClusterState cluster;
    private final TaskHealth health;
    private final World world;

    ServiceReader(ClusterState cluster, TaskHealth health, World world) {
        this.cluster = cluster;
        this.health = health;
        this.world = world;
    }

    /** What a pass of the scheduler decides from. */
    ServiceFacts facts(Service service, long now) {
        long grace = grace(service);
        List<TaskFacts> tasks = new ArrayList<>();
        for (Task task : cluster.tasks(service.name())) {
            tasks.add(new TaskFacts(
                    task.id(),
                    task.deployment(),
                    task.isRunning(),
                    task.stopRequested(),
                    task.healthy(),
                    health.isUnhealthy(task, grace, now),
                    task.instance().status() == ContainerInstanceStatus.DRAINING));
        }
        return new ServiceFacts(
                service.desiredCount,
                service.minimumHealthy(),
                service.maximum(),
                service.deployments.stream().map(Deployment::id).toList(),
                service.primary().isCompleted(),
                tasks,
                world.maximumPercentCounts() == World.MaximumPercentCounts.NOT_STOPPED,
                world.completionWaitsForStopped());
    }

    /** The row of a pass that was carried out. */
    Entry.SchedulerPass afterPass(Service service, int stopped, int started, boolean complete) {
        int old = 0;
        int pending = 0;
        int healthy = 0;
        int stopping = 0;
        for (Task task : cluster.tasks(service.name())) {
            if (task.stopRequested()) {
                stopping++;
            } else if (!task.deployment().equals(service.primary().id())) {
                old++;
            } else if (task.healthy()) {
                healthy++;
            } else {
                pending++;
            }
        }
        return new Entry.SchedulerPass(
                service.name(),
                service.primary().id(),
                stopped,
                started,
                old,
                pending,
                healthy,
                stopping,
                complete
                        ? "deployment completed"
                        : "desired " + service.desiredCount + ", between " + service.minimumHealthy() + " and "
                                + service.maximum() + " tasks");
    }

    /** When the next grace period of a task ends that would be unhealthy without it; {@link Long#MAX_VALUE} if none. */
    long nextGraceEnd(Service service, long now) {
        long next = Long.MAX_VALUE;
        for (Task task : cluster.tasks(service.name())) {
            long end = task.startedAt() + grace(service);
            if (end > now && health.isUnhealthy(task, 0, now)) {
                next = Math.min(next, end);
            }
        }
        return next;
    }

    private static long grace(Service service) {
        return service.settings.healthCheckGracePeriodSeconds() * Time.SECOND;
    }

    /** Which check fails of an unhealthy task. */
    String failure(Task task) {
        return health.failure(task);
    }

    /** SV-17: at the desired count, everything healthy, nothing on its way. */
    boolean isSteady(Service service) {
        return service.status == Service.Status.ACTIVE
                && service.primary().isCompleted()
                && cluster.tasks(service.name()).size() == service.desiredCount
                && cluster.tasks(service.name()).stream().allMatch(Task::healthy);
    }

    /** SV-3: all tasks are STOPPING or STOPPED. */
    boolean isGone(Service service) {
        return cluster.tasks(service.name()).stream()
                .allMatch(task -> task.lastStatus().compareTo(TaskLastStatus.STOPPING) >= 0);
    }
}
