// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.cluster.Task;
import io.ecsim.cluster.Transitions;
import io.ecsim.loadbalancing.TargetHealth;
import java.util.List;
import java.util.function.Function;

/**
 * Whether the scheduler counts a task as healthy (SV-10) or unhealthy (SV-11, SV-12). A task behind a load balancer is
 * healthy while all its targets are; another one when it has been RUNNING for a while.
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
        boolean checksPass = states.isEmpty()
                ? now - task.startedAt() >= healthyAfterRunning
                : states.stream().allMatch(state -> state == TargetHealth.healthy);
        boolean healthy = task.isRunning() && checksPass;
        if (healthy == task.healthy()) {
            return false;
        }
        transitions.changeHealth(task, healthy, why(task, states));
        return true;
    }

    private static String why(Task task, List<TargetHealth> states) {
        if (!task.isRunning()) {
            return "task is " + task.lastStatus();
        }
        return states.isEmpty() ? "RUNNING, no health check" : "targets " + states;
    }

    /** Whether the scheduler should replace the task: a target is unhealthy outside the grace period. */
    public boolean isUnhealthy(Task task, long graceNanos, long now) {
        return task.isRunning()
                && now - task.startedAt() >= graceNanos
                && targets.apply(task).contains(TargetHealth.unhealthy);
    }
}
