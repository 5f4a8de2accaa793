// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.Arn;
import io.ecsim.aws.Attribute;
import io.ecsim.aws.CapacityProviderStrategyItem;
import io.ecsim.aws.CompleteLifecycleActionRequest;
import io.ecsim.aws.CreateDeploymentRequest;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.NearestName;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.ScalingProcessQuery;
import io.ecsim.aws.SetInstanceHealthRequest;
import io.ecsim.aws.StartTaskRequest;
import io.ecsim.aws.Subnet;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.UpdateAutoScalingGroupRequest;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.capacity.InstanceTypes;
import io.ecsim.control.AttributeRules;
import io.ecsim.control.CodeDeployRules;
import io.ecsim.control.GroupRules;
import io.ecsim.control.Validation;
import io.ecsim.simulation.Action;
import io.ecsim.simulation.CapacityActions;
import io.ecsim.simulation.ContainerInstances;
import io.ecsim.simulation.GroupActions;
import io.ecsim.simulation.ScalingActions;
import io.ecsim.simulation.Scenario;
import io.ecsim.simulation.ServiceActions;
import io.ecsim.simulation.TaskActions;
import io.ecsim.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the timeline names, and when. */
final class TimelineReferences {
    private static final Pattern OLDEST_TASK = Pattern.compile("(.+)\\[\\d{1,9}]");
    /** Of a run, or as AWS has them. */
    private static final Pattern TASK = Pattern.compile(
            "task-\\d+|[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|arn:[\\w:/-]+:task/[\\w/-]+");

    private static final Pattern INSTANCE = Pattern.compile("i-\\w+|arn:[\\w:/-]+:container-instance/[\\w/-]+");
    private static final String ALL = "/*";

    private final Scenario scenario;
    private final Definitions definitions;
    private final PlacementNotes placementNotes;
    private final Place root;
    private final Names services;
    private final Names zones;
    private final Names groups;
    private final UpdatedServices updated;
    private final LoadBalancerReferences loadBalancers;
    private final ServiceReferences serviceReferences;
    private final ScalingReferences scaling;
    private final DeploymentGroupReferences deploymentGroups;

    TimelineReferences(
            Scenario scenario,
            Place root,
            Definitions definitions,
            Names services,
            PlacementNotes placementNotes,
            ServiceReferences serviceReferences,
            LoadBalancerReferences loadBalancers,
            ScalingReferences scaling,
            DeploymentGroupReferences deploymentGroups) {
        this.serviceReferences = serviceReferences;
        this.scaling = scaling;
        this.deploymentGroups = deploymentGroups;
        this.placementNotes = placementNotes;
        this.scenario = scenario;
        this.definitions = definitions;
        this.services = services;
        this.root = root;
        this.zones = zones();
        this.updated = new UpdatedServices(scenario, root);
        this.groups = Names.of(
                root.member("autoScalingGroups"), scenario.autoScalingGroups(), group -> group.autoScalingGroupName());
        this.loadBalancers = loadBalancers;
    }

    void check() {
        References.each(root.member("timeline"), scenario.timeline(), this::timed);
    }

    /** Those in which there can be instances. */
    private Names zones() {
        Place groups = root.member("autoScalingGroups");
        Set<String> known = Names.of(scenario.subnets(), Subnet::availabilityZone);
        References.each(groups, scenario.autoScalingGroups(), (group, at) -> known.addAll(group.availabilityZones()));
        known.addAll(Names.of(scenario.containerInstances(), ContainerInstances::availabilityZone));
        boolean all = root.member("region").isRight()
                && root.member("subnets").itemsAreRight("AvailabilityZone")
                && root.member("containerInstances").itemsAreRight("availabilityZone")
                && groups.itemsAreRight("AvailabilityZones");
        return new Names(known, all);
    }

    private void timed(Action.Timed timed, Place place) {
        if (timed.at() != null) {
            time(timed.at(), place.member("at"));
        }
        if (timed.action() != null) {
            action(timed.action(), place.member(timed.action().operation()));
        }
    }

    private void time(Duration at, Place place) {
        if (at.isNegative()) {
            place.problem("lies before the start of the scenario, " + scenario.start() + ".");
        } else if (at.compareTo(scenario.duration()) > 0
                && root.member("duration").isReadable()) {
            place.problem("lies after the end of the scenario, " + Syntax.duration(scenario.duration()) + ".");
        }
    }

    /** A scenario is one cluster; requests that are pasted name theirs, and are taken as long as it is said nowhere. */
    private void cluster(Action action, Place place) {
        boolean said = root.member("cluster").node() != null || action instanceof CapacityActions.DeleteCluster;
        if (said
                && place.node() instanceof Node.Scalar scalar
                && !scenario.cluster().clusterName().equals(Arn.name(scalar.text()))) {
            place.problem("ClusterNotFoundException: Cluster not found. The cluster of the scenario is "
                    + scenario.cluster().clusterName() + ".");
        }
    }

    /** What an action names, wherever it is asked for. */
    void action(Action action, Place place) {
        cluster(action, place.member("cluster"));
        if (action instanceof ServiceActions.CreateService create) {
            createService(create.request(), place);
        } else if (action instanceof ServiceActions.UpdateService update) {
            updateService(update.request(), place);
        } else if (action instanceof ServiceActions.ContinueServiceDeployment go) {
            service(Arn.serviceOfDeployment(go.request().serviceDeploymentArn()), place.member("serviceDeploymentArn"));
        } else if (action instanceof ServiceActions.CreateDeployment create) {
            createDeployment(create.request(), place);
        } else if (action instanceof ServiceActions.StopServiceDeployment stop) {
            service(
                    Arn.serviceOfDeployment(stop.request().serviceDeploymentArn()),
                    place.member("serviceDeploymentArn"));
        } else if (action instanceof ServiceActions.DeleteService delete) {
            service(delete.request().service(), place.member("service"));
        } else if (action instanceof TaskActions.RunTask run) {
            runTask(run.request(), place);
        } else if (action instanceof TaskActions.StopTask stop) {
            stopTask(stop.request().task(), place.member("task"));
        } else if (action instanceof TaskActions.UpdateTaskProtection update) {
            place.violations(Validation.taskProtection(update.request()));
            References.each(place.member("tasks"), update.request().tasks(), this::stopTask);
        } else if (action instanceof CapacityActions.UpdateContainerInstancesState state) {
            place.violations(Validation.instancesState(state.request()));
            References.each(place.member("containerInstances"), state.request().containerInstances(), this::instances);
        } else if (action instanceof TaskActions.StartTask start) {
            startTask(start.request(), place);
        } else if (action instanceof ServiceActions.ModifyRule modify) {
            loadBalancers.modifyRule(modify.request(), place);
        } else if (action instanceof ScalingActions ofScaling) {
            scaling.check(ofScaling, place);
        } else if (action instanceof CapacityActions.PutAttributes put) {
            attributes(put.request().attributes(), place);
        } else if (action instanceof CapacityActions.DeleteAttributes delete) {
            attributes(delete.request().attributes(), place);
        } else if (action instanceof CapacityActions.PutAccountSetting put) {
            place.violations(Validation.accountSetting(put.request()));
        } else if (action instanceof Action.DisconnectAgent outage) {
            References.each(place.member("containerInstances"), outage.containerInstances(), this::instances);
        } else if (action instanceof Action.RetireFargateTasks retire) {
            service(retire.service(), place.member("service"));
        } else if (action instanceof Action.LoseAvailabilityZone outage) {
            zone(outage.availabilityZone(), place);
        } else if (action instanceof Action.TerminateInstances terminate) {
            zone(terminate.availabilityZone(), place.member("availabilityZone"));
            References.each(place.member("InstanceIds"), terminate.instanceIds(), this::instances);
        } else if (action instanceof CapacityActions.StopInstances stop) {
            References.each(place.member("InstanceIds"), stop.request().instanceIds(), this::instances);
        } else if (action instanceof CapacityActions.StartInstances start) {
            References.each(place.member("InstanceIds"), start.request().instanceIds(), this::instances);
        } else if (action instanceof CapacityActions.DeregisterContainerInstance deregister) {
            instance(deregister.request().containerInstance(), place.member("containerInstance"));
        } else if (action instanceof TaskActions.DeregisterTaskDefinition deregister) {
            revision(deregister.request().taskDefinition(), place.member("taskDefinition"));
        } else if (action instanceof TaskActions.DeleteTaskDefinitions delete) {
            References.each(place.member("taskDefinitions"), delete.request().taskDefinitions(), this::revision);
        } else if (action instanceof CapacityActions.UpdateAutoScalingGroup update) {
            updateGroup(update.request(), place);
        } else if (action instanceof CapacityActions.SetDesiredCapacity set) {
            group(set.request().autoScalingGroupName(), place.member("AutoScalingGroupName"));
        } else if (action instanceof GroupActions.SetInstanceProtection set) {
            group(set.request().autoScalingGroupName(), place.member("AutoScalingGroupName"));
            References.each(place.member("InstanceIds"), set.request().instanceIds(), this::instances);
        } else if (action instanceof GroupActions.SetInstanceHealth set) {
            instanceHealth(set.request(), place);
        } else if (action instanceof GroupActions.CompleteLifecycleAction complete) {
            lifecycleAction(complete.request(), place);
        } else if (action instanceof GroupActions.SuspendProcesses suspend) {
            processes(suspend.request(), place);
        } else if (action instanceof GroupActions.ResumeProcesses resume) {
            processes(resume.request(), place);
        } else if (action instanceof GroupActions.StartInstanceRefresh start) {
            group(start.request().autoScalingGroupName(), place.member("AutoScalingGroupName"));
            place.violations(GroupRules.violations(start.request()));
        } else if (action instanceof Action.InterruptSpot interrupt) {
            interruptSpot(interrupt, place);
        } else if (action instanceof Action.SetTraffic traffic) {
            setTraffic(traffic, place);
        }
    }

    private void createService(CreateServiceRequest request, Place place) {
        serviceReferences.service(request, place);
        loadBalancers.unreached(request, place);
        updated.create(request);
    }

    private void updateService(UpdateServiceRequest request, Place place) {
        service(request.service(), place.member("service"));
        TaskDefinition next = definition(request.taskDefinition(), place.member("taskDefinition"));
        TaskDefinition first = definitionOf(request.service());
        if (next != null && first != null) {
            place.violations(Validation.nextTaskDefinition(first, next), definitions.place(next));
        }
        updated.update(request, next == null ? first : next, place);
        if (request.loadBalancers() != null) {
            serviceReferences.loadBalancers(request.loadBalancers(), next == null ? first : next, place);
        }
        placementNotes.check(request.placementStrategy(), request.placementConstraints(), place);
    }

    private void createDeployment(CreateDeploymentRequest request, Place place) {
        place.violations(CodeDeployRules.violations(request));
        deploymentGroups.deployment(request, place);
        if (request.appSpec() != null) {
            definition(request.appSpec().taskDefinition(), place.follow("revision.appSpecContent.content"));
        }
    }

    void runTask(RunTaskRequest written, Place place) {
        RunTaskRequest request = written.in(scenario.cluster());
        TaskDefinition definition = definition(request.taskDefinition(), place.member("taskDefinition"));
        ServiceReferences.launch(request.launchType(), request.capacityProviderStrategy(), scenario.cluster(), place);
        if (definition != null) {
            place.violations(Validation.runTask(request, definition), definitions.place(definition));
        }
        if (place.member("overrides").node() instanceof Node.Mapping overrides) {
            place.violations(Validation.overridesLength(Json.write(overrides).length()));
        }
        placementNotes.check(request.placementStrategy(), request.placementConstraints(), place);
        ServiceReferences.subnets(request.networkConfiguration(), ServiceReferences.subnets(scenario, root), place);
    }

    private void startTask(StartTaskRequest request, Place place) {
        TaskDefinition definition = definition(request.taskDefinition(), place.member("taskDefinition"));
        if (definition != null) {
            place.violations(Validation.startTask(request, definition), definitions.place(definition));
        }
        References.each(place.member("containerInstances"), request.containerInstances(), TimelineReferences::instance);
        ServiceReferences.subnets(request.networkConfiguration(), ServiceReferences.subnets(scenario, root), place);
    }

    private void attributes(List<Attribute> attributes, Place place) {
        place.violations(AttributeRules.violations(attributes));
        References.each(place.member("attributes"), attributes, (attribute, at) -> {
            if (attribute.targetId() != null) {
                instances(attribute.targetId(), at.member("targetId"));
            }
        });
    }

    /** A task id is known only while a scenario runs; the service of {@code SERVICE[n]} is known now. */
    private void stopTask(String task, Place place) {
        if (task == null) {
            place.isMissing();
            return;
        }
        Matcher oldest = OLDEST_TASK.matcher(task);
        if (oldest.matches()) {
            service(oldest.group(1), place);
        } else if (!TASK.matcher(task).matches()) {
            String service = task.replaceFirst("\\[.*", "");
            place.problem("must be a task's id or ARN, or SERVICE[n], not \"" + Text.printable(task) + "\"."
                    + nearest(service + "[0]", services.known(), "[0]"));
        }
    }

    private static void instance(String name, Place place) {
        if (name != null && !INSTANCE.matcher(name).matches()) {
            place.problem("must be an instance's id (i-...) or ARN, not \"" + Text.printable(name) + "\".");
        }
    }

    /** A task definition with its revision: a family alone names none. */
    private void revision(String name, Place place) {
        if (definition(name, place) != null && !Arn.name(name).contains(":")) {
            place.refused("ClientException", "The task definition must be named as family:revision.");
        }
    }

    private void updateGroup(UpdateAutoScalingGroupRequest request, Place place) {
        group(request.autoScalingGroupName(), place.member("AutoScalingGroupName"));
        if (request.minSize() != null && request.maxSize() != null) {
            int desired = request.desiredCapacity() == null ? request.minSize() : request.desiredCapacity();
            place.violations(Validation.groupSize(request.minSize(), request.maxSize(), desired));
        }
    }

    private void instanceHealth(SetInstanceHealthRequest request, Place place) {
        if (request.instanceId() != null) {
            instances(request.instanceId(), place.member("InstanceId"));
        }
        place.violations(GroupRules.violations(request));
    }

    private void lifecycleAction(CompleteLifecycleActionRequest request, Place place) {
        group(request.autoScalingGroupName(), place.member("AutoScalingGroupName"));
        if (request.instanceId() != null) {
            instances(request.instanceId(), place.member("InstanceId"));
        }
        place.violations(GroupRules.violations(request));
        Set<String> hooks = new LinkedHashSet<>();
        scenario.autoScalingGroups().stream()
                .filter(group ->
                        group != null && Objects.equals(group.autoScalingGroupName(), request.autoScalingGroupName()))
                .flatMap(group -> group.lifecycleHookSpecificationList().stream())
                .filter(Objects::nonNull)
                .forEach(hook -> hooks.add(hook.lifecycleHookName()));
        if (request.lifecycleHookName() != null && !groups.lack(request.autoScalingGroupName())) {
            place.member("LifecycleHookName")
                    .mustName("lifecycle hook of the group", request.lifecycleHookName(), new Names(hooks, true));
        }
    }

    private void processes(ScalingProcessQuery request, Place place) {
        group(request.autoScalingGroupName(), place.member("AutoScalingGroupName"));
        place.violations(GroupRules.processes(request.scalingProcesses()));
    }

    private void interruptSpot(Action.InterruptSpot interrupt, Place place) {
        boolean ofFargate = CapacityProviderStrategyItem.FARGATE_SPOT.equals(interrupt.capacityProvider());
        service(interrupt.service(), place.member("service"));
        if (interrupt.service() != null && !ofFargate) {
            place.member("service").problem("goes with capacityProvider: FARGATE_SPOT.");
        }
        if (ofFargate) {
            return;
        }
        if (interrupt.capacityProvider() != null) {
            ofProvider(interrupt.capacityProvider(), place.member("capacityProvider"));
        }
        group(interrupt.autoScalingGroup(), place.member("autoScalingGroup"));
        zone(interrupt.availabilityZone(), place.member("availabilityZone"));
        if (interrupt.instanceType() != null && InstanceTypes.get(interrupt.instanceType()) == null) {
            place.member("instanceType").namesNo("instance type", interrupt.instanceType(), InstanceTypes.names());
        }
        References.each(place.member("instanceIds"), interrupt.instanceIds(), this::instances);
    }

    private void ofProvider(String name, Place place) {
        List<String> known = new ArrayList<>(List.of(CapacityProviderStrategyItem.FARGATE_SPOT));
        scenario.capacityProviders().stream()
                .filter(provider -> provider != null && provider.name() != null)
                .forEach(provider -> known.add(provider.name()));
        if (!known.contains(name) && root.member("capacityProviders").itemsAreRight("name")) {
            place.namesNo("capacity provider of Spot", name, known);
        }
    }

    private void group(String name, Place place) {
        if (name != null) {
            place.mustName("Auto Scaling group", name, groups);
        }
    }

    private void instances(String name, Place place) {
        if (name.endsWith(ALL)) {
            zone(name.substring(0, name.length() - ALL.length()), place);
        } else if (!INSTANCE.matcher(name).matches()) {
            place.problem("must be an instance's id (i-...) or ARN, or ZONE/*, not \"" + Text.printable(name) + "\"."
                    + nearest(name, zones.known(), ALL));
        }
    }

    /** The nearest of the names, each with an ending. */
    private static String nearest(String wrong, Set<String> names, String ending) {
        return NearestName.of(wrong, names.stream().map(name -> name + ending).toList())
                .map(name -> " " + NearestName.question(name))
                .orElse("");
    }

    private void setTraffic(Action.SetTraffic traffic, Place place) {
        List<Workload> clients = scenario.workload().stream()
                .filter(workload -> workload == null || workload.queue() == null)
                .toList();
        Names loaded = Names.of(root.member("workload"), clients, workload -> workload.service());
        if (traffic.service() != null) {
            place.member("service").mustName("service with a workload", traffic.service(), loaded);
        }
        if (traffic.queue() != null) {
            List<Workload> producers = scenario.workload().stream()
                    .filter(workload -> workload != null && workload.messages() != null)
                    .toList();
            Names fed = Names.of(root.member("workload"), producers, Workload::queue);
            place.member("queue").mustName("queue with messages", traffic.queue(), fed);
        }
        boolean toService = QueueReferences.isWritten(place, "service");
        if (toService == QueueReferences.isWritten(place, "queue")) {
            place.problem("must have a service or a queue" + (toService ? ", not both." : "."));
        }
        if (traffic.factor() != null && traffic.factor() < 0) {
            place.member("factor").problem("must be a number from 0 up.");
        }
    }

    private TaskDefinition definition(String name, Place place) {
        TaskDefinition definition = name == null ? null : definitions.find(name);
        if (name != null && definition == null) {
            place.mustName("task definition", Arn.name(name), definitions.names());
        }
        return definition;
    }

    /** The one that a service starts with; null when nothing says so. */
    private TaskDefinition definitionOf(String service) {
        return scenario.everyService().stream()
                .filter(candidate -> service != null && candidate.taskDefinition() != null)
                .filter(candidate -> Arn.name(service).equals(candidate.serviceName()))
                .findFirst()
                .map(candidate -> definitions.find(candidate.taskDefinition()))
                .orElse(null);
    }

    private void service(String name, Place place) {
        if (name != null) {
            place.mustName("service", Arn.name(name), services);
        }
    }

    private void zone(String zone, Place place) {
        if (zone != null) {
            place.mustName("zone with instances", zone, zones);
        }
    }
}
