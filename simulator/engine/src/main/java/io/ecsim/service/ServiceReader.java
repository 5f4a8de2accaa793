// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.DeploymentEarlySuccessCriteria;
import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.aws.ServiceRevisionCleanup;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Time;
import io.ecsim.service.ServiceFacts.Completion;
import io.ecsim.service.ServiceFacts.OldTasks;
import io.ecsim.world.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        boolean active = service.status == Service.Status.ACTIVE;
        Collection<Task> all = cluster.tasks(service.name());
        List<TaskFacts> tasks = new ArrayList<>(all.size());
        for (Task task : all) {
            tasks.add(new TaskFacts(
                    task.id(),
                    task.deployment(),
                    task.isRunning(),
                    task.stopRequested(),
                    task.healthy(),
                    health.isUnhealthy(task, grace, now),
                    task.instance().status() == ContainerInstanceStatus.DRAINING,
                    active && task.isProtected(now),
                    isReplacement(service, task)));
        }
        Map<String, Integer> goals = new LinkedHashMap<>();
        for (Deployment replaced : service.deployments.subList(1, service.deployments.size())) {
            goals.put(replaced.id(), replaced.goal);
        }
        return new ServiceFacts(
                service.desiredCount + service.surplus,
                service.minimumHealthy(),
                service.maximum(),
                service.deployments.stream().map(Deployment::id).toList(),
                service.primary().rolloutState,
                tasks,
                world.maximumPercentCounts() == World.MaximumPercentCounts.NOT_STOPPED,
                completion(service),
                service.raise,
                goals,
                service.launching.allowed(now));
    }

    /** The same as if the tasks of one deployment were all, and so many were desired. */
    static ServiceFacts only(ServiceFacts facts, String deployment, int desired) {
        return new ServiceFacts(
                desired,
                Math.min(desired, facts.minimumHealthy()),
                desired == 0 ? 0 : facts.maximum(),
                List.of(deployment),
                DeploymentRolloutState.COMPLETED,
                facts.tasks().stream()
                        .filter(task -> task.deployment().equals(deployment))
                        .toList(),
                facts.stoppingCounts(),
                facts.completion(),
                0,
                Map.of(),
                facts.launches());
    }

    private static boolean isReplacement(Service service, Task task) {
        Deployment primary = service.primary();
        return !task.deployment().equals(primary.id()) && task.createdAt() > primary.startedAt;
    }

    /** Tasks of a deployment that nobody asked to stop. */
    int live(Service service, Deployment deployment) {
        return (int) cluster.tasks(service.name()).stream()
                .filter(task -> !task.stopRequested() && task.deployment().equals(deployment.id()))
                .count();
    }

    /** SV-38, or SV-41 where the service asks for it. */
    private Completion completion(Service service) {
        OldTasks gone = world.completionWaitsForStopped() ? OldTasks.STOPPED : OldTasks.TOLD_TO_STOP;
        DeploymentConfiguration settings = service.settings.deploymentConfiguration();
        if (!settings.succeedsEarly()) {
            return new Completion(service.desiredCount, gone);
        }
        DeploymentEarlySuccessCriteria early = settings.earlySuccessCriteria();
        return new Completion(
                Math.max(1, ServiceFacts.minimumHealthy(service.desiredCount, early.healthyPercent())),
                early.sourceServiceRevisionCleanup() == ServiceRevisionCleanup.DEFERRED ? OldTasks.MAY_RUN : gone);
    }

    /** The row of a pass that was carried out. */
    Entry.SchedulerPass afterPass(Service service, int stopped, int started, boolean complete, String waits) {
        int old = 0;
        int all = 0;
        int pending = 0;
        int healthy = 0;
        int stopping = 0;
        for (Task task : cluster.tasks(service.name())) {
            all += task.healthy() && !task.stopRequested() ? 1 : 0;
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
                all,
                waits,
                complete
                        ? "deployment completed"
                        : "desired " + service.desiredCount + ", between " + service.minimumHealthy() + " and "
                                + service.maximum() + " tasks");
    }

    /**
     * When a protection of a task ends next, or the grace period of one that would be unhealthy without it;
     * {@link Long#MAX_VALUE} for never.
     */
    long nextEnd(Service service, long now) {
        long next = Long.MAX_VALUE;
        for (Task task : cluster.tasks(service.name())) {
            long graceEnd = task.startedAt() + grace(service);
            if (graceEnd > now && health.isUnhealthy(task, 0, now)) {
                next = Math.min(next, graceEnd);
            }
            if (task.isProtected(now)) {
                next = Math.min(next, task.protectedUntil());
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
        Collection<Task> tasks = cluster.tasks(service.name());
        if (service.status != Service.Status.ACTIVE
                || !service.primary().isCompleted()
                || tasks.size() != service.desiredCount) {
            return false;
        }
        for (Task task : tasks) {
            if (!task.healthy()) {
                return false;
            }
        }
        return true;
    }

    /** Nothing of it is on its way: no task starts, stops or waits to be judged. */
    boolean isIdle(Service service) {
        return cluster.tasks(service.name()).stream().allMatch(task -> task.healthy() && !task.stopRequested());
    }

    /** EV-33. */
    boolean isProtectedAboveDesired(Service service, long now) {
        Collection<Task> tasks = cluster.tasks(service.name());
        return service.status == Service.Status.ACTIVE
                && tasks.size() > service.desiredCount
                && tasks.stream().filter(task -> task.isProtected(now)).count() > service.desiredCount;
    }

    /** SV-3: all tasks are STOPPING or STOPPED. */
    boolean isGone(Service service) {
        return cluster.tasks(service.name()).stream()
                .allMatch(task -> task.lastStatus().compareTo(TaskLastStatus.STOPPING) >= 0);
    }
}
