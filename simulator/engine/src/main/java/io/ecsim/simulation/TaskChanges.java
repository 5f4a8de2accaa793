// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.agent.TaskLifecycle;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Container;
import io.ecsim.cluster.Task;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.loadbalancing.TargetHealth;
import io.ecsim.loadbalancing.Targets;
import io.ecsim.service.ServiceScheduler;
import io.ecsim.service.TaskHealth;
import io.ecsim.world.World;

/** What follows when something about a task has changed: the parts of a run do not know each other. */
final class TaskChanges implements TaskLifecycle.Listener {
    private final Kernel kernel;
    private final World world;
    private final ClusterState cluster;
    private final TaskLifecycle lifecycle;
    private final TaskHealth health;
    private final ServiceScheduler scheduler;
    private final TaskTargets targets;
    private final Discovery discovery;
    private final Applications applications;
    private final Serving serving;
    private final Routing routing;
    private final Polling polling;
    private final Autoscaling autoscaling;
    private final FargateChanges fargate;

    TaskChanges(
            Kernel kernel,
            World world,
            ClusterState cluster,
            TaskLifecycle lifecycle,
            TaskHealth health,
            ServiceScheduler scheduler,
            TaskTargets targets,
            Discovery discovery,
            Applications applications,
            Serving serving,
            Routing routing,
            Polling polling,
            Autoscaling autoscaling,
            FargateChanges fargate) {
        this.kernel = kernel;
        this.world = world;
        this.cluster = cluster;
        this.lifecycle = lifecycle;
        this.health = health;
        this.scheduler = scheduler;
        this.targets = targets;
        this.discovery = discovery;
        this.applications = applications;
        this.serving = serving;
        this.routing = routing;
        this.polling = polling;
        this.autoscaling = autoscaling;
        this.fargate = fargate;
    }

    @Override
    public void taskMoved(Task task) {
        if (task.compute().isFargate()) {
            fargate.moved(task);
        }
        switch (task.lastStatus()) {
            case PROVISIONING -> {
                scheduler.clusterChanged();
                return;
            }
            case ACTIVATING -> {
                targets.register(task);
                discovery.register(task);
                routing.began(task);
            }
            case RUNNING -> {
                if (task.service() != null) {
                    long healthy = Time.of(world.healthyAfterRunning());
                    lookAgainAfter(healthy, task, () -> healthMayHaveChanged(task));
                    autoscaling.taskStarted(task.service());
                }
            }
            case DEACTIVATING -> deregister(task);
            case STOPPING -> {
                discovery.deregister(task);
                targets.deregister(task);
            }
            case DEPROVISIONING, STOPPED -> {
                discovery.deregister(task);
                targets.remove(task);
            }
            default -> {}
        }
        healthMayHaveChanged(task);
        polling.update(task);
        if (serving.bearsLoad(task)) {
            if (task.isStopped() || !targets.hasAny(task)) {
                routing.changed(task.service());
            } else {
                routing.loadChanged(); // where its requests go is told by its targets
            }
        }
        if (task.stopRequested()) {
            scheduler.clusterChanged();
        }
    }

    /** New requests go elsewhere; a task that only Cloud Map knew has nothing to wait for. */
    private void deregister(Task task) {
        discovery.deregister(task);
        targets.drain(task);
        if (!targets.hasAny(task)) {
            kernel.after(0, () -> {
                if (task.lastStatus() == TaskLastStatus.DEACTIVATING) {
                    lifecycle.drained(task);
                }
            });
        }
    }

    @Override
    public void containerChanged(Task task, Container container) {
        if (container == task.main() && serving.update(task)) {
            routing.began(task);
            if (task.isUp()) {
                long warmUp = Time.of(applications.of(task.revision()).warmUp());
                lookAgainAfter(warmUp, task, () -> {
                    routing.began(task);
                    polling.update(task);
                });
            }
        }
        polling.update(task);
        discovery.update(task);
        if (task.isRunning()) {
            healthMayHaveChanged(task);
        }
    }

    private void lookAgainAfter(long delay, Task task, Runnable look) {
        if (delay > 0) {
            kernel.after(delay, () -> {
                if (!task.isStopped()) {
                    look.run();
                }
            });
        }
    }

    private void healthMayHaveChanged(Task task) {
        if (task.service() != null) {
            health.update(task, kernel.now());
            scheduler.taskChanged(task);
        }
    }

    /** What follows when a target is in another state. */
    void targetChanged(Targets group, String target) {
        Task task = cluster.task(target);
        if (task == null) {
            return;
        }
        healthMayHaveChanged(task);
        routing.changed(task.service());
        if (targets.states(task).stream().allMatch(s -> s == TargetHealth.unused)) {
            serving.deregistered(task, group.group());
            if (task.lastStatus() == TaskLastStatus.DEACTIVATING) {
                lifecycle.drained(task);
            }
        }
    }
}
