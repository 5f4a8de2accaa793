// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.HealthStatus;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.Transitions;
import io.ecsim.loadbalancing.TargetHealth;
import java.util.List;
import java.util.function.Function;

/**
 * Whether the scheduler counts a task as healthy (SV-10) or unhealthy (SV-11, SV-12). A task is healthy while all its
 * targets are and its own health checks pass; one without any check when it has been RUNNING for a while.
 */
public final class TaskHealth {
    private final Transitions transitions;
    private final Function<Task, List<TargetHealth>> targets;
    private final long healthyAfterRunning;

    /**
     * @param targets states of a task's targets, empty without a load balancer
     * @param healthyAfterRunning nanoseconds of RUNNING after which a task without any check is healthy
     */
    public TaskHealth(Transitions transitions, Function<Task, List<TargetHealth>> targets, long healthyAfterRunning) {
        this.transitions = transitions;
        this.targets = targets;
        this.healthyAfterRunning = healthyAfterRunning;
    }

    /** Records a change of health, if there is one. Returns whether there was. */
    public boolean update(Task task, long now) {
        List<TargetHealth> states = targets.apply(task);
        boolean healthy = task.isRunning() && checksPass(task, states, now);
        if (healthy == task.healthy()) {
            return false;
        }
        transitions.changeHealth(task, healthy, why(task, states));
        return true;
    }

    private boolean checksPass(Task task, List<TargetHealth> states, long now) {
        if (states.isEmpty() && !task.hasHealthCheck()) {
            return now - task.startedAt() >= healthyAfterRunning;
        }
        return states.stream().allMatch(state -> state == TargetHealth.healthy)
                && (!task.hasHealthCheck() || task.healthStatus() == HealthStatus.HEALTHY);
    }

    private static String why(Task task, List<TargetHealth> states) {
        if (!task.isRunning()) {
            return "task is " + task.lastStatus();
        }
        if (!task.hasHealthCheck()) {
            return states.isEmpty() ? "RUNNING, no health check" : "targets " + states;
        }
        String own = "container health checks " + task.healthStatus();
        return states.isEmpty() ? own : "targets " + states + ", " + own;
    }

    /** Whether the scheduler should replace the task: a check of it fails outside the grace period (SV-11). */
    public boolean isUnhealthy(Task task, long graceNanos, long now) {
        return !task.healthy() && task.isRunning() && now - task.startedAt() >= graceNanos && failure(task) != null;
    }

    /** Which check fails of a task that is unhealthy, as its stopped reason says it (TL-21); null when none does. */
    public String failure(Task task) {
        if (task.healthStatus() == HealthStatus.UNHEALTHY) {
            return "Task failed container health checks";
        }
        return targets.apply(task).contains(TargetHealth.unhealthy) ? "Task failed ELB health checks" : null;
    }
}
