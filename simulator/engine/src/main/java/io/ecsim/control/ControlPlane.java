// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.agent.TaskLifecycle;
import io.ecsim.aws.Arn;
import io.ecsim.aws.AwsException;
import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeleteServiceRequest;
import io.ecsim.aws.NetworkConfiguration;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.StopTaskRequest;
import io.ecsim.aws.Subnet;
import io.ecsim.aws.TargetGroup;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.aws.UpdateContainerInstancesStateRequest;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.aws.Violation;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Revision;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.cluster.Transitions;
import io.ecsim.loadbalancing.TargetGroups;
import io.ecsim.placement.Placement;
import io.ecsim.placement.PlacementRule;
import io.ecsim.placement.Placer;
import io.ecsim.service.Service;
import io.ecsim.service.ServiceScheduler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operations of Amazon ECS and Elastic Load Balancing that a run knows, named and shaped as AWS names and shapes
 * them. A request that AWS would refuse throws {@link AwsException} with AWS's code and changes nothing.
 */
public final class ControlPlane {
    /** Compiles the placement of a service or a group of tasks. */
    @FunctionalInterface
    public interface RuleCompiler {
        PlacementRule compile(
                String group, boolean service, List<PlacementStrategy> strategy, List<PlacementConstraint> constraints);
    }

    /**
     * What RunTask answers.
     *
     * @param failures reasons such as {@code RESOURCE:MEMORY}, one for each task that was not placed
     */
    public record RunTaskResponse(List<Task> tasks, List<String> failures) {}

    private final ClusterState cluster;
    private final Transitions transitions;
    private final TaskLifecycle lifecycle;
    private final ServiceScheduler scheduler;
    private final TargetGroups targetGroups;
    private final Placer placer;
    private final RuleCompiler placementRules;
    private final Map<String, String> zoneBySubnet = new LinkedHashMap<>();
    private final Map<String, List<Revision>> families = new LinkedHashMap<>();

    public ControlPlane(
            ClusterState cluster,
            Transitions transitions,
            TaskLifecycle lifecycle,
            ServiceScheduler scheduler,
            TargetGroups targetGroups,
            Placer placer,
            RuleCompiler placementRules,
            List<Subnet> subnets) {
        this.cluster = cluster;
        this.transitions = transitions;
        this.lifecycle = lifecycle;
        this.scheduler = scheduler;
        this.targetGroups = targetGroups;
        this.placer = placer;
        this.placementRules = placementRules;
        subnets.forEach(subnet -> zoneBySubnet.put(subnet.subnetId(), subnet.availabilityZone()));
    }

    public Revision registerTaskDefinition(TaskDefinition definition) {
        refuse(Validation.taskDefinition(definition));
        List<Revision> revisions = families.computeIfAbsent(definition.family(), family -> new ArrayList<>());
        revisions.add(new Revision(definition, revisions.size() + 1));
        return revisions.get(revisions.size() - 1);
    }

    public void createTargetGroup(TargetGroup targetGroup) {
        refuse(Validation.targetGroup(targetGroup));
        targetGroups.create(targetGroup);
    }

    public Service createService(CreateServiceRequest request) {
        refuse(Validation.service(request));
        Service existing = scheduler.service(request.serviceName());
        if (existing != null && existing.status() != Service.Status.INACTIVE) {
            throw new AwsException("InvalidParameterException", "Creation of service was not idempotent.");
        }
        Revision revision = revision(request.taskDefinition());
        refuse(Validation.service(request, revision.definition()));
        return scheduler.create(request, revision, rule(request, revision), zones(request.networkConfiguration()));
    }

    /** Changing the task definition, or asking for it, starts a deployment; the other members do not (SV-35). */
    public void updateService(UpdateServiceRequest request) {
        Service service = activeService(request.service());
        CreateServiceRequest settings = updated(service.settings(), request);
        Revision now = service.primary().revision();
        Revision revision = request.taskDefinition() == null ? now : revision(request.taskDefinition());
        refuse(Validation.service(settings, revision.definition()));
        refuse(Validation.nextTaskDefinition(now.definition(), revision.definition()));
        scheduler.configure(service, settings, rule(settings, revision));
        if (request.desiredCount() != null) {
            scheduler.setDesiredCount(service, request.desiredCount(), "updateService");
        }
        if (!revision.equals(now) || request.forceNewDeployment()) {
            scheduler.deploy(
                    service, revision, request.forceNewDeployment() ? "forceNewDeployment" : "new task definition");
        }
    }

    private static CreateServiceRequest updated(CreateServiceRequest settings, UpdateServiceRequest request) {
        return new CreateServiceRequest(
                settings.serviceName(),
                settings.taskDefinition(),
                or(request.desiredCount(), settings.desiredCount()),
                settings.launchType(),
                settings.schedulingStrategy(),
                settings.loadBalancers(),
                or(request.deploymentConfiguration(), settings.deploymentConfiguration()),
                or(request.placementStrategy(), settings.placementStrategy()),
                or(request.placementConstraints(), settings.placementConstraints()),
                settings.networkConfiguration(),
                or(request.healthCheckGracePeriodSeconds(), settings.healthCheckGracePeriodSeconds()),
                settings.capacityProviderStrategy(),
                settings.volumeConfigurations());
    }

    private static <T> T or(T update, T present) {
        return update == null ? present : update;
    }

    public void deleteService(DeleteServiceRequest request) {
        Service service = activeService(request.service());
        if (service.desiredCount() > 0 && !request.force()) {
            throw new AwsException(
                    "InvalidParameterException", "The service cannot be stopped while it is scaled above 0.");
        }
        scheduler.delete(service);
    }

    /** Starts standalone tasks, each decided after the one before (PL-22); some may start while others fail (PL-28). */
    public RunTaskResponse runTask(RunTaskRequest request) {
        Revision revision = revision(request.taskDefinition());
        refuse(Validation.runTask(request, revision.definition()));
        if (cluster.instances().isEmpty()) {
            throw new AwsException("InvalidParameterException", "No Container Instances were found in your cluster.");
        }
        String group = request.group() == null ? "family:" + revision.family() : request.group();
        PlacementRule rule = placementRules.compile(
                group, false, request.placementStrategy(), constraints(revision, request.placementConstraints()));
        TaskNeeds needs = revision.needs(zones(request.networkConfiguration()));
        List<Task> tasks = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < request.count(); i++) {
            Placement placement = placer.place(cluster, needs, rule);
            if (placement instanceof Placement.Placed placed) {
                Task task = transitions.place(null, group, null, revision, needs, placed.instance());
                lifecycle.start(task);
                tasks.add(task);
            } else {
                failures.add(((Placement.Refused) placement).failureReason());
            }
        }
        return new RunTaskResponse(tasks, failures);
    }

    public void stopTask(StopTaskRequest request) {
        Task task = task(request.task());
        if (!task.stopRequested()) {
            lifecycle.stop(task, TaskStopCode.UserInitiated, request.reason());
        }
    }

    /** A task by id, or by {@code SERVICE[n]}. */
    private Task task(String nameOrArn) {
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

    /** Sets instances to DRAINING or back to ACTIVE (IN-1). Returns the failures: names that no instance has. */
    public List<String> updateContainerInstancesState(UpdateContainerInstancesStateRequest request) {
        ContainerInstanceStatus status = request.status();
        if (status != ContainerInstanceStatus.ACTIVE && status != ContainerInstanceStatus.DRAINING) {
            throw new AwsException(
                    "InvalidParameterException", "Container instance status should be one of [ACTIVE, DRAINING]");
        }
        List<ContainerInstance> changed = new ArrayList<>();
        for (ContainerInstance instance : cluster.instances()) {
            if (instance.status() != status && isNamed(instance, request.containerInstances())) {
                changed.add(instance);
            }
        }
        for (ContainerInstance instance : changed) {
            transitions.changeStatus(instance, status, "updateContainerInstancesState");
            scheduler.instanceChanged(instance);
        }
        return request.containerInstances().stream()
                .filter(name -> cluster.instances().stream().noneMatch(instance -> isNamed(instance, List.of(name))))
                .map(name -> name + " MISSING")
                .toList();
    }

    private static boolean isNamed(ContainerInstance instance, List<String> names) {
        return names.stream()
                .map(name -> name.endsWith("/*") ? name : Arn.name(name))
                .anyMatch(name -> name.equals(instance.id()) || name.equals(instance.availabilityZone() + "/*"));
    }

    private Service activeService(String nameOrArn) {
        Service service = scheduler.service(Arn.name(nameOrArn));
        if (service == null) {
            throw new AwsException("ServiceNotFoundException", "Service not found.");
        }
        if (service.status() != Service.Status.ACTIVE) {
            throw new AwsException("ServiceNotActiveException", "Service was not ACTIVE.");
        }
        return service;
    }

    /** The newest revision of a family, or the one that is named. */
    private Revision revision(String nameOrArn) {
        String name = Arn.name(nameOrArn);
        int colon = name.lastIndexOf(':');
        List<Revision> revisions = families.getOrDefault(colon < 0 ? name : name.substring(0, colon), List.of());
        int number = colon < 0 ? revisions.size() : number(name.substring(colon + 1));
        if (number < 1 || number > revisions.size()) {
            throw new AwsException("ClientException", "TaskDefinition not found.");
        }
        return revisions.get(number - 1);
    }

    /** -1 for what is no number: nothing has it. */
    private static int number(String digits) {
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : -1;
    }

    private PlacementRule rule(CreateServiceRequest request, Revision revision) {
        return placementRules.compile(
                "service:" + request.serviceName(),
                true,
                request.placementStrategy(),
                constraints(revision, request.placementConstraints()));
    }

    /** Constraints of the task definition and of the request are one list (PL-6). */
    private static List<PlacementConstraint> constraints(Revision revision, List<PlacementConstraint> requested) {
        List<PlacementConstraint> all = new ArrayList<>(revision.definition().placementConstraints());
        all.addAll(requested);
        return all;
    }

    private Set<String> zones(NetworkConfiguration network) {
        Set<String> zones = new LinkedHashSet<>();
        if (network != null && network.awsvpcConfiguration() != null) {
            network.awsvpcConfiguration().subnets().forEach(subnet -> zones.add(zoneBySubnet.get(Arn.name(subnet))));
        }
        return zones;
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new AwsException(violations.get(0).code(), violations.get(0).message());
        }
    }
}
