// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.Arn;
import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.CapacityProvider;
import io.ecsim.aws.CapacityProviderStrategyItem;
import io.ecsim.aws.ClassicLoadBalancer;
import io.ecsim.aws.Cluster;
import io.ecsim.aws.CompositeAlarm;
import io.ecsim.aws.ContainerInsights;
import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.ElasticLoadBalancer;
import io.ecsim.aws.EventSchedule;
import io.ecsim.aws.LaunchType;
import io.ecsim.aws.Listener;
import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.ModifyRuleRequest;
import io.ecsim.aws.PutAccountSettingRequest;
import io.ecsim.aws.Queue;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.ScheduledAction;
import io.ecsim.aws.SetAlarmStateRequest;
import io.ecsim.aws.SettingName;
import io.ecsim.aws.StartTaskRequest;
import io.ecsim.aws.TargetGroup;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.UpdateContainerInstancesStateRequest;
import io.ecsim.aws.UpdateTaskProtectionRequest;
import io.ecsim.aws.Violation;
import io.ecsim.placement.PlacementRules;
import io.ecsim.world.Quotas;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What AWS would refuse in a document, looked at by itself: every violation at once, with AWS's code and, where it is
 * known, AWS's message. Members may be null; a required one that is null is a violation.
 */
public final class Validation {
    static final String CLIENT = "ClientException";
    static final String PARAMETER = "InvalidParameterException";
    private static final String SCALING = "ValidationException";

    private static final int MOST_INSTANCES = 10;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final Pattern TARGET_GROUP_NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?");

    private final List<Violation> violations = new ArrayList<>();

    private Validation() {}

    /** Of RegisterTaskDefinition. */
    public static List<Violation> taskDefinition(TaskDefinition definition) {
        return TaskDefinitionRules.violations(definition);
    }

    /**
     * Of RegisterTaskDefinition, for what only the document's text tells.
     *
     * @param bytes of the definition as JSON without spaces, in UTF-8
     */
    public static List<Violation> taskDefinitionSize(int bytes) {
        return TaskDefinitionRules.size(bytes);
    }

    /**
     * Of RunTask, for what only the document's text tells.
     *
     * @param characters of the overrides as JSON without spaces
     */
    public static List<Violation> overridesLength(int characters) {
        return LaunchRules.overrides(characters);
    }

    /** Of UpdateService, which asks for another task definition. */
    public static List<Violation> nextTaskDefinition(TaskDefinition now, TaskDefinition next) {
        return LaunchRules.platform(now.runtimePlatform(), next.runtimePlatform());
    }

    /** Of CreateService, as far as the request alone tells. */
    public static List<Violation> service(CreateServiceRequest request) {
        return service(request, 0);
    }

    private static List<Violation> service(CreateServiceRequest request, int constraintsOfDefinition) {
        Validation rules = new Validation();
        rules.violations.addAll(MonitoringRules.violations(request));
        if (request.serviceName() == null
                || !NAME.matcher(request.serviceName()).matches()) {
            rules.refuse("serviceName", PARAMETER, "Service name must have 1 to 255 letters, digits, - and _.");
        }
        rules.notNegative("desiredCount", PARAMETER, request.desiredCount());
        rules.notNegative("healthCheckGracePeriodSeconds", PARAMETER, request.healthCheckGracePeriodSeconds());
        List<String> groups = request.loadBalancers().stream()
                .filter(loadBalancer -> loadBalancer != null && loadBalancer.targetGroupArn() != null)
                .map(loadBalancer -> Arn.name(loadBalancer.targetGroupArn()))
                .toList();
        if (groups.stream().distinct().count() < groups.size()) {
            rules.refuse("loadBalancers", PARAMETER, "A target group may be given only once.");
        }
        rules.violations.addAll(DeploymentRules.violations(request));
        rules.violations.addAll(ClassicLoadBalancerRules.violations(request));
        rules.violations.addAll(SchedulingRules.violations(request));
        rules.violations.addAll(LaunchRules.violations(request));
        rules.violations.addAll(RegistryRules.violations(request));
        rules.violations.addAll(PlacementRules.violations(
                request.placementStrategy(), request.placementConstraints(), constraintsOfDefinition));
        return List.copyOf(rules.violations);
    }

    /** Of CreateService together with the task definition that it names. */
    public static List<Violation> service(CreateServiceRequest request, TaskDefinition definition) {
        Validation rules = new Validation();
        rules.violations.addAll(
                service(request, definition.placementConstraints().size()));
        if (request.healthCheckGracePeriodSeconds() > 0 && !isChecked(request, definition)) {
            rules.refuse(
                    "healthCheckGracePeriodSeconds",
                    PARAMETER,
                    "Health check grace period is only valid for services configured to use load balancers, service"
                            + " discovery or container health checks.");
        }
        rules.violations.addAll(LaunchRules.violations(request, definition));
        rules.violations.addAll(ClassicLoadBalancerRules.violations(request, definition));
        rules.violations.addAll(RegistryRules.violations(request, definition));
        return List.copyOf(rules.violations);
    }

    /** Whether anything looks at the health of its tasks (SV-12). */
    private static boolean isChecked(CreateServiceRequest request, TaskDefinition definition) {
        return !request.loadBalancers().isEmpty()
                || !request.serviceRegistries().isEmpty()
                || definition.containerDefinitions().stream()
                        .anyMatch(container -> container != null && container.healthCheck() != null);
    }

    /** What CreateCapacityProvider would refuse. */
    public static List<Violation> capacityProvider(CapacityProvider provider) {
        return CapacityProviderRules.violations(provider);
    }

    /** Of CreateCluster with its capacity providers. */
    public static List<Violation> cluster(Cluster cluster) {
        return CapacityProviderRules.violations(cluster);
    }

    /** Of a strategy in a request to a cluster. */
    public static List<Violation> capacityProviders(List<CapacityProviderStrategyItem> strategy, Cluster cluster) {
        return CapacityProviderRules.associated(strategy, "capacityProviderStrategy", cluster);
    }

    /** Of RunTask together with the task definition that it names. */
    public static List<Violation> runTask(RunTaskRequest request, TaskDefinition definition) {
        Validation rules = new Validation();
        if (request.count() < 1 || request.count() > 10) {
            rules.refuse("count", PARAMETER, "Count should be between 1 and 10.");
        }
        rules.violations.addAll(LaunchRules.violations(request));
        rules.violations.addAll(LaunchRules.violations(request, definition));
        rules.violations.addAll(PlacementRules.violations(
                request.placementStrategy(),
                request.placementConstraints(),
                definition.placementConstraints().size()));
        return List.copyOf(rules.violations);
    }

    /** Of StartTask together with the task definition that it names. */
    public static List<Violation> startTask(StartTaskRequest request, TaskDefinition definition) {
        Validation rules = new Validation();
        int instances = request.containerInstances().size();
        if (instances < 1 || instances > 10) {
            rules.refuse(
                    "containerInstances",
                    PARAMETER,
                    "A call names 1 to 10 container instances, not " + instances + ".");
        }
        RunTaskRequest each = new RunTaskRequest(
                request.taskDefinition(),
                1,
                request.group(),
                null,
                null,
                request.networkConfiguration(),
                LaunchType.EC2,
                null,
                request.volumeConfigurations(),
                null);
        rules.violations.addAll(LaunchRules.violations(each));
        rules.violations.addAll(LaunchRules.violations(each, definition));
        return List.copyOf(rules.violations);
    }

    /** Of PutAccountSetting, for the settings that have an effect. */
    public static List<Violation> accountSetting(PutAccountSettingRequest request) {
        Validation rules = new Validation();
        if (request.name() == SettingName.awsvpcTrunking
                && request.value() != null
                && !List.of("enabled", "disabled", "on", "off").contains(request.value())) {
            rules.refuse(
                    "value",
                    PARAMETER,
                    "The value of awsvpcTrunking is enabled or disabled, not " + request.value() + ".");
        }
        if (request.name() == SettingName.containerInsights
                && request.value() != null
                && Stream.of(ContainerInsights.values())
                        .noneMatch(each -> each.name().equals(request.value()))) {
            rules.refuse(
                    "value",
                    PARAMETER,
                    "The value of containerInsights is disabled, enabled or enhanced, not " + request.value() + ".");
        }
        return List.copyOf(rules.violations);
    }

    /** Of UpdateTaskProtection. */
    public static List<Violation> taskProtection(UpdateTaskProtectionRequest request) {
        return SchedulingRules.violations(request);
    }

    /** Of CreateService, and of what UpdateService makes of a service, in an account (QU-3). */
    public static List<Violation> quotas(CreateServiceRequest request, Quotas quotas) {
        return QuotaRules.violations(request, quotas);
    }

    /** Of CreateService in a cluster that has so many services already (QU-2). */
    public static List<Violation> anotherService(long services, Quotas quotas) {
        return QuotaRules.violations(services, quotas);
    }

    /** Of UpdateContainerInstancesState; a name may stand for all instances of a zone (QU-17). */
    public static List<Violation> instancesState(UpdateContainerInstancesStateRequest request) {
        Validation rules = new Validation();
        ContainerInstanceStatus status = request.status();
        if (status != ContainerInstanceStatus.ACTIVE && status != ContainerInstanceStatus.DRAINING) {
            rules.refuse("status", PARAMETER, "Container instance status should be one of [ACTIVE, DRAINING]");
        }
        int names = request.containerInstances().size();
        if (names > MOST_INSTANCES) {
            rules.refuse(
                    "containerInstances",
                    PARAMETER,
                    "containerInstances can have at most " + MOST_INSTANCES + " items, not " + names + ".");
        }
        return List.copyOf(rules.violations);
    }

    /** Of elbv2 CreateTargetGroup and its attributes. */
    public static List<Violation> targetGroup(TargetGroup group) {
        Validation rules = new Validation();
        if (group.name() == null || !TARGET_GROUP_NAME.matcher(group.name()).matches()) {
            rules.refuse(
                    "name",
                    SCALING,
                    "Target group name must have 1 to 32 letters, digits and hyphens, no hyphen at its ends.");
        }
        rules.between("port", SCALING, group.port(), 1, 65_535);
        rules.between("healthCheckIntervalSeconds", SCALING, group.healthCheckIntervalSeconds(), 5, 300);
        rules.between("healthCheckTimeoutSeconds", SCALING, group.healthCheckTimeoutSeconds(), 2, 120);
        rules.between("healthyThresholdCount", SCALING, group.healthyThresholdCount(), 2, 10);
        rules.between("unhealthyThresholdCount", SCALING, group.unhealthyThresholdCount(), 2, 10);
        if (group.healthCheckTimeoutSeconds() >= group.healthCheckIntervalSeconds()) {
            rules.refuse(
                    "healthCheckTimeoutSeconds",
                    SCALING,
                    "Health check interval must be greater than the timeout, and is "
                            + group.healthCheckIntervalSeconds() + ".");
        }
        rules.violations.addAll(TargetGroupAttributes.violations(group));
        return List.copyOf(rules.violations);
    }

    /** Of SQS CreateQueue. */
    public static List<Violation> queue(Queue queue) {
        return QueueRules.violations(queue);
    }

    /** Of PutMetricAlarm, for an alarm on one metric. */
    public static List<Violation> metricAlarm(MetricAlarm alarm) {
        return AlarmRules.violations(alarm);
    }

    /** Of PutCompositeAlarm. */
    public static List<Violation> compositeAlarm(CompositeAlarm alarm) {
        return CompositeAlarmRules.violations(alarm);
    }

    /** Of elbv2 CreateListener and, for its rules, CreateRule. */
    public static List<Violation> listener(Listener listener) {
        return ListenerRules.violations(listener);
    }

    /** Of elbv2 ModifyRule. */
    public static List<Violation> modifyRule(ModifyRuleRequest request) {
        return ListenerRules.violations(request);
    }

    /** Of elbv2 CreateLoadBalancer and its attributes. */
    public static List<Violation> loadBalancer(ElasticLoadBalancer balancer) {
        return ListenerRules.violations(balancer);
    }

    /** Of CreateLoadBalancer of a Classic Load Balancer, its health check and its attributes. */
    public static List<Violation> classicLoadBalancer(ClassicLoadBalancer balancer) {
        return ClassicLoadBalancerRules.violations(balancer);
    }

    /** Of CreateAutoScalingGroup. */
    public static List<Violation> autoScalingGroup(AutoScalingGroup group) {
        return GroupRules.violations(group);
    }

    /** Of the sizes that a group would have (SC-440). */
    public static List<Violation> groupSize(int min, int max, int desired) {
        return GroupRules.size(min, max, desired);
    }

    /** Of RegisterScalableTarget for a service that is not registered yet (SC-301). */
    public static List<Violation> scalableTarget(ScalableTarget target) {
        return ScalingRules.scalableTarget(target, true);
    }

    /** The same for a service that may be registered already. */
    public static List<Violation> scalableTargetUpdate(ScalableTarget target) {
        return ScalingRules.scalableTarget(target, false);
    }

    /** Of PutScalingPolicy. */
    public static List<Violation> scalingPolicy(ScalingPolicy policy) {
        return ScalingRules.scalingPolicy(policy);
    }

    /** Of PutScheduledAction. */
    public static List<Violation> scheduledAction(ScheduledAction action) {
        return ScheduledActionRules.violations(action);
    }

    /** When a rule of EventBridge, or a schedule of EventBridge Scheduler, happens. */
    public static List<Violation> eventSchedule(EventSchedule schedule) {
        return ScheduleRules.violations(schedule);
    }

    /** Of SetAlarmState. */
    public static List<Violation> alarmState(SetAlarmStateRequest request) {
        return AlarmRules.violations(request);
    }

    private void notNegative(String path, String code, Integer value) {
        if (value != null && value < 0) {
            refuse(path, code, path.substring(path.lastIndexOf('.') + 1) + " must not be negative.");
        }
    }

    private void between(String path, String code, int value, int low, int high) {
        if (value < low || value > high) {
            refuse(path, code, path + " must be between " + low + " and " + high + ".");
        }
    }

    private void refuse(String path, String code, String message) {
        violations.add(new Violation(path, code, message));
    }

    static boolean isName(String text) {
        return text != null && NAME.matcher(text).matches();
    }
}
