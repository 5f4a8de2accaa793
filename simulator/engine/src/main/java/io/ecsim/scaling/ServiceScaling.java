// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import io.ecsim.aws.AwsException;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.metrics.Alarm;
import io.ecsim.metrics.AlarmChange;
import io.ecsim.metrics.AlarmDefinition;
import io.ecsim.metrics.MetricStore;
import java.util.ArrayList;
import java.util.List;

/**
 * A service as a scalable target: its bounds, its policies, the states of their alarms and the cooldowns. It only
 * decides; whoever calls it changes the service and hands in what has become of it.
 */
public final class ServiceScaling {
    /** SC-304: what Application Auto Scaling allows for one target. */
    private static final int MOST_POLICIES = 50;

    private final Bounds bounds;
    private final ScalingParameters parameters;
    private final List<Policy> policies;
    private final List<List<Alarm>> alarms;
    private final Cooldowns cooldowns;
    private Arbiter.Verdict lastRefusal;

    /** @throws AwsException if AWS would not take the documents, or if they name what is not simulated */
    public ServiceScaling(
            ScalableTarget target,
            List<ScalingPolicy> documents,
            ServiceMetrics metrics,
            ScalingParameters parameters) {
        if (documents.size() > MOST_POLICIES) {
            throw new AwsException(
                    "LimitExceededException",
                    target.resourceId() + " has " + documents.size() + " scaling policies, " + MOST_POLICIES
                            + " are allowed");
        }
        this.bounds = Bounds.of(target);
        this.parameters = parameters;
        this.policies = documents.stream()
                .map(document -> PolicyKinds.prepare(document, metrics, parameters))
                .toList();
        this.alarms = policies.stream()
                .map(policy -> policy.alarms().stream().map(Alarm::new).toList())
                .toList();
        this.cooldowns = new Cooldowns(parameters.activityTimeout());
    }

    /** All alarms, in the order of policies. */
    public List<AlarmDefinition> alarms() {
        return policies.stream().flatMap(policy -> policy.alarms().stream()).toList();
    }

    /** Makes the store keep what the alarms look at. */
    public void watch(MetricStore store) {
        alarms.forEach(ofPolicy -> ofPolicy.forEach(alarm -> alarm.watch(store)));
    }

    /** SC-301: registering the target moves a count outside the bounds to the nearest one. Null if it is inside. */
    public ScalingDecision register(int desired) {
        Count to = bounds.clamp(Count.wanted(desired));
        return to.tasks() == desired
                ? null
                : new ScalingDecision(
                        desired,
                        to.tasks(),
                        "RegisterScalableTarget",
                        desired + " " + to.clamps().get(0),
                        to.clamps());
    }

    /**
     * Tells that the number of running tasks has changed: a cooldown starts at the moment at which the desired count is
     * reached (SC-329). Without this call, {@link #evaluate} notices it within its minute.
     */
    public void observe(long now, int running) {
        cooldowns.observe(now, running);
    }

    /**
     * Evaluates all alarms and decides. Called once a minute, for as long as an alarm stays in ALARM it asks for
     * scaling again each time (SC-211).
     */
    public ScalingOutcome evaluate(long now, MetricStore store, ServiceState service) {
        List<AlarmChange> changes = new ArrayList<>();
        for (List<Alarm> ofPolicy : alarms) {
            for (Alarm alarm : ofPolicy) {
                AlarmChange change = alarm.evaluate(now, store);
                if (change != null) {
                    changes.add(change);
                }
            }
        }
        cooldowns.observe(now, service.running());
        Arbiter.Verdict verdict = new Arbiter(
                        policies, wishes(now, service), service, bounds, cooldowns, parameters.scaleInMaxStep(), now)
                .verdict();
        return outcome(now, service, changes, verdict);
    }

    private List<Wish> wishes(long now, ServiceState service) {
        int outBase = cooldowns.outBase(now, service.running());
        List<Wish> wishes = new ArrayList<>(policies.size());
        for (int i = 0; i < policies.size(); i++) {
            List<ScalingRule.Reading> readings = alarms.get(i).stream()
                    .map(alarm -> new ScalingRule.Reading(alarm.state(), alarm.newest()))
                    .toList();
            wishes.add(policies.get(i).rule().wish(new ScalingRule.View(service, outBase, readings)));
        }
        return wishes;
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
