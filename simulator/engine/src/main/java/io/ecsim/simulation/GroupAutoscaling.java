// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Absent;
import io.ecsim.aws.Arn;
import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.GroupScalingPolicy;
import io.ecsim.aws.MetricDataQuery;
import io.ecsim.aws.ScheduledUpdateGroupAction;
import io.ecsim.aws.Violation;
import io.ecsim.capacity.AutoScalingGroups;
import io.ecsim.capacity.GroupSize;
import io.ecsim.control.GroupRules;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.metrics.Alarm;
import io.ecsim.metrics.AlarmChange;
import io.ecsim.metrics.AlarmDefinition;
import io.ecsim.metrics.MetricStore;
import io.ecsim.scaling.Obstacle;
import io.ecsim.scaling.Policy;
import io.ecsim.scaling.ScalingDecision;
import io.ecsim.scaling.ScalingOutcome;
import io.ecsim.scaling.ScalingParameters;
import io.ecsim.scaling.ScheduledRuns;
import io.ecsim.scaling.ServiceScaling;
import io.ecsim.scaling.ServiceState;
import io.ecsim.scaling.StepScaling;
import io.ecsim.scaling.TargetTracking;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** EC2 Auto Scaling at work: the policies and scheduled actions that groups have of their own (SC-441, SC-450, SC-453). */
final class GroupAutoscaling {
    private final AutoScalingGroups groups;
    private final Kernel kernel;
    private final MetricStore store;
    private final Journal journal;
    private final GroupMetrics metrics;
    private final ScalingParameters parameters;
    private final ScheduledScaling scheduled;
    private final Map<String, ServiceScaling> targets = new LinkedHashMap<>();
    /** How old what policies of a group see is, in nanoseconds. */
    private final Map<String, Long> lags = new LinkedHashMap<>();
    /** Of policies of simple scaling, in nanoseconds, by {@code group/policy}. */
    private final Map<String, Long> cooldowns = new LinkedHashMap<>();
    /** When a policy of simple scaling last changed a group. */
    private final Map<String, Long> simplyScaledAt = new LinkedHashMap<>();
    /** Why a group was not changed, as it was last said. */
    private final Map<String, String> refusals = new LinkedHashMap<>();

    private Consumer<List<AlarmDefinition>> alarmsAdded = alarms -> {};

    GroupAutoscaling(Scenario scenario, Kernel kernel, AutoScalingGroups groups, MetricStore store, Journal journal) {
        this.groups = groups;
        this.kernel = kernel;
        this.store = store;
        this.journal = journal;
        this.metrics = new GroupMetrics(scenario);
        this.parameters = new ScalingParameters(
                0,
                Time.of(scenario.world().scalingActivityTimeout()),
                scenario.world().alarmRangeMargin());
        this.scheduled = new ScheduledScaling(scenario, kernel);
    }

    /** @param alarmsAdded told the alarms of policies, so that a clock looks at them */
    void connect(Consumer<List<AlarmDefinition>> alarmsAdded) {
        this.alarmsAdded = alarmsAdded;
    }

    /** A group that has been created. A policy that is not enabled does nothing. */
    void add(AutoScalingGroup group) {
        String name = group.autoScalingGroupName();
        for (GroupScalingPolicy policy : group.scalingPolicies()) {
            if (policy.enabled()) {
                targets.computeIfAbsent(name, n -> new ServiceScaling(n, group.minSize(), group.maxSize(), parameters))
                        .put(prepare(group, policy));
            }
        }
        if (targets.containsKey(name)) {
            lags.put(name, metrics.lag(group));
            targets.get(name).watch(store);
            alarmsAdded.accept(targets.get(name).alarms());
        }
        for (ScheduledUpdateGroupAction action : group.scheduledActions()) {
            scheduled.put(
                    name,
                    action.scheduledActionName(),
                    ScheduledRuns.of(action, scheduled.now()),
                    () -> run(name, action));
        }
    }

    private Policy prepare(AutoScalingGroup group, GroupScalingPolicy policy) {
        String name = group.autoScalingGroupName();
        if (policy.policyType() == GroupScalingPolicy.Type.TargetTrackingScaling) {
            GroupScalingPolicy.TargetTrackingConfiguration tracking = policy.targetTrackingConfiguration();
            return TargetTracking.ofGroup(
                    name,
                    policy.policyName(),
                    metrics.of(group, tracking),
                    tracking.targetValue(),
                    metrics.period(group, tracking),
                    !tracking.disableScaleIn(),
                    settling(group),
                    parameters);
        }
        boolean simple = policy.policyType() == GroupScalingPolicy.Type.SimpleScaling;
        if (simple) {
            cooldowns.put(
                    name + "/" + policy.policyName(),
                    Absent.or(policy.cooldown(), group.defaultCooldown()) * Time.SECOND);
        }
        return StepScaling.ofGroup(policy.policyName(), policy.steps(), simple ? 0 : settling(group), simple);
    }

    /** After a scale-in: as long as new instances are not looked at, and until a point speaks of the time since. */
    private long settling(AutoScalingGroup group) {
        return group.instanceWarmup() * Time.SECOND + metrics.lag(group);
    }

    /** The alarms of all policies. */
    List<AlarmDefinition> alarms() {
        return targets.values().stream()
                .flatMap(scaling -> scaling.alarms().stream())
                .toList();
    }

    /** What an alarm of a policy looks at; empty when there is none of that name. */
    List<MetricDataQuery> queries(String alarm) {
        return alarms().stream()
                .filter(definition -> definition.name().equals(alarm))
                .findFirst()
                .map(MetricQueries::asked)
                .orElse(List.of());
    }

    /** An action of a user's alarm: the policy that it names is called, of the group that its ARN has. */
    void call(String action, Alarm alarm) {
        String policy = Arn.name(action);
        targets.forEach((group, scaling) -> {
            boolean meant = !action.startsWith("arn:") || action.contains(":autoScalingGroupName/" + group + ":");
            if (meant && scaling.has(policy) && !isCoolingDown(group, policy)) {
                scaling.call(policy, alarm);
            }
        });
    }

    /** SC-441: simple scaling waits until its last change is in service, and the cooldown after that. */
    private boolean isCoolingDown(String group, String policy) {
        Long cooldown = cooldowns.get(group + "/" + policy);
        Long last = simplyScaledAt.get(group);
        if (cooldown == null || last == null) {
            return false;
        }
        long end = Math.max(last, groups.settledAt(group)) + cooldown;
        if (kernel.now() < end) {
            refuse(group, policy + ": in its cooldown of " + Time.words(cooldown));
            return true;
        }
        return false;
    }

    /** @param due which alarms are looked at now */
    void evaluate(Predicate<AlarmDefinition> due) {
        targets.forEach((name, scaling) -> {
            GroupSize size = groups.size(name);
            scaling.resized(size.minSize(), size.maxSize());
            ServiceState state = new ServiceState(
                    size.desiredCapacity(),
                    groups.warmed(name, lags.get(name)),
                    groups.isWarmingUp(name, lags.get(name)) ? Obstacle.InstanceWarmup : null);
            ScalingOutcome outcome = scaling.evaluate(kernel.now(), store, state, due);
            outcome.alarms().forEach(this::write);
            if (outcome.notScaled() != null) {
                refuse(
                        name,
                        outcome.notScaled().policy() + ": "
                                + outcome.notScaled().reason());
            }
            if (outcome.decision() != null) {
                apply(name, size, outcome.decision());
            }
        });
    }

    private void apply(String group, GroupSize size, ScalingDecision decision) {
        if (groups.isSuspended(group, "AlarmNotification")) {
            refuse(group, decision.policy() + ": AlarmNotification is suspended");
            return;
        }
        if (cooldowns.containsKey(group + "/" + decision.policy())) {
            simplyScaledAt.put(group, kernel.now());
        }
        refusals.remove(group);
        groups.resize(group, size.with(null, null, decision.to()), decision.policy() + ": " + decision.reason());
    }

    private void run(String group, ScheduledUpdateGroupAction action) {
        String name = "scheduled action " + action.scheduledActionName();
        if (groups.isSuspended(group, "ScheduledActions")) {
            journal.add(kernel.now(), new Entry.GroupWaits(group, name + ": ScheduledActions is suspended"));
            return;
        }
        GroupSize to = groups.size(group).with(action.minSize(), action.maxSize(), action.desiredCapacity());
        List<Violation> wrong = GroupRules.size(to.minSize(), to.maxSize(), to.desiredCapacity());
        if (wrong.isEmpty()) {
            groups.resize(group, to, name);
        } else {
            journal.add(
                    kernel.now(),
                    new Entry.GroupWaits(group, name + ": " + wrong.get(0).message()));
        }
    }

    private void refuse(String group, String why) {
        if (!why.equals(refusals.put(group, why))) {
            journal.add(kernel.now(), new Entry.GroupWaits(group, why));
        }
    }

    private void write(AlarmChange change) {
        journal.add(
                kernel.now(),
                new Entry.AlarmStateChanged(
                        change.alarm(), null, change.from().name(), change.to().name(), change.why()));
    }
}
