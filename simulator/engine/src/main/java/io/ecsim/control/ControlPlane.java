// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.agent.TaskLifecycle;
import io.ecsim.aws.AdvancedConfiguration;
import io.ecsim.aws.Arn;
import io.ecsim.aws.AwsException;
import io.ecsim.aws.ClassicLoadBalancer;
import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.ContinueServiceDeploymentRequest;
import io.ecsim.aws.CreateDeploymentRequest;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeleteAlarmsRequest;
import io.ecsim.aws.DeleteAttributesRequest;
import io.ecsim.aws.DeleteScalingPolicyRequest;
import io.ecsim.aws.DeleteScheduledActionRequest;
import io.ecsim.aws.DeleteServiceRequest;
import io.ecsim.aws.DeleteTaskDefinitionsRequest;
import io.ecsim.aws.DeploymentConfig;
import io.ecsim.aws.DeploymentControllerType;
import io.ecsim.aws.DeploymentGroup;
import io.ecsim.aws.DeregisterContainerInstanceRequest;
import io.ecsim.aws.DeregisterScalableTargetRequest;
import io.ecsim.aws.DeregisterTaskDefinitionRequest;
import io.ecsim.aws.Listener;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.ModifyRuleRequest;
import io.ecsim.aws.NetworkConfiguration;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.PutAccountSettingRequest;
import io.ecsim.aws.PutAttributesRequest;
import io.ecsim.aws.Queue;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.ScheduledAction;
import io.ecsim.aws.SchedulingStrategy;
import io.ecsim.aws.SetAlarmStateRequest;
import io.ecsim.aws.SetDesiredCapacityRequest;
import io.ecsim.aws.StartInstancesRequest;
import io.ecsim.aws.StartTaskRequest;
import io.ecsim.aws.StopDeploymentRequest;
import io.ecsim.aws.StopInstancesRequest;
import io.ecsim.aws.StopServiceDeploymentRequest;
import io.ecsim.aws.StopTaskRequest;
import io.ecsim.aws.Subnet;
import io.ecsim.aws.TargetGroup;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.UpdateAutoScalingGroupRequest;
import io.ecsim.aws.UpdateContainerInstancesStateRequest;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.aws.UpdateTaskProtectionRequest;
import io.ecsim.aws.Violation;
import io.ecsim.capacity.AccountSettings;
import io.ecsim.capacity.Fleet;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Revision;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.Transitions;
import io.ecsim.journal.Entry;
import io.ecsim.loadbalancing.Listeners;
import io.ecsim.loadbalancing.TargetGroups;
import io.ecsim.placement.PlacementRule;
import io.ecsim.placement.Placer;
import io.ecsim.queue.Queues;
import io.ecsim.service.CodeDeployPlan;
import io.ecsim.service.Service;
import io.ecsim.service.ServiceRevision;
import io.ecsim.service.ServiceScheduler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The operations of Amazon ECS, Elastic Load Balancing, EC2, EC2 Auto Scaling and SQS that a run knows, named and shaped as AWS names and shapes
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
     * What RunTask and StartTask answer.
     *
     * @param failures reasons such as {@code RESOURCE:MEMORY}, one for each task that was not placed; of StartTask with
     *     the instance before it
     */
    public record RunTaskResponse(List<Task> tasks, List<String> failures) {}

    private final ClusterState cluster;
    private final ServiceScheduler scheduler;
    private final TargetGroups targetGroups;
    private final Listeners listeners;
    private final Queues queues;
    private final RuleCompiler placementRules;
    private final AccountSettings account;
    private final InstanceOperations instances;
    private final TaskOperations tasks;
    private final TaskProtections protections;
    private final ScalingOperations scaling;
    private final CodeDeploy codeDeploy;
    private final Map<String, String> zoneBySubnet = new LinkedHashMap<>();
    private final TaskDefinitions taskDefinitions;
    private final CapacityOperations capacity;
    private final Transitions transitions;

    public ControlPlane(
            ClusterState cluster,
            Transitions transitions,
            TaskLifecycle lifecycle,
            ServiceScheduler scheduler,
            TargetGroups targetGroups,
            Listeners listeners,
            Queues queues,
            Placer placer,
            RuleCompiler placementRules,
            AccountSettings account,
            Fleet fleet,
            ApplicationAutoScaling scaling,
            CloudWatchAlarms alarms,
            List<Subnet> subnets,
            Consumer<Entry> journal) {
        this.cluster = cluster;
        this.scheduler = scheduler;
        this.targetGroups = targetGroups;
        this.listeners = listeners;
        this.queues = queues;
        this.placementRules = placementRules;
        this.account = account;
        this.instances = new InstanceOperations(cluster, transitions, lifecycle, scheduler);
        this.taskDefinitions = new TaskDefinitions(cluster, scheduler, journal);
        this.capacity = new CapacityOperations(fleet);
        this.transitions = transitions;
        this.protections = new TaskProtections(cluster, transitions, scheduler);
        this.codeDeploy = new CodeDeploy(scheduler, listeners, targetGroups);
        this.tasks = new TaskOperations(cluster, transitions, lifecycle, placer);
        this.scaling = new ScalingOperations(scheduler, scaling, alarms);
        subnets.forEach(subnet -> zoneBySubnet.put(subnet.subnetId(), subnet.availabilityZone()));
    }

    public Revision registerTaskDefinition(TaskDefinition definition) {
        refuse(Validation.taskDefinition(definition));
        return taskDefinitions.register(definition);
    }

    /** Makes a revision INACTIVE: what runs stays, and its services may scale. */
    public void deregisterTaskDefinition(DeregisterTaskDefinitionRequest request) {
        taskDefinitions.deregister(request.taskDefinition());
    }

    /** Deletes INACTIVE revisions, each when nobody uses it any more. Returns the failures. */
    public List<String> deleteTaskDefinitions(DeleteTaskDefinitionsRequest request) {
        return taskDefinitions.delete(request.taskDefinitions());
    }

    /** The cluster must have no container instances, services and tasks; it is INACTIVE then, for good. */
    public void deleteCluster() {
        if (!cluster.isActive()) {
            return;
        }
        refuseToDelete(
                !cluster.instances().isEmpty(), "ContainerInstances", "Container Instances are active or draining");
        refuseToDelete(
                scheduler.services().stream().anyMatch(service -> service.status() != Service.Status.INACTIVE),
                "Services",
                "Services are active");
        refuseToDelete(!cluster.tasks().isEmpty(), "Tasks", "Tasks are active");
        transitions.deleteCluster("deleteCluster");
    }

    private static void refuseToDelete(boolean blocked, String what, String why) {
        if (blocked) {
            throw new AwsException(
                    "ClusterContains" + what + "Exception", "The Cluster cannot be deleted while " + why + ".");
        }
    }

    private void requireCluster() {
        if (!cluster.isActive()) {
            throw new AwsException("ClusterNotFoundException", "The referenced cluster was inactive.");
        }
    }

    public void createTargetGroup(TargetGroup targetGroup) {
        refuse(Validation.targetGroup(targetGroup));
        targetGroups.create(targetGroup);
    }

    /** CreateLoadBalancer of a Classic Load Balancer: a target group whose new targets pass as many checks as others (LB-19). */
    public void createClassicLoadBalancer(ClassicLoadBalancer balancer) {
        refuse(Validation.classicLoadBalancer(balancer));
        targetGroups.create(balancer.targetGroup(), balancer.healthCheck().healthyThreshold());
    }

    /** CreateQueue of SQS. */
    public void createQueue(Queue queue) {
        refuse(Validation.queue(queue));
        queues.create(queue);
    }

    /** CreateListener, and CreateRule for each of its rules. */
    public void createListener(Listener listener) {
        refuse(ListenerRules.violations(listener));
        listeners.create(listener);
    }

    /** ModifyRule, and ModifyListener for default actions. */
    public void modifyRule(ModifyRuleRequest request) {
        modifyRule(request.ruleArn(), request.weights(), "modifyRule");
    }

    /** The same: target groups with weights from 0 to 999 (BG-9). */
    public void modifyRule(String rule, Map<String, Integer> weights, String why) {
        if (!listeners.hasRule(rule)) {
            throw new AwsException("RuleNotFound", "One or more rules not found");
        }
        refuse(ListenerRules.violations(weights));
        listeners.setWeights(rule, weights, why);
    }

    public Service createService(CreateServiceRequest request) {
        requireCluster();
        refuse(Validation.service(request));
        Service existing = scheduler.service(request.serviceName());
        if (existing != null && existing.status() != Service.Status.INACTIVE) {
            throw new AwsException("InvalidParameterException", "Creation of service was not idempotent.");
        }
        Revision revision = taskDefinitions.active(request.taskDefinition(), "ClientException");
        refuse(Validation.service(request, revision.definition()));
        listen(request);
        rulesExist(request);
        return scheduler.create(request, serviceRevision(request, revision), rule(request, revision));
    }

    private void rulesExist(CreateServiceRequest request) {
        for (LoadBalancer loadBalancer : request.loadBalancers()) {
            AdvancedConfiguration advanced = loadBalancer.advancedConfiguration();
            boolean known = advanced == null
                    || listeners.hasRule(advanced.productionListenerRule())
                            && (advanced.testListenerRule() == null || listeners.hasRule(advanced.testListenerRule()));
            if (!known) {
                throw new AwsException("InvalidParameterException", "One or more listener rules were not found.");
            }
        }
    }

    private ServiceRevision serviceRevision(CreateServiceRequest settings, Revision revision) {
        NetworkConfiguration network = settings.networkConfiguration();
        return new ServiceRevision(
                revision,
                settings.loadBalancers(),
                settings.serviceRegistries(),
                network,
                settings.volumeConfigurations(),
                zones(network),
                settings.monitoring());
    }

    /** Traffic reaches a load-balanced service: a listener of its own forwards to it if no other does. */
    private void listen(CreateServiceRequest request) {
        List<String> groups = request.targetGroups();
        if (!groups.isEmpty() && listeners.reaching(groups) == null) {
            listeners.create(
                    Listener.forwardingTo(targetGroups.get(groups.get(0)).group()));
        }
    }

    /**
     * A change of what tasks are (task definition, network, load balancers, registries, volumes) starts a deployment, and so does
     * asking for one; the other members do not (SV-35).
     */
    public void updateService(UpdateServiceRequest request) {
        Service service = activeService(request.service());
        refuse(DeploymentRules.updateViolations(service.settings(), request));
        CreateServiceRequest settings = updated(service, request);
        Revision now = service.primary().revision();
        Revision revision = request.taskDefinition() == null
                ? now
                : taskDefinitions.active(request.taskDefinition(), "ClientException");
        refuse(Validation.service(settings, revision.definition()));
        refuse(Validation.nextTaskDefinition(now.definition(), revision.definition()));
        scheduler.configure(service, settings, rule(settings, revision));
        if (request.desiredCount() != null) {
            scheduler.setDesiredCount(service, request.desiredCount(), "updateService");
        }
        if (isOfCodeDeploy(service)) {
            return;
        }
        ServiceRevision target = serviceRevision(settings, revision);
        if (request.forceNewDeployment()) {
            scheduler.deploy(service, target, "forceNewDeployment");
        } else if (!target.equals(service.primary().target())) {
            scheduler.deploy(
                    service, target, target.newAgainst(service.primary().target()));
        }
    }

    private static boolean isOfCodeDeploy(Service service) {
        return service.settings().deploymentController().type() == DeploymentControllerType.CODE_DEPLOY;
    }

    /** CodeDeploy's: another way to shift traffic (BG-10). */
    public void createDeploymentConfig(DeploymentConfig config) {
        refuse(CodeDeployRules.violations(config));
        codeDeploy.createDeploymentConfig(config);
    }

    /** CodeDeploy's: how a service is deployed (BG-11). */
    public void createDeploymentGroup(DeploymentGroup group) {
        refuse(CodeDeployRules.violations(group));
        codeDeploy.createDeploymentGroup(group);
    }

    /** CodeDeploy's: deploys another task definition (BG-10, BG-11). */
    public void createDeployment(CreateDeploymentRequest request) {
        refuse(CodeDeployRules.violations(request));
        DeploymentGroup group = codeDeploy.free(request);
        Service service = activeService(group.service());
        Revision revision = describeTaskDefinition(request.appSpec().taskDefinition());
        LoadBalancer shifting = service.settings().loadBalancers().get(0);
        CreateServiceRequest settings = service.settings()
                .withLoadBalancers(List.of(new LoadBalancer(
                        shifting.targetGroupArn(),
                        request.appSpec().containerName(),
                        request.appSpec().containerPort(),
                        shifting.advancedConfiguration())));
        refuse(Validation.service(settings, revision.definition()));
        refuse(Validation.nextTaskDefinition(service.primary().revision().definition(), revision.definition()));
        CodeDeployPlan plan = codeDeploy.plan(request, group);
        scheduler.deploy(service, serviceRevision(settings, revision), plan, "CodeDeploy " + plan.deploymentId());
    }

    /** CodeDeploy's: stops the deployment of a group that is in progress. */
    public void stopDeployment(StopDeploymentRequest request) {
        codeDeploy.stopDeployment(request);
    }

    /** Stops the deployment of a service that is in progress (SV-39). */
    public void stopServiceDeployment(StopServiceDeploymentRequest request) {
        Service service = activeService(serviceOf(request.serviceDeploymentArn()));
        if (isOfCodeDeploy(service)) {
            throw new AwsException(
                    "UnsupportedFeatureException",
                    "StopServiceDeployment is not supported with the CODE_DEPLOY deployment controller.");
        }
        if (!service.primary().isInProgress()) {
            throw new AwsException(
                    "ConflictException",
                    "The service deployment is in " + service.primary().status() + " state and cannot be stopped.");
        }
        scheduler.stopDeployment(service, request.stopType());
    }

    /** Answers the PAUSE hook at which the deployment of a service waits (BG-6). */
    public void continueServiceDeployment(ContinueServiceDeploymentRequest request) {
        Service service = activeService(serviceOf(request.serviceDeploymentArn()));
        if (!scheduler.answerPause(service, request.action())) {
            throw new AwsException(
                    "ConflictException", "The service deployment is not waiting at a PAUSE lifecycle hook.");
        }
    }

    /** {@code web} of {@code arn:aws:ecs:...:service-deployment/cluster/web/id}, and of {@code web}; null of null. */
    public static String serviceOf(String nameOrArn) {
        if (nameOrArn == null) {
            return null;
        }
        String[] parts = nameOrArn.split("/");
        return nameOrArn.startsWith("arn:") && parts.length > 3 ? parts[parts.length - 2] : nameOrArn;
    }

    /** What was deployed may have been rolled back since it was asked for. */
    private static CreateServiceRequest updated(Service service, UpdateServiceRequest request) {
        CreateServiceRequest settings = service.settings();
        ServiceRevision deployed = service.primary().target();
        return new CreateServiceRequest(
                settings.serviceName(),
                settings.taskDefinition(),
                or(request.desiredCount(), settings.desiredCount()),
                settings.launchType(),
                settings.schedulingStrategy(),
                or(
                        request.loadBalancers(),
                        isOfCodeDeploy(service) ? settings.loadBalancers() : deployed.loadBalancers()),
                or(request.deploymentConfiguration(), settings.deploymentConfiguration()),
                or(request.placementStrategy(), settings.placementStrategy()),
                or(request.placementConstraints(), settings.placementConstraints()),
                or(request.networkConfiguration(), deployed.network()),
                or(request.healthCheckGracePeriodSeconds(), settings.healthCheckGracePeriodSeconds()),
                settings.capacityProviderStrategy(),
                or(request.volumeConfigurations(), deployed.volumes()),
                settings.deploymentController(),
                or(request.availabilityZoneRebalancing(), settings.availabilityZoneRebalancing()),
                or(request.serviceRegistries(), deployed.serviceRegistries()),
                or(request.monitoring(), deployed.monitoring()));
    }

    private static <T> T or(T update, T present) {
        return update == null ? present : update;
    }

    public void deleteService(DeleteServiceRequest request) {
        Service service = activeService(request.service());
        if (service.desiredCount() > 0 && !request.force() && !service.isDaemon()) {
            throw new AwsException(
                    "InvalidParameterException", "The service cannot be stopped while it is scaled above 0.");
        }
        scheduler.delete(service);
    }

    /** Starts standalone tasks, each decided after the one before (PL-22); some may start while others fail (PL-28). */
    public RunTaskResponse runTask(RunTaskRequest request) {
        requireCluster();
        Revision revision = taskDefinitions.active(request.taskDefinition(), "InvalidParameterException");
        refuse(Validation.runTask(request, revision.definition()));
        if (cluster.instances().isEmpty()) {
            throw new AwsException("InvalidParameterException", "No Container Instances were found in your cluster.");
        }
        String group = request.group() == null ? "family:" + revision.family() : request.group();
        PlacementRule rule = placementRules.compile(
                group, false, request.placementStrategy(), constraints(revision, request.placementConstraints()));
        return tasks.run(
                request.count(),
                group,
                revision,
                revision.needs(zones(request.networkConfiguration())),
                rule,
                NetworkConfiguration.subnets(request.networkConfiguration()));
    }

    /** Starts a task on each of the instances, without strategies and constraints (PL-5); failures are by instance. */
    public RunTaskResponse startTask(StartTaskRequest request) {
        requireCluster();
        Revision revision = taskDefinitions.active(request.taskDefinition(), "InvalidParameterException");
        refuse(Validation.startTask(request, revision.definition()));
        String group = request.group() == null ? "family:" + revision.family() : request.group();
        return tasks.start(
                request.containerInstances(),
                group,
                revision,
                revision.needs(zones(request.networkConfiguration())),
                placementRules.compile(group, false, List.of(), List.of()),
                NetworkConfiguration.subnets(request.networkConfiguration()));
    }

    public void stopTask(StopTaskRequest request) {
        tasks.stop(request);
    }

    /** Protects tasks of services from scale-in for a time (TL-19). Returns the failures (EV-4). */
    public List<String> updateTaskProtection(UpdateTaskProtectionRequest request) {
        refuse(SchedulingRules.violations(request));
        return protections.update(request);
    }

    /** Sets instances to DRAINING or back to ACTIVE (IN-1). Returns the failures: names that no instance has. */
    public List<String> updateContainerInstancesState(UpdateContainerInstancesStateRequest request) {
        ContainerInstanceStatus status = request.status();
        if (status != ContainerInstanceStatus.ACTIVE && status != ContainerInstanceStatus.DRAINING) {
            throw new AwsException(
                    "InvalidParameterException", "Container instance status should be one of [ACTIVE, DRAINING]");
        }
        return instances.updateState(request.containerInstances(), status);
    }

    /** Takes an instance out of the cluster, with {@code force} also if tasks run there; its machine runs on (IN-4). */
    public void deregisterContainerInstance(DeregisterContainerInstanceRequest request) {
        requireCluster();
        instances.deregister(request.containerInstance(), request.force());
    }

    /** Stops machines: they stay registered, their agents are disconnected. Returns their ids. */
    public List<String> stopInstances(StopInstancesRequest request) {
        return capacity.stop(request.instanceIds());
    }

    public List<String> startInstances(StartInstancesRequest request) {
        return capacity.start(request.instanceIds());
    }

    /** Ends machines, which their Auto Scaling groups replace. Returns their ids. */
    public List<String> terminateInstances(List<String> instanceIds) {
        return capacity.terminate(instanceIds);
    }

    public void updateAutoScalingGroup(UpdateAutoScalingGroupRequest request) {
        capacity.update(request);
    }

    public void setDesiredCapacity(SetDesiredCapacityRequest request) {
        capacity.setDesiredCapacity(request);
    }

    /** Sets custom attributes of instances (CN-7). */
    public void putAttributes(PutAttributesRequest request) {
        refuse(AttributeRules.violations(request.attributes()));
        instances.putAttributes(request.attributes());
    }

    public void deleteAttributes(DeleteAttributesRequest request) {
        refuse(AttributeRules.violations(request.attributes()));
        instances.deleteAttributes(request.attributes());
    }

    /** Instances that are launched from now on are what the setting says (NW-22). */
    public void putAccountSetting(PutAccountSettingRequest request) {
        refuse(Validation.accountSetting(request));
        account.put(request.name(), request.value());
    }

    /** Registers a service with Application Auto Scaling, or changes its bounds and what is suspended (SC-301, SC-306). */
    public void registerScalableTarget(ScalableTarget target) {
        scaling.registerScalableTarget(target);
    }

    public void deregisterScalableTarget(DeregisterScalableTargetRequest request) {
        scaling.deregisterScalableTarget(request);
    }

    public void putScalingPolicy(ScalingPolicy policy) {
        scaling.putScalingPolicy(policy);
    }

    public void deleteScalingPolicy(DeleteScalingPolicyRequest request) {
        scaling.deleteScalingPolicy(request);
    }

    public void putScheduledAction(ScheduledAction action) {
        scaling.putScheduledAction(action);
    }

    public void deleteScheduledAction(DeleteScheduledActionRequest request) {
        scaling.deleteScheduledAction(request);
    }

    public void putMetricAlarm(MetricAlarm alarm) {
        scaling.putMetricAlarm(alarm);
    }

    public void deleteAlarms(DeleteAlarmsRequest request) {
        scaling.deleteAlarms(request);
    }

    /** Sets an alarm's state until its next evaluation (SC-213). */
    public void setAlarmState(SetAlarmStateRequest request) {
        scaling.setAlarmState(request);
    }

    /** {@code web} of {@code service/default/web}, and of {@code web}. */
    public static String scaledService(String resourceId) {
        return resourceId == null ? null : resourceId.substring(resourceId.lastIndexOf('/') + 1);
    }

    private Service activeService(String nameOrArn) {
        requireCluster();
        Service service = scheduler.service(Arn.name(nameOrArn));
        if (service == null) {
            throw new AwsException("ServiceNotFoundException", "Service not found.");
        }
        if (service.status() != Service.Status.ACTIVE) {
            throw new AwsException("ServiceNotActiveException", "Service was not ACTIVE.");
        }
        return service;
    }

    /**
     * The newest ACTIVE revision of a family, or the one that is named.
     *
     * @throws AwsException if there is none
     */
    public Revision describeTaskDefinition(String nameOrArn) {
        return taskDefinitions.describe(nameOrArn);
    }

    private PlacementRule rule(CreateServiceRequest request, Revision revision) {
        return placementRules.compile(
                "service:" + request.serviceName(),
                true,
                request.placementStrategy(),
                constraints(revision, request.placementConstraints()).stream()
                        .filter(constraint -> request.schedulingStrategy() != SchedulingStrategy.DAEMON
                                || !constraint.type().equals("distinctInstance"))
                        .toList());
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
        Refusals.throwFirst(violations);
    }
}
