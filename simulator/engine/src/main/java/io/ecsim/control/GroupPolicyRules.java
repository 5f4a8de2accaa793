// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.GroupScalingPolicy;
import io.ecsim.aws.GroupScalingPolicy.Metric;
import io.ecsim.aws.GroupScalingPolicy.TargetTrackingConfiguration;
import io.ecsim.aws.GroupScalingPolicy.Type;
import io.ecsim.aws.ScheduledUpdateGroupAction;
import io.ecsim.aws.Violation;
import io.ecsim.schedule.Dialect;
import io.ecsim.schedule.Schedules;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What EC2 Auto Scaling's PutScalingPolicy and PutScheduledUpdateGroupAction take (SC-441, SC-450, SC-453, SC-456). */
final class GroupPolicyRules {
    private static final String CODE = GroupRules.ERROR;

    private final Refusals refusals = new Refusals(CODE);
    private final AutoScalingGroup group;

    private GroupPolicyRules(AutoScalingGroup group) {
        this.group = group;
    }

    static List<Violation> violations(AutoScalingGroup group) {
        GroupPolicyRules rules = new GroupPolicyRules(group);
        rules.seconds(group.defaultCooldown(), "DefaultCooldown");
        rules.seconds(group.defaultInstanceWarmup(), "DefaultInstanceWarmup");
        Set<String> policies = new TreeSet<>();
        for (int i = 0; i < group.scalingPolicies().size(); i++) {
            GroupScalingPolicy policy = group.scalingPolicies().get(i);
            if (policy != null && policy.policyName() != null) { // else the reader of the document says so
                String path = "ScalingPolicies[" + i + "].";
                rules.ofThisGroup(policy.autoScalingGroupName(), path);
                rules.once(policies, policy.policyName(), path + "PolicyName");
                rules.policy(policy, path);
            }
        }
        Set<String> actions = new TreeSet<>();
        for (int i = 0; i < group.scheduledActions().size(); i++) {
            ScheduledUpdateGroupAction action = group.scheduledActions().get(i);
            if (action != null && action.scheduledActionName() != null) {
                String path = "ScheduledActions[" + i + "].";
                rules.ofThisGroup(action.autoScalingGroupName(), path);
                rules.once(actions, action.scheduledActionName(), path + "ScheduledActionName");
                rules.action(action, path);
            }
        }
        return rules.refusals.list();
    }

    private void ofThisGroup(String name, String path) {
        refusals.refuse(
                name != null && !name.equals(group.autoScalingGroupName()),
                path + "AutoScalingGroupName",
                "This is among those of the group " + group.autoScalingGroupName() + ", not of " + name + ".");
    }

    private void once(Set<String> names, String name, String path) {
        refusals.refuse(!names.add(name), path, name + " is given twice.");
    }

    private void seconds(Integer value, String path) {
        refusals.refuse(
                value != null && value < 0,
                path,
                path.substring(path.lastIndexOf('.') + 1) + " must be 0 or more seconds, not " + value + ".");
    }

    private void policy(GroupScalingPolicy policy, String path) {
        seconds(policy.cooldown(), path + "Cooldown");
        seconds(policy.estimatedInstanceWarmup(), path + "EstimatedInstanceWarmup");
        Type type = policy.policyType();
        refusals.refuse(
                policy.cooldown() != null && type != Type.SimpleScaling,
                path + "Cooldown",
                "Cooldown is only for the PolicyType SimpleScaling; " + type + " has EstimatedInstanceWarmup.");
        refusals.refuse(
                !policy.stepAdjustments().isEmpty() && type != Type.StepScaling,
                path + "StepAdjustments",
                "StepAdjustments is only for the PolicyType StepScaling, and the policy is of " + type + ".");
        refusals.refuse(
                policy.targetTrackingConfiguration() != null && type != Type.TargetTrackingScaling,
                path + "TargetTrackingConfiguration",
                "TargetTrackingConfiguration is only for the PolicyType TargetTrackingScaling, and the policy is of "
                        + type + ".");
        switch (type) {
            case SimpleScaling -> simple(policy, path);
            case StepScaling -> refusals.addAll(StepRules.violations(policy.steps(), path, CODE));
            case TargetTrackingScaling ->
                tracking(policy.targetTrackingConfiguration(), path + "TargetTrackingConfiguration");
            case PredictiveScaling ->
                refusals.refuse(path + "PolicyType", "PredictiveScaling of a group is not simulated.");
        }
    }

    private void simple(GroupScalingPolicy policy, String path) {
        refusals.refuse(
                policy.adjustmentType() == null,
                path + "AdjustmentType",
                "AdjustmentType is required by the PolicyType SimpleScaling.");
        refusals.refuse(
                policy.scalingAdjustment() == null,
                path + "ScalingAdjustment",
                "ScalingAdjustment is required by the PolicyType SimpleScaling.");
    }

    private void tracking(TargetTrackingConfiguration tracking, String path) {
        if (tracking == null) {
            refusals.refuse(path, "TargetTrackingConfiguration is required by the PolicyType TargetTrackingScaling.");
            return;
        }
        refusals.refuse(
                tracking.targetValue() != null && !(tracking.targetValue() > 0),
                path + ".TargetValue",
                "TargetValue must be above 0 to be simulated.");
        boolean predefined = tracking.predefinedMetricSpecification() != null;
        refusals.refuse(
                predefined == (tracking.customizedMetricSpecification() != null),
                path,
                "One of PredefinedMetricSpecification and CustomizedMetricSpecification is required.");
        if (tracking.customizedMetricSpecification() != null) {
            ScalingRules.customized(
                    tracking.customizedMetricSpecification(), path + ".CustomizedMetricSpecification", CODE, refusals);
        }
        Metric metric = predefined ? tracking.predefinedMetricSpecification().predefinedMetricType() : null;
        refusals.refuse(
                metric == Metric.ASGAverageNetworkIn || metric == Metric.ASGAverageNetworkOut,
                path + ".PredefinedMetricSpecification.PredefinedMetricType",
                metric + " is not simulated: no network traffic of instances is.");
        refusals.refuse(
                metric == Metric.ALBRequestCountPerTarget
                        && tracking.predefinedMetricSpecification().resourceLabel() == null,
                path + ".PredefinedMetricSpecification",
                "ResourceLabel is required by ALBRequestCountPerTarget.");
    }

    private void action(ScheduledUpdateGroupAction action, String path) {
        Integer min = action.minSize();
        Integer max = action.maxSize();
        Integer desired = action.desiredCapacity();
        refusals.refuse(
                min == null && max == null && desired == null,
                path + "DesiredCapacity",
                "At least one of MinSize, MaxSize and DesiredCapacity is required.");
        int least = min == null ? 0 : min;
        int most = max == null ? Math.max(least, desired == null ? least : desired) : max;
        for (Violation wrong : GroupRules.size(least, most, desired == null ? least : desired)) {
            String member =
                    Character.toUpperCase(wrong.path().charAt(0)) + wrong.path().substring(1);
            refusals.refuse(path + member, wrong.message());
        }
        refusals.refuse(
                action.startTime() == null && action.recurrence() == null,
                path + "StartTime",
                "StartTime or Recurrence is required.");
        refusals.refuse(
                action.startTime() != null
                        && action.endTime() != null
                        && !action.startTime().isBefore(action.endTime()),
                path + "EndTime",
                "EndTime must be after StartTime.");
        ZoneId zone = ScheduleRules.zone(action.timeZone(), path + "TimeZone", refusals);
        if (action.recurrence() != null) {
            try {
                Schedules.parse(action.recurrence(), zone, Dialect.EC2_AUTO_SCALING);
            } catch (IllegalArgumentException wrong) {
                refusals.refuse(path + "Recurrence", "Given recurrence string is invalid: " + wrong.getMessage() + ".");
            }
        }
    }
}
