// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.Arn;
import io.ecsim.aws.CompositeAlarm;
import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.NearestName;
import io.ecsim.aws.PolicyType;
import io.ecsim.aws.PredictiveScalingPolicyConfiguration;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.ScheduledAction;
import io.ecsim.aws.Violation;
import io.ecsim.control.Validation;
import io.ecsim.scaling.ScheduledRuns;
import io.ecsim.simulation.Action;
import io.ecsim.simulation.ScalingActions;
import io.ecsim.simulation.Scenario;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What scales services: scalable targets, policies, alarms, and the actions of the timeline that change them. */
final class ScalingReferences {
    private final Scenario scenario;
    private final Place root;
    private final Names first;
    private final Names services;
    private final Names targets;
    private final Names policies;
    private final Names alarms;
    private final Names scheduledActions;
    private final CompositeAlarmReferences composite;
    private final PolicyReferences policyReferences;
    private final GroupPolicyReferences groups;

    /**
     * @param first the services that stand at the start: only they can be scaled from the start
     * @param services and those that are created later
     */
    ScalingReferences(Scenario scenario, Place root, Names first, Names services) {
        this.scenario = scenario;
        this.root = root;
        this.first = first;
        this.services = services;
        this.targets = names(
                "scalableTargets",
                scenario.scalableTargets(),
                ScalingActions.RegisterScalableTarget.class,
                ScalingActions.RegisterScalableTarget::request,
                target -> target.resourceId() == null ? null : Alignment.service(target.resourceId()));
        this.policies = names(
                        "scalingPolicies",
                        scenario.scalingPolicies(),
                        ScalingActions.PutScalingPolicy.class,
                        ScalingActions.PutScalingPolicy::request,
                        ScalingPolicy::policyName)
                .and(GroupPolicyReferences.names(root, scenario));
        Names onMetrics = names(
                "alarms",
                scenario.alarms(),
                ScalingActions.PutMetricAlarm.class,
                ScalingActions.PutMetricAlarm::request,
                MetricAlarm::alarmName);
        this.alarms = onMetrics.and(names(
                "compositeAlarms",
                scenario.compositeAlarms(),
                ScalingActions.PutCompositeAlarm.class,
                ScalingActions.PutCompositeAlarm::request,
                CompositeAlarm::alarmName));
        this.composite = new CompositeAlarmReferences(onMetrics, alarms);
        this.scheduledActions = names(
                "scheduledActions",
                scenario.scheduledActions(),
                ScalingActions.PutScheduledAction.class,
                ScalingActions.PutScheduledAction::request,
                ScheduledAction::scheduledActionName);
        this.policyReferences = new PolicyReferences(scenario, services);
        this.groups = new GroupPolicyReferences(scenario, policyReferences, this::isNeverCalled);
    }

    /** Those that stand at the start, and those that come by the timeline. */
    private <T, A extends Action> Names names(
            String section, List<T> items, Class<A> action, Function<A, T> request, Function<T, String> name) {
        Names first = Names.of(root.member(section), items, name);
        Set<String> known = new LinkedHashSet<>(first.known());
        actions(action).map(request).map(name).filter(Objects::nonNull).forEach(known::add);
        return new Names(known, first.all() && root.member("timeline").isReadable());
    }

    private <A extends Action> Stream<A> actions(Class<A> type) {
        return scenario.timeline().stream()
                .filter(Objects::nonNull)
                .map(Action.Timed::action)
                .filter(type::isInstance)
                .map(type::cast);
    }

    void check() {
        References.each(root.member("alarms"), scenario.alarms(), this::alarm);
        Place compositeAlarms = root.member("compositeAlarms");
        References.each(compositeAlarms, scenario.compositeAlarms(), composite::check);
        composite.noCircles(scenario.compositeAlarms(), compositeAlarms);
        References.each(root.member("scalableTargets"), scenario.scalableTargets(), (target, place) -> {
            place.violations(Validation.scalableTarget(target));
            target(target, first, place);
        });
        References.each(
                root.member("scalingPolicies"),
                scenario.scalingPolicies(),
                (policy, place) -> policy(policy, first, place));
        References.each(
                root.member("scheduledActions"),
                scenario.scheduledActions(),
                (action, place) -> scheduled(action, first, place));
        onlyOneForecastScales();
        References.each(root.member("autoScalingGroups"), scenario.autoScalingGroups(), groups::check);
    }

    /** SC-372: of all predictive policies of a service. */
    private void onlyOneForecastScales() {
        Map<String, String> first = new LinkedHashMap<>();
        References.each(root.member("scalingPolicies"), scenario.scalingPolicies(), (policy, place) -> {
            PredictiveScalingPolicyConfiguration predictive = policy.predictiveScalingPolicyConfiguration();
            if (predictive != null && predictive.scales() && policy.resourceId() != null) {
                String before = first.putIfAbsent(Alignment.service(policy.resourceId()), policy.policyName());
                if (before != null) {
                    place.member("PredictiveScalingPolicyConfiguration")
                            .member("Mode")
                            .refused(
                                    "ValidationException",
                                    "Only one predictive scaling policy may scale a target, and " + before + " does.");
                }
            }
        });
    }

    private void scheduled(ScheduledAction action, Names services, Place place) {
        scaled(action.resourceId(), services, place);
        List<Violation> violations = Validation.scheduledAction(action);
        place.violations(violations);
        Instant start = scenario.start();
        if (violations.isEmpty() && ScheduledRuns.of(action, start).next(start.minusNanos(1)) == null) {
            place.member("Schedule").note("never happens after the scenario's start");
        }
    }

    /** An action of the timeline. */
    void check(ScalingActions action, Place place) {
        if (action instanceof ScalingActions.RegisterScalableTarget register) {
            boolean known = Names.of(scenario.scalableTargets(), target -> Alignment.service(target.resourceId()))
                    .contains(Alignment.service(register.request().resourceId()));
            place.violations(
                    known
                            ? Validation.scalableTargetUpdate(register.request())
                            : Validation.scalableTarget(register.request()));
            target(register.request(), services, place);
        } else if (action instanceof ScalingActions.DeregisterScalableTarget deregister) {
            scaled(deregister.request().resourceId(), services, place);
        } else if (action instanceof ScalingActions.PutScalingPolicy put) {
            policy(put.request(), services, place);
        } else if (action instanceof ScalingActions.DeleteScalingPolicy delete) {
            scaled(delete.request().resourceId(), services, place);
            named("scaling policy", delete.request().policyName(), policies, place.member("PolicyName"));
        } else if (action instanceof ScalingActions.PutScheduledAction put) {
            scheduled(put.request(), services, place);
        } else if (action instanceof ScalingActions.DeleteScheduledAction delete) {
            scaled(delete.request().resourceId(), services, place);
            named(
                    "scheduled action",
                    delete.request().scheduledActionName(),
                    scheduledActions,
                    place.member("ScheduledActionName"));
        } else if (action instanceof ScalingActions.PutMetricAlarm put) {
            alarm(put.request(), place);
        } else if (action instanceof ScalingActions.PutCompositeAlarm put) {
            composite.check(put.request(), place);
        } else if (action instanceof ScalingActions.DeleteAlarms delete) {
            References.each(
                    place.member("AlarmNames"),
                    delete.request().alarmNames(),
                    (name, at) -> named("alarm", name, alarms, at));
        } else if (action instanceof ScalingActions.SetAlarmState set) {
            place.violations(Validation.alarmState(set.request()));
            named("alarm", set.request().alarmName(), alarms, place.member("AlarmName"));
        }
    }

    private void target(ScalableTarget target, Names services, Place place) {
        ecs(place);
        String service = Alignment.service(target.resourceId());
        if (target.resourceId() != null) {
            place.member("ResourceId").mustName("service", service, services);
        }
    }

    private void policy(ScalingPolicy policy, Names services, Place place) {
        String service = scaled(policy.resourceId(), services, place);
        policyReferences.check(policy, service, place);
        if (policy.policyType() == PolicyType.StepScaling && isNeverCalled(policy.policyName())) {
            place.note("is called by no alarm: none has it in its AlarmActions, so it never acts.");
        }
    }

    private boolean isNeverCalled(String policy) {
        return policies.all() && alarms.all() && !isCalled(policy);
    }

    private boolean isCalled(String policy) {
        return Stream.concat(
                        scenario.alarms().stream().filter(Objects::nonNull),
                        actions(ScalingActions.PutMetricAlarm.class).map(ScalingActions.PutMetricAlarm::request))
                .flatMap(ScalingReferences::actions)
                .anyMatch(action -> Arn.name(action).equals(policy));
    }

    private static Stream<String> actions(MetricAlarm alarm) {
        return Stream.of(alarm.alarmActions(), alarm.okActions(), alarm.insufficientDataActions())
                .flatMap(List::stream)
                .filter(Objects::nonNull);
    }

    private void alarm(MetricAlarm alarm, Place place) {
        policyReferences.alarm(alarm, place);
        actions(alarm)
                .filter(action -> !action.contains(":sns:") && policies.lack(Arn.name(action)))
                .forEach(action -> place.note("has the action " + Text.printable(action)
                        + ", which is no scaling policy and is not simulated."
                        + (action.startsWith("arn:") ? "" : NearestName.advice(action, policies.known()))));
    }

    /** The service that a resource id names; a problem unless it is a scalable target. */
    private String scaled(String resourceId, Names services, Place place) {
        ecs(place);
        String service = Alignment.service(resourceId);
        if (resourceId != null) {
            place.member("ResourceId").mustName("service", service, services);
        }
        if (services.has(service) && targets.lack(service)) {
            place.member("ResourceId")
                    .refused(
                            "ObjectNotFoundException",
                            "No scalable target registered for service namespace: ecs, resource ID: " + resourceId
                                    + ".");
        }
        return service;
    }

    private static void named(String what, String name, Names known, Place place) {
        if (name != null) {
            place.mustName(what, name, known);
        }
    }

    private static void ecs(Place place) {
        Place namespace = place.member("ServiceNamespace");
        if (namespace.node() instanceof Node.Scalar scalar && !scalar.text().equals("ecs")) {
            namespace.problem("must be ecs; " + scalar.text() + " is not simulated.");
        }
    }
}
