// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.agent.TaskLifecycle;
import io.ecsim.aws.Arn;
import io.ecsim.aws.AwsException;
import io.ecsim.aws.StopTaskRequest;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.OnlyInstance;
import io.ecsim.cluster.Revision;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.cluster.Transitions;
import io.ecsim.control.ControlPlane.RunTaskResponse;
import io.ecsim.placement.Placement;
import io.ecsim.placement.PlacementRule;
import io.ecsim.placement.Placer;
import io.ecsim.placement.Refusal;
import io.ecsim.placement.ScanPlacer;
import java.util.ArrayList;
import java.util.List;

/** Starts and stops single tasks. */
final class TaskOperations {
    private final ClusterState cluster;
    private final Transitions transitions;
    private final TaskLifecycle lifecycle;
    private final Placer placer;

    TaskOperations(ClusterState cluster, Transitions transitions, TaskLifecycle lifecycle, Placer placer) {
        this.cluster = cluster;
        this.transitions = transitions;
        this.lifecycle = lifecycle;
        this.placer = placer;
    }

    /** @param subnets that the tasks may be in, in order of preference */
    RunTaskResponse run(
            int count, String group, Revision revision, TaskNeeds needs, PlacementRule rule, List<String> subnets) {
        requireItsRole(revision);
        List<Task> tasks = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Placement placement = placer.place(cluster, needs, rule);
            if (placement instanceof Placement.Placed placed) {
                Task task = transitions.place(null, group, null, revision, needs, placed.instance());
                lifecycle.start(task, subnets);
                tasks.add(task);
            } else {
                failures.add(((Placement.Refused) placement).failureReason());
            }
        }
        return new RunTaskResponse(tasks, failures);
    }

    /** One task on each of the instances; why there is none, by instance (EV-1). */
    RunTaskResponse start(
            List<String> instances,
            String group,
            Revision revision,
            TaskNeeds needs,
            PlacementRule rule,
            List<String> subnets) {
        requireItsRole(revision);
        List<Task> tasks = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (String name : instances) {
            List<ContainerInstance> found = cluster.named(name);
            if (found.isEmpty()) {
                failures.add(name + (cluster.hasLeft(name) ? " INACTIVE" : " MISSING"));
                continue;
            }
            ContainerInstance instance = found.get(0);
            List<Refusal> no = ScanPlacer.refusals(new OnlyInstance(instance, cluster.start()), needs, rule);
            if (no.isEmpty()) {
                Task task = transitions.place(null, group, null, revision, needs, instance);
                lifecycle.start(task, subnets);
                tasks.add(task);
            } else {
                failures.add(instance.id() + " " + no.get(0).reason().failure());
            }
        }
        return new RunTaskResponse(tasks, failures);
    }

    private void requireItsRole(Revision revision) {
        String obstacle = lifecycle.obstacle(revision);
        if (obstacle != null) {
            throw new AwsException("ClientException", obstacle);
        }
    }

    void stop(StopTaskRequest request) {
        Task task = named(cluster, request.task());
        if (!task.stopRequested()) {
            lifecycle.stop(task, TaskStopCode.UserInitiated, request.reason());
        }
    }

    /** A task by id, or by {@code SERVICE[n]}. */
    static Task named(ClusterState cluster, String nameOrArn) {
        String name = Arn.name(nameOrArn);
        int bracket = name.indexOf('[');
        if (bracket < 0) {
            return found(cluster.task(name), name);
        }
        int n = number(name.substring(bracket + 1, name.length() - 1));
        List<Task> live = cluster.tasks(name.substring(0, bracket)).stream()
                .filter(task -> !task.stopRequested())
                .toList();
        return found(n >= 0 && n < live.size() ? live.get(n) : null, name);
    }

    private static Task found(Task task, String name) {
        if (task == null) {
            throw new AwsException("InvalidParameterException", "The referenced task was not found: " + name + ".");
        }
        return task;
    }

    /** -1 for what is no number: nothing has it. */
    static int number(String digits) {
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : -1;
    }
}
