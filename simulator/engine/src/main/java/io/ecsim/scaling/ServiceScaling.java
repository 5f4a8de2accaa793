// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import io.ecsim.aws.Absent;
import io.ecsim.aws.AwsException;
import io.ecsim.aws.PolicyType;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ScalableTargetAction;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.SuspendedState;
import io.ecsim.kernel.Time;
import io.ecsim.metrics.Alarm;
import io.ecsim.metrics.AlarmChange;
import io.ecsim.metrics.AlarmDefinition;
import io.ecsim.metrics.AlarmState;
import io.ecsim.metrics.MetricStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A service as a scalable target, or an Auto Scaling group with policies of its own: its bounds, its policies, the states
 * of their alarms and the cooldowns. It only decides; whoever calls it changes the service or the group and hands in what
 * has become of it.
 */
public final class ServiceScaling {
    /** SC-304: what Application Auto Scaling allows for one target. */
    private static final int MOST_POLICIES = 50;

    private static final SuspendedState NOTHING = new SuspendedState(null, null, null);

    /** @param alarms its own, or of a step policy the users' alarms that call it now */
    private record Attached(Policy policy, List<Alarm> alarms) {}

    private final String resourceId;
    private final ServiceMetrics metrics;
    private final ScalingParameters parameters;
    private final Map<String, Attached> policies = new LinkedHashMap<>();
    /** By step policy. */
    private final Map<String, Standing.Call> lastCalls = new LinkedHashMap<>();

    private final Cooldowns cooldowns;
    private Bounds bounds;
    private SuspendedState suspended;
    /** The predictive policy that scales, or null. */
    private String forecaster;

    private Arbiter.Verdict lastRefusal;

    /** @throws AwsException if AWS would not take the documents, or if they name what is not simulated */
    public ServiceScaling(
            ScalableTarget target,
            List<ScalingPolicy> documents,
            ServiceMetrics metrics,
            ScalingParameters parameters) {
        this.resourceId = target.resourceId();
        this.metrics = metrics;
        this.bounds = Bounds.of(target);
        this.suspended = Absent.or(target.suspendedState(), NOTHING);
        this.parameters = parameters;
        this.cooldowns = new Cooldowns(parameters.activityTimeout());
        documents.forEach(this::put);
    }

    /** An Auto Scaling group, which has no document of a target. */
    public ServiceScaling(String group, int minSize, int maxSize, ScalingParameters parameters) {
        this.resourceId = group;
        this.metrics = null;
        this.bounds = Bounds.ofGroup(minSize, maxSize);
        this.suspended = NOTHING;
        this.parameters = parameters;
        this.cooldowns = new Cooldowns(parameters.activityTimeout());
    }

    /** The group has another size now. */
    public void resized(int minSize, int maxSize) {
        bounds = Bounds.ofGroup(minSize, maxSize);
    }

    /** RegisterScalableTarget once more: what it leaves out stays. */
    public void update(ScalableTarget target) {
        bounds = Bounds.of(new ScalableTarget(
                        resourceId,
                        Absent.or(target.minCapacity(), bounds.min()),
                        Absent.or(target.maxCapacity(), bounds.max())))
                .with(bounds.prediction());
        suspended = Absent.or(target.suspendedState(), suspended);
    }

    /**
     * What a scheduled action does to the bounds (SC-361).
     *
     * @throws AwsException if they would make no sense; nothing is changed then
     */
    public void run(ScalableTargetAction action) {
        bounds = Bounds.of(new ScalableTarget(
                        resourceId,
                        Absent.or(action.minCapacity(), bounds.min()),
                        Absent.or(action.maxCapacity(), bounds.max())))
                .with(bounds.prediction());
    }

    public SuspendedState suspended() {
        return suspended;
    }

    /** PutScalingPolicy: new, or in place of the one with the same name, whose alarms keep their states (SC-201). */
    public void put(ScalingPolicy document) {
        if (!policies.containsKey(document.policyName()) && policies.size() == MOST_POLICIES) {
            throw new AwsException(
                    "LimitExceededException",
                    resourceId + " has " + MOST_POLICIES + " scaling policies, and no more are allowed");
        }
        onlyOneForecastScales(document);
        put(PolicyKinds.prepare(document, metrics, parameters));
    }

    /** A policy that is ready, new or in place of the one with the same name. */
    public void put(Policy policy) {
        Attached before = policies.get(policy.name());
        List<Alarm> alarms = new ArrayList<>();
        for (AlarmDefinition definition : policy.alarms()) {
            alarms.add(alarm(definition, before));
        }
        policies.put(policy.name(), new Attached(policy, alarms));
    }

    /** SC-372: several may forecast. */
    private void onlyOneForecastScales(ScalingPolicy document) {
        String name = document.policyName();
        boolean predicts = document.policyType() == PolicyType.PredictiveScaling;
        if (predicts && document.predictiveScalingPolicyConfiguration() == null) {
            throw new AwsException("ValidationException", name + " has no PredictiveScalingPolicyConfiguration");
        }
        boolean scales =
                predicts && document.predictiveScalingPolicyConfiguration().scales();
        if (scales && forecaster != null && !forecaster.equals(name)) {
            throw new AwsException(
                    "ValidationException",
                    "Only one predictive scaling policy may scale " + resourceId + ", and " + forecaster + " does.");
        }
        if (scales) {
            forecaster = name;
        } else {
            forget(name);
        }
    }

    private void forget(String policy) {
        if (policy.equals(forecaster)) {
            forecaster = null;
            bounds = bounds.with(null);
        }
    }

    private static Alarm alarm(AlarmDefinition definition, Attached before) {
        for (Alarm alarm : before == null ? List.<Alarm>of() : before.alarms()) {
            if (alarm.definition().name().equals(definition.name())) {
                alarm.redefine(definition);
                return alarm;
            }
        }
        return new Alarm(definition);
    }

    /** DeleteScalingPolicy, with its alarms. */
    public void delete(String policy) {
        policies.remove(policy);
        lastCalls.remove(policy);
        forget(policy);
    }

    /**
     * What is expected from now on until it is told again: the least that any policy leaves (SC-372).
     *
     * @param prediction null for nothing
     */
    public void expect(Prediction prediction) {
        bounds = bounds.with(prediction);
    }

    /** What follows from what is expected now: as many tasks, if there are fewer. Null if there are enough. */
    public ScalingDecision prepare(int desired) {
        Prediction expected = bounds.prediction();
        if (expected == null || bounds.lowest() <= desired) {
            return null;
        }
        Count to = bounds.clamp(Count.wanted(expected.capacity()));
        StringBuilder reason = new StringBuilder("wanted " + expected.capacity() + " (" + expected.why() + ")");
        to.clamps().forEach(clamp -> reason.append(", ").append(clamp));
        return new ScalingDecision(desired, to.tasks(), expected.policy(), reason.toString(), to.clamps());
    }

    public boolean has(String policy) {
        return policies.containsKey(policy);
    }

    /** All alarms that policies own, in the order of policies. */
    public List<AlarmDefinition> alarms() {
        return policies.values().stream()
                .flatMap(attached -> attached.policy().alarms().stream())
                .toList();
    }

    /** Makes the store keep what the alarms look at. */
    public void watch(MetricStore store) {
        policies.values().forEach(attached -> attached.alarms().forEach(alarm -> alarm.watch(store)));
    }

    /** SC-301: registering the target moves a count outside the bounds to the nearest one. Null if it is inside. */
    public ScalingDecision register(int desired) {
        return bound(desired, "RegisterScalableTarget");
    }

    /** Moves a count outside the bounds to the nearest one, at somebody's request. Null if it is inside. */
    public ScalingDecision bound(int desired, String who) {
        Count to = bounds.clamp(Count.wanted(desired));
        return to.tasks() == desired
                ? null
                : new ScalingDecision(
                        desired, to.tasks(), who, desired + " " + to.clamps().get(0), to.clamps());
    }

    /**
     * Tells that the number of running tasks has changed: a cooldown starts at the moment at which the desired count is
     * reached (SC-329). Without this call, {@link #evaluate} notices it within its minute.
     */
    public void observe(long now, int running) {
        cooldowns.observe(now, running);
    }

    /** An alarm of a user calls a step policy; the next evaluation, in this instant, answers. */
    public void call(String policy, Alarm alarm) {
        Attached attached = policies.get(policy);
        if (attached != null && attached.policy().type() == PolicyType.StepScaling) {
            attached.alarms().add(alarm);
        }
    }

    /** Evaluates the alarms of a minute and decides. */
    public ScalingOutcome evaluate(long now, MetricStore store, ServiceState service) {
        return evaluate(now, store, service, alarm -> alarm.interval() == Time.MINUTE);
    }

    /**
     * Evaluates those of its own alarms that are due, and decides. For as long as an alarm stays
     * in ALARM it asks for scaling again once a minute (SC-211).
     */
    public ScalingOutcome evaluate(long now, MetricStore store, ServiceState service, Predicate<AlarmDefinition> due) {
        List<AlarmChange> changes = new ArrayList<>();
        boolean called = false;
        boolean quiet = true;
        for (Attached attached : policies.values()) {
            boolean ownsNone = attached.policy().alarms().isEmpty();
            called |= ownsNone && !attached.alarms().isEmpty();
            for (Alarm alarm : ownsNone ? List.<Alarm>of() : attached.alarms()) {
                boolean looked = due.test(alarm.definition());
                AlarmChange change = looked ? alarm.evaluate(now, store) : null;
                if (change != null) {
                    changes.add(change);
                }
                quiet &= alarm.state() != AlarmState.ALARM;
                called |= looked && alarm.state() == AlarmState.ALARM && alarm.scalesNow(now, change != null);
            }
        }
        cooldowns.observe(now, service.running());
        return called || quiet ? decide(now, service, changes) : new ScalingOutcome(changes, null, null, null);
    }

    /**
     * What stands, one line a policy: its metric, its alarms, what it would like, and what is in the way. Looks only at
     * what was evaluated last.
     */
    public List<String> standing(long now, ServiceState service) {
        List<String> lines = new ArrayList<>();
        lines.add("MinCapacity " + bounds.min() + ", MaxCapacity " + bounds.max()
                + (suspended.dynamicScalingOutSuspended() ? ", scaling out is suspended" : "")
                + (suspended.dynamicScalingInSuspended() ? ", scaling in is suspended" : "")
                + (suspended.scheduledScalingSuspended() ? ", scheduled scaling is suspended" : ""));
        List<Wish> wishes = wishes(now, service);
        Arbiter.Verdict verdict = arbiter(now, service, wishes).verdict();
        int i = 0;
        for (Attached attached : policies.values()) {
            lines.add(attached.policy().name() + ": " + standing(now, attached, wishes.get(i++), verdict));
        }
        return lines;
    }

    private String standing(long now, Attached attached, Wish wish, Arbiter.Verdict verdict) {
        Policy policy = attached.policy();
        return switch (policy.type()) {
            case PredictiveScaling -> Standing.expecting(policy, bounds);
            case StepScaling -> Standing.called(lastCalls.get(policy.name()), now);
            case TargetTrackingScaling -> Standing.watching(policy, attached.alarms(), wish, verdict);
        };
    }

    private Arbiter arbiter(long now, ServiceState service, List<Wish> wishes) {
        return new Arbiter(
                policies.values().stream().map(Attached::policy).toList(),
                wishes,
                service,
                bounds,
                suspended,
                cooldowns,
                parameters.scaleInMaxStep(),
                now);
    }

    private ScalingOutcome decide(long now, ServiceState service, List<AlarmChange> changes) {
        List<Wish> wishes = wishes(now, service);
        Arbiter.Verdict verdict = arbiter(now, service, wishes).verdict();
        int i = 0;
        for (Attached attached : policies.values()) {
            Policy policy = attached.policy();
            Wish wish = wishes.get(i++);
            if (policy.type() == PolicyType.StepScaling && !attached.alarms().isEmpty()) {
                lastCalls.put(
                        policy.name(), new Standing.Call(now, attached.alarms().get(0), policy, wish, verdict));
                attached.alarms().clear();
            }
        }
        return outcome(now, service, changes, verdict);
    }

    private List<Wish> wishes(long now, ServiceState service) {
        int outBase = cooldowns.outBase(now, service.running());
        return policies.values().stream()
                .map(attached -> attached.policy()
                        .rule()
                        .wish(new ScalingRule.View(service, outBase, List.copyOf(attached.alarms()))))
                .toList();
    }

    private ScalingOutcome outcome(long now, ServiceState service, List<AlarmChange> changes, Arbiter.Verdict verdict) {
        boolean refused = verdict != null && verdict.obstacle() != null;
        boolean news = refused && !verdict.sameRefusalAs(lastRefusal);
        lastRefusal = refused ? verdict : null;
        if (refused) {
            return new ScalingOutcome(changes, null, verdict.obstacle(), news ? verdict.notScaled() : null);
        }
        if (verdict == null) {
            return new ScalingOutcome(changes, null, null, null);
        }
        remember(now, service, verdict);
        return new ScalingOutcome(changes, verdict.decision(service.desired()), null, null);
    }

    private void remember(long now, ServiceState service, Arbiter.Verdict verdict) {
        int to = verdict.to().tasks();
        Policy policy = verdict.policy();
        if (to > service.desired()) {
            cooldowns.scaledOut(now, service.running(), to, policy.scaleOutCooldown());
        } else {
            cooldowns.scaledIn(now, to, policy.scaleInCooldown());
        }
        cooldowns.observe(now, service.running());
    }
}
