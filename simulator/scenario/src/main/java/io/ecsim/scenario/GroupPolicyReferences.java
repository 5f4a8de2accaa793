// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.CapacityProvider;
import io.ecsim.aws.GroupScalingPolicy;
import io.ecsim.aws.GroupScalingPolicy.Metric;
import io.ecsim.aws.GroupScalingPolicy.TargetTrackingConfiguration;
import io.ecsim.aws.GroupScalingPolicy.Type;
import io.ecsim.aws.ScheduledUpdateGroupAction;
import io.ecsim.control.Validation;
import io.ecsim.scaling.ScheduledRuns;
import io.ecsim.simulation.Scenario;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the policies and scheduled actions of Auto Scaling groups name. */
final class GroupPolicyReferences {
    private final Scenario scenario;
    private final PolicyReferences policies;
    private final Predicate<String> isNeverCalled;

    /** @param isNeverCalled whether it is certain that no alarm has a policy of that name among its actions */
    GroupPolicyReferences(Scenario scenario, PolicyReferences policies, Predicate<String> isNeverCalled) {
        this.scenario = scenario;
        this.policies = policies;
        this.isNeverCalled = isNeverCalled;
    }

    /** The names of all policies of groups. */
    static Names names(Place root, Scenario scenario) {
        List<GroupScalingPolicy> all = scenario.autoScalingGroups().stream()
                .filter(Objects::nonNull)
                .flatMap(group -> group.scalingPolicies().stream())
                .toList();
        return Names.of(root.member("autoScalingGroups"), all, GroupScalingPolicy::policyName);
    }

    void check(AutoScalingGroup group, Place place) {
        References.each(place.member("ScalingPolicies"), group.scalingPolicies(), this::policy);
        References.each(place.member("ScheduledActions"), group.scheduledActions(), (action, at) -> {
            if (Validation.autoScalingGroup(group).isEmpty()) {
                scheduled(action, at);
            }
        });
        boolean scaledByEcs = scenario.capacityProviders().stream()
                .filter(provider -> provider != null && provider.scales())
                .map(CapacityProvider::autoScalingGroupProvider)
                .anyMatch(provider -> Objects.equals(provider.group(), group.autoScalingGroupName()));
        if (scaledByEcs) {
            Stream.of("ScalingPolicies", "ScheduledActions")
                    .map(place::member)
                    .filter(at -> !Node.isEmpty(at.node()))
                    .forEach(
                            at -> at.note(
                                    "are beside the managed scaling of a capacity provider, and ECS wants the desired"
                                            + " capacity to be its own business: here both change it, and the last one counts."));
        }
    }

    private void policy(GroupScalingPolicy policy, Place place) {
        if (policy.policyName() == null) {
            return;
        }
        boolean isCalled = policy.policyType() == Type.SimpleScaling || policy.policyType() == Type.StepScaling;
        if (isCalled && place.member("PolicyType").isReadable() && isNeverCalled.test(policy.policyName())) {
            place.note("is called by no alarm: none has it in its AlarmActions, so it never acts.");
        }
        TargetTrackingConfiguration tracking = policy.targetTrackingConfiguration();
        Place configuration = place.member("TargetTrackingConfiguration");
        if (tracking != null && tracking.customizedMetricSpecification() != null) {
            policies.customized(
                    tracking.customizedMetricSpecification(), configuration.member("CustomizedMetricSpecification"));
        }
        if (tracking != null
                && tracking.predefinedMetricSpecification() != null
                && tracking.predefinedMetricSpecification().predefinedMetricType() == Metric.ALBRequestCountPerTarget) {
            policies.requests(
                    tracking.predefinedMetricSpecification().resourceLabel(),
                    configuration.member("PredefinedMetricSpecification").member("ResourceLabel"));
        }
    }

    private void scheduled(ScheduledUpdateGroupAction action, Place place) {
        if (ScheduledRuns.of(action, scenario.start()).next(scenario.start()) == null) {
            place.note("never happens after the scenario's start");
        }
    }
}
