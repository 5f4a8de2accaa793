// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.AutoRollbackConfiguration;
import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.AvailabilityZoneDistribution;
import io.ecsim.aws.CapacityProvider;
import io.ecsim.aws.ClassicLoadBalancer;
import io.ecsim.aws.Cluster;
import io.ecsim.aws.CompleteLifecycleActionRequest;
import io.ecsim.aws.CompositeAlarm;
import io.ecsim.aws.ContinueDeploymentRequest;
import io.ecsim.aws.CreateDeploymentRequest;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.CreditSpecification;
import io.ecsim.aws.CustomizedMetricSpecification;
import io.ecsim.aws.DeleteAlarmsRequest;
import io.ecsim.aws.DeleteScalingPolicyRequest;
import io.ecsim.aws.DeleteScheduledActionRequest;
import io.ecsim.aws.DeploymentConfig;
import io.ecsim.aws.DeploymentGroup;
import io.ecsim.aws.DeregisterScalableTargetRequest;
import io.ecsim.aws.EcsParameters;
import io.ecsim.aws.ElasticLoadBalancer;
import io.ecsim.aws.FlexibleTimeWindow;
import io.ecsim.aws.GroupScalingPolicy;
import io.ecsim.aws.InstanceMonitoring;
import io.ecsim.aws.InstancesDistribution;
import io.ecsim.aws.LaunchTemplateOverrides;
import io.ecsim.aws.LifecycleHookSpecification;
import io.ecsim.aws.Listener;
import io.ecsim.aws.ListenerAction;
import io.ecsim.aws.ListenerRule;
import io.ecsim.aws.ManagedInstancesProvider;
import io.ecsim.aws.ManagedScaling;
import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.MetricDataQuery;
import io.ecsim.aws.MetricDimension;
import io.ecsim.aws.MixedInstancesPolicy;
import io.ecsim.aws.ModifyRuleRequest;
import io.ecsim.aws.PredefinedMetricSpecification;
import io.ecsim.aws.PredictiveScalingCustomizedMetricSpecification;
import io.ecsim.aws.PredictiveScalingMetricSpecification;
import io.ecsim.aws.PredictiveScalingPolicyConfiguration;
import io.ecsim.aws.PredictiveScalingPredefinedMetric;
import io.ecsim.aws.Queue;
import io.ecsim.aws.RuleCondition;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ScalableTargetAction;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.ScalingProcessQuery;
import io.ecsim.aws.ScheduledAction;
import io.ecsim.aws.ScheduledUpdateGroupAction;
import io.ecsim.aws.SetAlarmStateRequest;
import io.ecsim.aws.SetDesiredCapacityRequest;
import io.ecsim.aws.SetInstanceHealthRequest;
import io.ecsim.aws.SetInstanceProtectionRequest;
import io.ecsim.aws.StartInstanceRefreshRequest;
import io.ecsim.aws.StartInstancesRequest;
import io.ecsim.aws.StepAdjustment;
import io.ecsim.aws.StepScalingPolicyConfiguration;
import io.ecsim.aws.StopDeploymentRequest;
import io.ecsim.aws.StopInstancesRequest;
import io.ecsim.aws.Subnet;
import io.ecsim.aws.SuspendedState;
import io.ecsim.aws.TargetGroup;
import io.ecsim.aws.TargetTrackingScalingPolicyConfiguration;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.UpdateAutoScalingGroupRequest;
import io.ecsim.aws.WarmPoolConfiguration;
import java.util.List;
import java.util.Map;

/** Which of AWS's shapes a record of the engine is, and how its components are spelled there. */
final class AwsNames {
    private static final String ECS = "ecs";
    private static final String CODE_DEPLOY = "codedeploy";
    private static final String SCALING = "application-auto-scaling";

    /** Records that are not the ECS shape of their own name. */
    private static final Map<Class<?>, AwsDocument> OTHERS = Map.ofEntries(
            Map.entry(Cluster.class, new AwsDocument(ECS, List.of("CreateClusterRequest", "Cluster"))),
            Map.entry(
                    TaskDefinition.class,
                    new AwsDocument(ECS, List.of("RegisterTaskDefinitionRequest", "TaskDefinition"))),
            Map.entry(CreateServiceRequest.class, new AwsDocument(ECS, List.of("CreateServiceRequest", "Service"))),
            Map.entry(
                    ScalableTarget.class,
                    new AwsDocument(SCALING, List.of("RegisterScalableTargetRequest", "ScalableTarget"))),
            Map.entry(
                    ScalingPolicy.class, new AwsDocument(SCALING, List.of("PutScalingPolicyRequest", "ScalingPolicy"))),
            Map.entry(
                    TargetTrackingScalingPolicyConfiguration.class,
                    new AwsDocument(SCALING, List.of("TargetTrackingScalingPolicyConfiguration"))),
            Map.entry(
                    PredefinedMetricSpecification.class,
                    new AwsDocument(SCALING, List.of("PredefinedMetricSpecification"))),
            Map.entry(PredictiveScalingPolicyConfiguration.class, scaling("PredictiveScalingPolicyConfiguration")),
            Map.entry(PredictiveScalingMetricSpecification.class, scaling("PredictiveScalingMetricSpecification")),
            Map.entry(
                    PredictiveScalingPredefinedMetric.class,
                    scaling("PredictiveScalingPredefinedMetricPairSpecification")),
            Map.entry(
                    PredictiveScalingCustomizedMetricSpecification.class,
                    scaling("PredictiveScalingCustomizedMetricSpecification")),
            Map.entry(
                    CustomizedMetricSpecification.class,
                    new AwsDocument(SCALING, List.of("CustomizedMetricSpecification"))),
            Map.entry(StepScalingPolicyConfiguration.class, scaling("StepScalingPolicyConfiguration")),
            Map.entry(StepAdjustment.class, scaling("StepAdjustment")),
            Map.entry(SuspendedState.class, scaling("SuspendedState")),
            Map.entry(DeregisterScalableTargetRequest.class, scaling("DeregisterScalableTargetRequest")),
            Map.entry(DeleteScalingPolicyRequest.class, scaling("DeleteScalingPolicyRequest")),
            Map.entry(ScheduledAction.class, scaling("PutScheduledActionRequest", "ScheduledAction")),
            Map.entry(ScalableTargetAction.class, scaling("ScalableTargetAction")),
            Map.entry(DeleteScheduledActionRequest.class, scaling("DeleteScheduledActionRequest")),
            Map.entry(MetricDataQuery.class, cloudWatch("MetricDataQuery")),
            Map.entry(MetricDataQuery.MetricStat.class, cloudWatch("MetricStat")),
            Map.entry(MetricDataQuery.Metric.class, cloudWatch("Metric")),
            Map.entry(SetAlarmStateRequest.class, cloudWatch("SetAlarmStateInput")),
            Map.entry(DeleteAlarmsRequest.class, cloudWatch("DeleteAlarmsInput")),
            Map.entry(MetricDimension.class, new AwsDocument(SCALING, List.of("MetricDimension"))),
            Map.entry(
                    AutoScalingGroup.class,
                    new AwsDocument("auto-scaling", List.of("CreateAutoScalingGroupType", "AutoScalingGroup"))),
            Map.entry(MixedInstancesPolicy.class, group("MixedInstancesPolicy")),
            Map.entry(MixedInstancesPolicy.LaunchTemplate.class, group("LaunchTemplate")),
            Map.entry(LaunchTemplateOverrides.class, group("LaunchTemplateOverrides")),
            Map.entry(InstancesDistribution.class, group("InstancesDistribution")),
            Map.entry(LifecycleHookSpecification.class, group("LifecycleHookSpecification")),
            Map.entry(AvailabilityZoneDistribution.class, group("AvailabilityZoneDistribution")),
            Map.entry(WarmPoolConfiguration.class, group("WarmPoolConfiguration")),
            Map.entry(GroupScalingPolicy.class, group("PutScalingPolicyType")),
            Map.entry(GroupScalingPolicy.TargetTrackingConfiguration.class, group("TargetTrackingConfiguration")),
            Map.entry(GroupScalingPolicy.PredefinedMetric.class, group("PredefinedMetricSpecification")),
            Map.entry(ScheduledUpdateGroupAction.class, group("PutScheduledUpdateGroupActionType")),
            Map.entry(InstanceMonitoring.class, new AwsDocument("ec2", List.of("RunInstancesMonitoringEnabled"))),
            Map.entry(SetInstanceProtectionRequest.class, group("SetInstanceProtectionQuery")),
            Map.entry(SetInstanceHealthRequest.class, group("SetInstanceHealthQuery")),
            Map.entry(CompleteLifecycleActionRequest.class, group("CompleteLifecycleActionType")),
            Map.entry(ScalingProcessQuery.class, group("ScalingProcessQuery")),
            Map.entry(StartInstanceRefreshRequest.class, group("StartInstanceRefreshType")),
            Map.entry(StartInstanceRefreshRequest.RefreshPreferences.class, group("RefreshPreferences")),
            Map.entry(
                    UpdateAutoScalingGroupRequest.class,
                    new AwsDocument("auto-scaling", List.of("UpdateAutoScalingGroupType"))),
            Map.entry(
                    SetDesiredCapacityRequest.class,
                    new AwsDocument("auto-scaling", List.of("SetDesiredCapacityType"))),
            Map.entry(StopInstancesRequest.class, new AwsDocument("ec2", List.of("StopInstancesRequest"))),
            Map.entry(StartInstancesRequest.class, new AwsDocument("ec2", List.of("StartInstancesRequest"))),
            Map.entry(
                    CapacityProvider.class,
                    new AwsDocument(ECS, List.of("CreateCapacityProviderRequest", "CapacityProvider"))),
            Map.entry(
                    ManagedInstancesProvider.class,
                    new AwsDocument(
                            ECS, List.of("CreateManagedInstancesProviderConfiguration", "ManagedInstancesProvider"))),
            Map.entry(
                    CapacityProvider.AutoScalingGroupProvider.class,
                    new AwsDocument(ECS, List.of("AutoScalingGroupProvider"))),
            Map.entry(ManagedScaling.class, new AwsDocument(ECS, List.of("ManagedScaling"))),
            Map.entry(TargetGroup.class, elb("CreateTargetGroupInput", "TargetGroup")),
            Map.entry(ElasticLoadBalancer.class, elb("CreateLoadBalancerInput", "LoadBalancer")),
            Map.entry(
                    ClassicLoadBalancer.class, classic("CreateLoadBalancerInput", "LoadBalancerDescription", "Beside")),
            Map.entry(ClassicLoadBalancer.ClassicListener.class, classic("Listener")),
            Map.entry(ClassicLoadBalancer.ClassicHealthCheck.class, classic("HealthCheck")),
            Map.entry(ClassicLoadBalancer.LoadBalancerAttributes.class, classic("LoadBalancerAttributes")),
            Map.entry(ClassicLoadBalancer.CrossZoneLoadBalancing.class, classic("CrossZoneLoadBalancing")),
            Map.entry(ClassicLoadBalancer.ConnectionDraining.class, classic("ConnectionDraining")),
            Map.entry(ClassicLoadBalancer.ConnectionSettings.class, classic("ConnectionSettings")),
            Map.entry(Listener.class, elb("CreateListenerInput", "Listener")),
            Map.entry(ListenerRule.class, elb("CreateRuleInput", "Rule")),
            Map.entry(ModifyRuleRequest.class, elb("ModifyRuleInput")),
            Map.entry(RuleCondition.class, elb("RuleCondition")),
            Map.entry(RuleCondition.PathPatternConditionConfig.class, elb("PathPatternConditionConfig")),
            Map.entry(ListenerAction.class, elb("Action")),
            Map.entry(ListenerAction.ForwardActionConfig.class, elb("ForwardActionConfig")),
            Map.entry(ListenerAction.TargetGroupTuple.class, elb("TargetGroupTuple")),
            Map.entry(ListenerAction.FixedResponseActionConfig.class, elb("FixedResponseActionConfig")),
            Map.entry(CompositeAlarm.class, cloudWatch("PutCompositeAlarmInput", "CompositeAlarm")),
            Map.entry(MetricAlarm.class, cloudWatch("PutMetricAlarmInput", "MetricAlarm")),
            Map.entry(Queue.class, new AwsDocument("sqs", List.of("CreateQueueRequest", "Queue"))),
            Map.entry(FlexibleTimeWindow.class, new AwsDocument("events", List.of("FlexibleTimeWindow"))),
            Map.entry(EcsParameters.class, new AwsDocument("events", List.of("EcsParameters"))),
            Map.entry(EcsParameters.Network.class, new AwsDocument("events", List.of("NetworkConfiguration"))),
            Map.entry(EcsParameters.AwsVpc.class, new AwsDocument("events", List.of("AwsVpcConfiguration"))),
            Map.entry(DeploymentConfig.class, codeDeploy("CreateDeploymentConfigInput")),
            Map.entry(DeploymentConfig.TrafficRoutingConfig.class, codeDeploy("TrafficRoutingConfig")),
            Map.entry(DeploymentConfig.TimeBasedCanary.class, codeDeploy("TimeBasedCanary")),
            Map.entry(DeploymentConfig.TimeBasedLinear.class, codeDeploy("TimeBasedLinear")),
            Map.entry(DeploymentGroup.class, codeDeploy("CreateDeploymentGroupInput")),
            Map.entry(DeploymentGroup.ECSService.class, codeDeploy("ECSService")),
            Map.entry(DeploymentGroup.LoadBalancerInfo.class, codeDeploy("LoadBalancerInfo")),
            Map.entry(DeploymentGroup.TargetGroupPairInfo.class, codeDeploy("TargetGroupPairInfo")),
            Map.entry(DeploymentGroup.TargetGroupInfo.class, codeDeploy("TargetGroupInfo")),
            Map.entry(DeploymentGroup.TrafficRoute.class, codeDeploy("TrafficRoute")),
            Map.entry(
                    DeploymentGroup.BlueGreenDeploymentConfiguration.class,
                    codeDeploy("BlueGreenDeploymentConfiguration")),
            Map.entry(DeploymentGroup.BlueInstanceTerminationOption.class, codeDeploy("BlueInstanceTerminationOption")),
            Map.entry(DeploymentGroup.AlarmConfiguration.class, codeDeploy("AlarmConfiguration")),
            Map.entry(DeploymentGroup.Alarm.class, codeDeploy("Alarm")),
            Map.entry(AutoRollbackConfiguration.class, codeDeploy("AutoRollbackConfiguration")),
            Map.entry(CreateDeploymentRequest.class, codeDeploy("CreateDeploymentInput")),
            Map.entry(CreateDeploymentRequest.RevisionLocation.class, codeDeploy("RevisionLocation")),
            Map.entry(CreateDeploymentRequest.AppSpecContent.class, codeDeploy("AppSpecContent")),
            Map.entry(ContinueDeploymentRequest.class, codeDeploy("ContinueDeploymentInput")),
            Map.entry(DeploymentGroup.DeploymentReadyOption.class, codeDeploy("DeploymentReadyOption")),
            Map.entry(StopDeploymentRequest.class, codeDeploy("StopDeploymentInput")),
            Map.entry(CreditSpecification.class, new AwsDocument("ec2", List.of("CreditSpecificationRequest"))),
            Map.entry(Subnet.class, new AwsDocument("ec2", List.of("Subnet"))));

    private AwsNames() {}

    private static AwsDocument scaling(String... shapes) {
        return new AwsDocument(SCALING, List.of(shapes));
    }

    private static AwsDocument group(String... shapes) {
        return new AwsDocument("auto-scaling", List.of(shapes));
    }

    private static AwsDocument cloudWatch(String... shapes) {
        return new AwsDocument("cloudwatch", List.of(shapes));
    }

    private static AwsDocument codeDeploy(String... shapes) {
        return new AwsDocument(CODE_DEPLOY, List.of(shapes));
    }

    private static AwsDocument elb(String... shapes) {
        return new AwsDocument("elastic-load-balancing-v2", List.of(shapes));
    }

    private static AwsDocument classic(String... shapes) {
        return new AwsDocument("elastic-load-balancing", List.of(shapes));
    }

    /** Null for the scenario's own blocks. */
    static AwsDocument of(Class<?> type) {
        if (!type.getPackageName().equals("io.ecsim.aws")) {
            return null;
        }
        AwsDocument other = OTHERS.get(type);
        return other != null ? other : new AwsDocument(ECS, List.of(type.getSimpleName()));
    }

    /** {@code vpcZoneIdentifier} is {@code VPCZoneIdentifier} on the wire: everything but the case is the same. */
    static String wire(String component, AwsDocument aws) {
        if (aws == null || aws.service().equals(ECS) || aws.service().equals(CODE_DEPLOY)) {
            return component;
        }
        String upper = Character.toUpperCase(component.charAt(0)) + component.substring(1);
        return aws.names().stream().filter(upper::equalsIgnoreCase).findFirst().orElse(upper);
    }
}
