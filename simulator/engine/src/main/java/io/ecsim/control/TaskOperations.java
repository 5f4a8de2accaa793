// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.agent.TaskLifecycle;
import io.ecsim.aws.Arn;
import io.ecsim.aws.AwsException;
import io.ecsim.aws.Cluster;
import io.ecsim.aws.NetworkConfiguration;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.StartTaskRequest;
import io.ecsim.aws.StopTaskRequest;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.capacity.CapacityProviderShares;
import io.ecsim.capacity.Fargate;
import io.ecsim.capacity.Provisioning;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Compute;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.InstanceView;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Starts and stops single tasks. */
final class TaskOperations {
    /**
     * Tasks that are wanted, all alike.
     *
     * @param subnets that they may be in, in order of preference
     */
    private record Tasks(String group, Revision revision, TaskNeeds needs, List<String> subnets) {}

    private final ClusterState cluster;
    private final Cluster document;
    private final Transitions transitions;
    private final TaskLifecycle lifecycle;
    private final Placer placer;
    private final Fargate fargate;
    private final Provisioning provisioning;
    private final Placing placing;
    private final TaskDefinitions taskDefinitions;

    TaskOperations(
            ClusterState cluster,
            Cluster document,
            Transitions transitions,
            TaskLifecycle lifecycle,
            Placer placer,
            Fargate fargate,
            Provisioning provisioning,
            Placing placing,
            TaskDefinitions taskDefinitions) {
        this.cluster = cluster;
        this.document = document;
        this.transitions = transitions;
        this.lifecycle = lifecycle;
        this.placer = placer;
        this.fargate = fargate;
        this.provisioning = provisioning;
        this.placing = placing;
        this.taskDefinitions = taskDefinitions;
    }

    RunTaskResponse run(RunTaskRequest asked) {
        RunTaskRequest request = asked.in(document);
        Revision revision = startable(request.taskDefinition());
        Refusals.throwFirst(Validation.capacityProviders(request.capacityProviderStrategy(), document));
        Refusals.throwFirst(Validation.runTask(request, revision.definition()));
        if (request.onFargate()) {
            requireItsRole(revision);
            return runOnFargate(request, revision);
        }
        if (!request.capacityProviderStrategy().isEmpty()) {
            requireItsRole(revision);
            return runOnProviders(request, revision);
        }
        if (cluster.instances().isEmpty()) {
            throw new AwsException("InvalidParameterException", "No Container Instances were found in your cluster.");
        }
        requireItsRole(revision);
        Tasks wanted = tasks(request.group(), revision, request.networkConfiguration());
        PlacementRule rule =
                placing.ofTasks(wanted.group(), revision, request.placementStrategy(), request.placementConstraints());
        List<Task> tasks = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < request.count(); i++) {
            Placement placement = placer.place(cluster, wanted.needs(), rule);
            if (placement instanceof Placement.Placed placed) {
                tasks.add(start(wanted, placed.instance()));
            } else {
                failures.add(((Placement.Refused) placement).failureReason());
            }
        }
        return new RunTaskResponse(tasks, failures);
    }

    /** On the instances of capacity providers: what finds no room waits for it, if its provider scales (SC-423). */
    private RunTaskResponse runOnProviders(RunTaskRequest request, Revision revision) {
        Tasks wanted = tasks(request.group(), revision, request.networkConfiguration());
        PlacementRule rule =
                placing.ofTasks(wanted.group(), revision, request.placementStrategy(), request.placementConstraints());
        List<Task> tasks = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        Map<String, Integer> split = new LinkedHashMap<>();
        for (int i = 0; i < request.count(); i++) {
            String provider = CapacityProviderShares.next(request.capacityProviderStrategy(), split);
            split.merge(provider, 1, Integer::sum);
            Provisioning.Outcome outcome = provisioning.start(new Provisioning.Wanted(
                    null, wanted.group(), null, revision, provider, wanted.needs(), rule, wanted.subnets()));
            if (outcome.task() != null) {
                tasks.add(outcome.task());
            } else {
                failures.add(outcome.refused().failureReason());
            }
        }
        return new RunTaskResponse(tasks, failures);
    }

    private RunTaskResponse runOnFargate(RunTaskRequest request, Revision revision) {
        List<Fargate.Wanted> wanted = new ArrayList<>();
        Map<String, Integer> split = new LinkedHashMap<>();
        for (int i = 0; i < request.count(); i++) {
            String provider = request.capacityProviderStrategy().isEmpty()
                    ? null
                    : CapacityProviderShares.next(request.capacityProviderStrategy(), split);
            split.merge(String.valueOf(provider), 1, Integer::sum);
            wanted.add(new Fargate.Wanted(
                    null,
                    group(request.group(), revision),
                    null,
                    revision,
                    Compute.fargate(
                            provider,
                            request.platformVersion(),
                            revision.definition().runtimePlatform().isWindows()),
                    NetworkConfiguration.subnets(request.networkConfiguration()),
                    Set.of()));
        }
        if (fargate.throttles(wanted)) {
            throw new AwsException("ThrottlingException", "Rate exceeded");
        }
        List<Task> tasks = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Fargate.Wanted each : wanted) {
            String refusal = fargate.refusal(each);
            if (refusal == null) {
                tasks.add(fargate.launch(each));
            } else {
                failures.add(refusal);
            }
        }
        return new RunTaskResponse(tasks, failures);
    }

    /** One task on each of the instances; why there is none, by instance (EV-1). */
    RunTaskResponse start(StartTaskRequest request) {
        Revision revision = startable(request.taskDefinition());
        Refusals.throwFirst(Validation.startTask(request, revision.definition()));
        requireItsRole(revision);
        Tasks wanted = tasks(request.group(), revision, request.networkConfiguration());
        PlacementRule rule = placing.ofNamedInstances(wanted.group());
        List<Task> tasks = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (String name : request.containerInstances()) {
            List<ContainerInstance> found = cluster.named(name);
            if (found.isEmpty()) {
                failures.add(name + (cluster.hasLeft(name) ? " INACTIVE" : " MISSING"));
                continue;
            }
            ContainerInstance instance = found.get(0);
            List<Refusal> no = ScanPlacer.refusals(new OnlyInstance(instance, cluster.start()), wanted.needs(), rule);
            if (no.isEmpty()) {
                tasks.add(start(wanted, instance));
            } else {
                failures.add(instance.id() + " " + no.get(0).reason().failure());
            }
        }
        return new RunTaskResponse(tasks, failures);
    }

    private Revision startable(String taskDefinition) {
        return taskDefinitions.active(taskDefinition, "InvalidParameterException");
    }

    private Tasks tasks(String group, Revision revision, NetworkConfiguration network) {
        return new Tasks(
                group(group, revision),
                revision,
                revision.needs(placing.zones(network)),
                NetworkConfiguration.subnets(network));
    }

    private static String group(String group, Revision revision) {
        return group == null ? "family:" + revision.family() : group;
    }

    private Task start(Tasks wanted, InstanceView instance) {
        Task task = transitions.place(null, wanted.group(), null, wanted.revision(), wanted.needs(), instance);
        lifecycle.start(task, wanted.subnets());
        return task;
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
