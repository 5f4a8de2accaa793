// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.agent.TaskLifecycle;
import io.ecsim.aws.AwsException;
import io.ecsim.aws.CapacityProvider;
import io.ecsim.aws.ClassicLoadBalancer;
import io.ecsim.aws.Cluster;
import io.ecsim.aws.CompleteLifecycleActionRequest;
import io.ecsim.aws.CompositeAlarm;
import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.ContinueDeploymentRequest;
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
import io.ecsim.aws.DeploymentGroup;
import io.ecsim.aws.DeregisterContainerInstanceRequest;
import io.ecsim.aws.DeregisterScalableTargetRequest;
import io.ecsim.aws.DeregisterTaskDefinitionRequest;
import io.ecsim.aws.Listener;
import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.ModifyRuleRequest;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.PutAccountSettingRequest;
import io.ecsim.aws.PutAttributesRequest;
import io.ecsim.aws.Queue;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.ScalingProcessQuery;
import io.ecsim.aws.ScheduledAction;
import io.ecsim.aws.SetAlarmStateRequest;
import io.ecsim.aws.SetDesiredCapacityRequest;
import io.ecsim.aws.SetInstanceHealthRequest;
import io.ecsim.aws.SetInstanceProtectionRequest;
import io.ecsim.aws.StartInstanceRefreshRequest;
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
import io.ecsim.capacity.CapacityProviders;
import io.ecsim.capacity.Fargate;
import io.ecsim.capacity.Fleet;
import io.ecsim.capacity.Provisioning;
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
import io.ecsim.service.Service;
import io.ecsim.service.ServiceScheduler;
import io.ecsim.world.Quotas;
import java.util.List;
import java.util.Map;
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

    private final ClusterOperations cluster;
    private final TaskDefinitions taskDefinitions;
    private final ServiceOperations services;
    private final DeploymentOperations deployments;
    private final CodeDeploy codeDeploy;
    private final TaskOperations tasks;
    private final TaskProtections protections;
    private final InstanceOperations instances;
    private final CapacityOperations capacity;
    private final CapacityProviders capacityProviders;
    private final ScalingOperations scaling;
    private final TargetGroups targetGroups;
    private final Listeners listeners;
    private final Queues queues;
    private final AccountSettings account;

    public ControlPlane(
            ClusterState cluster,
            Cluster document,
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
            Fargate fargate,
            Provisioning provisioning,
            CapacityProviders capacityProviders,
            ApplicationAutoScaling scaling,
            CloudWatchAlarms alarms,
            List<Subnet> subnets,
            Quotas quotas,
            Consumer<Entry> journal) {
        Placing placing = new Placing(placementRules, subnets);
        this.cluster = new ClusterOperations(cluster, scheduler, transitions);
        this.taskDefinitions = new TaskDefinitions(cluster, scheduler, journal);
        this.services = new ServiceOperations(
                scheduler, taskDefinitions, targetGroups, listeners, placing, this.cluster, document, quotas);
        this.codeDeploy = new CodeDeploy(scheduler, listeners, targetGroups);
        this.deployments = new DeploymentOperations(scheduler, services, taskDefinitions, codeDeploy);
        this.tasks = new TaskOperations(
                cluster, document, transitions, lifecycle, placer, fargate, provisioning, placing, taskDefinitions);
        this.protections = new TaskProtections(cluster, transitions, scheduler);
        this.instances = new InstanceOperations(cluster, transitions, lifecycle, scheduler);
        this.capacity = new CapacityOperations(fleet);
        this.capacityProviders = capacityProviders;
        this.scaling = new ScalingOperations(scheduler, scaling, alarms);
        this.targetGroups = targetGroups;
        this.listeners = listeners;
        this.queues = queues;
        this.account = account;
    }

    /** The cluster must have no container instances, services and tasks; it is INACTIVE then, for good. */
    public void deleteCluster() {
        cluster.delete();
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

    /** An Auto Scaling group whose instances take tasks by a strategy, and that may scale with them (SC-401, SC-410). */
    public void createCapacityProvider(CapacityProvider provider) {
        refuse(Validation.capacityProvider(provider));
        capacityProviders.create(provider);
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
        return services.create(request);
    }

    /**
     * A change of what tasks are (task definition, network, load balancers, registries, volumes) starts a deployment, and so does
     * asking for one; the other members do not (SV-35).
     */
    public void updateService(UpdateServiceRequest request) {
        services.update(request);
    }

    public void deleteService(DeleteServiceRequest request) {
        services.delete(request);
    }

    /** Stops the deployment of a service that is in progress (SV-39). */
    public void stopServiceDeployment(StopServiceDeploymentRequest request) {
        deployments.stopServiceDeployment(request);
    }

    /** Answers the PAUSE hook at which the deployment of a service waits (BG-6). */
    public void continueServiceDeployment(ContinueServiceDeploymentRequest request) {
        deployments.continueServiceDeployment(request);
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
        deployments.createDeployment(request);
    }

    /** CodeDeploy's: stops the deployment of a group that is in progress. */
    public void continueDeployment(ContinueDeploymentRequest request) {
        codeDeploy.continueDeployment(request);
    }

    public void stopDeployment(StopDeploymentRequest request) {
        codeDeploy.stopDeployment(request);
    }

    /** Starts standalone tasks, each decided after the one before (PL-22); some may start while others fail (PL-28). */
    public RunTaskResponse runTask(RunTaskRequest request) {
        cluster.require();
        return tasks.run(request);
    }

    /** Starts a task on each of the instances, without strategies and constraints (PL-5); failures are by instance. */
    public RunTaskResponse startTask(StartTaskRequest request) {
        cluster.require();
        return tasks.start(request);
    }

    public void stopTask(StopTaskRequest request) {
        tasks.stop(request);
    }

    /** Protects tasks of services from scale-in for a time (TL-19). Returns the failures (EV-4). */
    public List<String> updateTaskProtection(UpdateTaskProtectionRequest request) {
        refuse(SchedulingRules.violations(request));
        return protections.update(request);
    }

    /**
     * Sets instances to {@link ContainerInstanceStatus#DRAINING} or back to ACTIVE (IN-1). Returns the failures: names that
     * no instance has.
     */
    public List<String> updateContainerInstancesState(UpdateContainerInstancesStateRequest request) {
        refuse(Validation.instancesState(request));
        return instances.updateState(request.containerInstances(), request.status());
    }

    /** Takes an instance out of the cluster, with {@code force} also if tasks run there; its machine runs on (IN-4). */
    public void deregisterContainerInstance(DeregisterContainerInstanceRequest request) {
        cluster.require();
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

    /** Protects instances of a group from scale-in, or no longer. Returns the failures. */
    public List<String> setInstanceProtection(SetInstanceProtectionRequest request) {
        return capacity.setInstanceProtection(request);
    }

    /** Says that an instance is not healthy: its group replaces it (SC-442). Returns what became of it. */
    public String setInstanceHealth(SetInstanceHealthRequest request) {
        return capacity.setInstanceHealth(request);
    }

    /** Answers a lifecycle hook for which instances wait (SC-443). */
    public void completeLifecycleAction(CompleteLifecycleActionRequest request) {
        capacity.completeLifecycleAction(request);
    }

    public void suspendProcesses(ScalingProcessQuery request) {
        capacity.suspend(request);
    }

    public void resumeProcesses(ScalingProcessQuery request) {
        capacity.resume(request);
    }

    /** Begins to replace all instances of a group. */
    public void startInstanceRefresh(StartInstanceRefreshRequest request) {
        capacity.startInstanceRefresh(request);
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

    public void putCompositeAlarm(CompositeAlarm alarm) {
        scaling.putCompositeAlarm(alarm);
    }

    public void deleteAlarms(DeleteAlarmsRequest request) {
        scaling.deleteAlarms(request);
    }

    /** Sets an alarm's state until its next evaluation (SC-213). */
    public void setAlarmState(SetAlarmStateRequest request) {
        scaling.setAlarmState(request);
    }

    /**
     * The newest ACTIVE revision of a family, or the one that is named.
     *
     * @throws AwsException if there is none
     */
    public Revision describeTaskDefinition(String nameOrArn) {
        return taskDefinitions.describe(nameOrArn);
    }

    private static void refuse(List<Violation> violations) {
        Refusals.throwFirst(violations);
    }
}
