// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.Arn;
import io.ecsim.aws.AwsException;
import io.ecsim.aws.CompositeAlarm;
import io.ecsim.aws.DeleteAlarmsRequest;
import io.ecsim.aws.DeleteScalingPolicyRequest;
import io.ecsim.aws.DeleteScheduledActionRequest;
import io.ecsim.aws.DeregisterScalableTargetRequest;
import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.ScheduledAction;
import io.ecsim.aws.SetAlarmStateRequest;
import io.ecsim.metrics.AlarmState;
import io.ecsim.metrics.CompositeRule;
import io.ecsim.service.Service;
import io.ecsim.service.ServiceScheduler;
import java.util.List;

/** The operations of Application Auto Scaling, and those of CloudWatch on alarms. */
final class ScalingOperations {
    private final ServiceScheduler scheduler;
    private final ApplicationAutoScaling scaling;
    private final CloudWatchAlarms alarms;

    ScalingOperations(ServiceScheduler scheduler, ApplicationAutoScaling scaling, CloudWatchAlarms alarms) {
        this.scheduler = scheduler;
        this.scaling = scaling;
        this.alarms = alarms;
    }

    void registerScalableTarget(ScalableTarget target) {
        String service = Arn.scaledService(target.resourceId());
        Service existing = scheduler.service(service);
        if (existing == null || existing.status() != Service.Status.ACTIVE) {
            throw new AwsException("ValidationException", "ECS service doesn't exist: " + target.resourceId());
        }
        boolean known = scaling.hasTarget(service);
        Refusals.throwFirst(ScalingRules.scalableTarget(target, !known));
        scaling.registerScalableTarget(service, target);
    }

    void deregisterScalableTarget(DeregisterScalableTargetRequest request) {
        scaling.deregisterScalableTarget(target(request.resourceId()));
    }

    void putScalingPolicy(ScalingPolicy policy) {
        String service = target(policy.resourceId());
        Refusals.throwFirst(ScalingRules.scalingPolicy(policy));
        scaling.putScalingPolicy(service, policy);
    }

    void deleteScalingPolicy(DeleteScalingPolicyRequest request) {
        String service = Arn.scaledService(request.resourceId());
        if (!scaling.hasPolicy(service, request.policyName())) {
            throw notFound("scaling policy found", request.resourceId());
        }
        scaling.deleteScalingPolicy(service, request.policyName());
    }

    void putScheduledAction(ScheduledAction action) {
        String service = target(action.resourceId());
        Refusals.throwFirst(ScheduledActionRules.violations(action));
        scaling.putScheduledAction(service, action);
    }

    void deleteScheduledAction(DeleteScheduledActionRequest request) {
        String service = Arn.scaledService(request.resourceId());
        if (!scaling.hasScheduledAction(service, request.scheduledActionName())) {
            throw notFound("scheduled action found", request.resourceId());
        }
        scaling.deleteScheduledAction(service, request.scheduledActionName());
    }

    private String target(String resourceId) {
        String service = Arn.scaledService(resourceId);
        if (!scaling.hasTarget(service)) {
            throw notFound("scalable target registered", resourceId);
        }
        return service;
    }

    private static AwsException notFound(String what, String resourceId) {
        return new AwsException(
                "ObjectNotFoundException",
                "No " + what + " for service namespace: ecs, resource ID: " + resourceId
                        + ", scalable dimension: ecs:service:DesiredCount");
    }

    void putMetricAlarm(MetricAlarm alarm) {
        Refusals.throwFirst(AlarmRules.violations(alarm));
        alarms.putMetricAlarm(alarm);
    }

    /** Its children must be there before it (SC-214). */
    void putCompositeAlarm(CompositeAlarm alarm) {
        Refusals.throwFirst(CompositeAlarmRules.violations(alarm));
        List<String> missing = CompositeRule.parse(alarm.alarmRule()).alarms().stream()
                .map(Arn::name)
                .filter(child -> !alarms.has(child))
                .toList();
        if (!missing.isEmpty()) {
            throw new AwsException(
                    "ValidationError",
                    "Could not save the composite alarm as alarms [" + String.join(", ", missing)
                            + "] in the alarm rule do not exist");
        }
        alarms.putCompositeAlarm(alarm);
    }

    /** Deletes all or none: one that does not exist keeps the others. */
    void deleteAlarms(DeleteAlarmsRequest request) {
        request.alarmNames().forEach(this::exists);
        request.alarmNames().forEach(alarms::deleteAlarm);
    }

    void setAlarmState(SetAlarmStateRequest request) {
        exists(request.alarmName());
        Refusals.throwFirst(AlarmRules.violations(request));
        alarms.setAlarmState(request.alarmName(), AlarmState.valueOf(request.stateValue()), request.stateReason());
    }

    private void exists(String alarm) {
        if (!alarms.has(alarm)) {
            throw new AwsException("ResourceNotFound", "Unknown alarm " + alarm);
        }
    }
}
