// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.agent.Rights;
import io.ecsim.aws.Arn;
import io.ecsim.aws.AwsException;
import io.ecsim.aws.DeploymentControllerType;
import io.ecsim.aws.MetricDataQuery;
import io.ecsim.aws.PolicyType;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.ScheduledAction;
import io.ecsim.cluster.ClusterState;
import io.ecsim.control.ApplicationAutoScaling;
import io.ecsim.control.Validation;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.metrics.Alarm;
import io.ecsim.metrics.AlarmChange;
import io.ecsim.metrics.AlarmDefinition;
import io.ecsim.metrics.MetricStore;
import io.ecsim.scaling.Obstacle;
import io.ecsim.scaling.Prediction;
import io.ecsim.scaling.ScalingDecision;
import io.ecsim.scaling.ScalingOutcome;
import io.ecsim.scaling.ScalingParameters;
import io.ecsim.scaling.ScheduledRuns;
import io.ecsim.scaling.ServiceScaling;
import io.ecsim.scaling.ServiceState;
import io.ecsim.service.Service;
import io.ecsim.service.ServiceScheduler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Application Auto Scaling at work: looks at its alarms when their time has come and carries out what it decides. */
final class Autoscaling implements ApplicationAutoScaling {
    private final Scenario scenario;
    private final Kernel kernel;
    private final ClusterState cluster;
    private final ServiceScheduler scheduler;
    private final MetricStore store;
    private final Journal journal;
    private final Rights rights;
    private final Map<String, ServiceScaling> targets = new LinkedHashMap<>();
    /** Why the counts of services were not changed, as it was last said. */
    private final Map<String, String> refusals = new LinkedHashMap<>();

    private final ScheduledScaling scheduled;
    private final Forecasts forecasts;
    private Consumer<List<AlarmDefinition>> alarmsAdded = alarms -> {};

    Autoscaling(
            Scenario scenario,
            Kernel kernel,
            ClusterState cluster,
            ServiceScheduler scheduler,
            MetricStore store,
            Journal journal) {
        this.scenario = scenario;
        this.kernel = kernel;
        this.cluster = cluster;
        this.scheduler = scheduler;
        this.store = store;
        this.journal = journal;
        this.rights = new Rights(scenario.faults());
        this.scheduled = new ScheduledScaling(scenario, kernel);
        this.forecasts = new Forecasts(scenario, kernel, store, journal, this::expect);
    }

    /** @param alarmsAdded told all alarms of a service whenever it gets some, so that a clock looks at them */
    void connect(Consumer<List<AlarmDefinition>> alarmsAdded) {
        this.alarmsAdded = alarmsAdded;
    }

    /** What a policy of the timeline will look at is kept from now on, for CloudWatch remembers. */
    void foresee(ScalingPolicy policy) {
        Service service = scheduler.service(Arn.scaledService(policy.resourceId()));
        if (service != null && Validation.scalingPolicy(policy).isEmpty()) {
            new ServiceScaling(
                            new ScalableTarget(policy.resourceId(), 0, 0),
                            List.of(policy),
                            metrics(service.name()),
                            parameters())
                    .watch(store);
            if (policy.policyType() == PolicyType.PredictiveScaling) {
                forecasts.foresee(policy, metrics(service.name()));
            }
        }
    }

    private PolicyMetrics metrics(String service) {
        return new PolicyMetrics(scenario, scheduler.service(service));
    }

    private ScalingParameters parameters() {
        return new ScalingParameters(
                scenario.world().scaleInMaxStep(),
                Time.of(scenario.world().scalingActivityTimeout()),
                scenario.world().alarmRangeMargin());
    }

    /** The alarms of all policies, by service. */
    Map<String, List<AlarmDefinition>> alarms() {
        Map<String, List<AlarmDefinition>> alarms = new LinkedHashMap<>();
        targets.forEach((service, scaling) -> alarms.put(service, scaling.alarms()));
        return alarms;
    }

    @Override
    public boolean hasTarget(String service) {
        return targets.containsKey(service);
    }

    @Override
    public boolean hasPolicy(String service, String policy) {
        return hasTarget(service) && targets.get(service).has(policy);
    }

    @Override
    public void registerScalableTarget(String service, ScalableTarget target) {
        ServiceScaling known = targets.get(service);
        if (known == null) {
            targets.put(service, new ServiceScaling(target, List.of(), metrics(service), parameters()));
            alarmsAdded.accept(List.of());
        } else {
            known.update(target);
        }
        apply(service, targets.get(service).register(scheduler.service(service).desiredCount()));
    }

    @Override
    public void deregisterScalableTarget(String service) {
        targets.remove(service);
        scheduled.deregister(service);
        forecasts.deregister(service);
    }

    @Override
    public boolean hasScheduledAction(String service, String action) {
        return scheduled.has(service, action);
    }

    @Override
    public void putScheduledAction(String service, ScheduledAction action) {
        scheduled.put(
                service,
                action.scheduledActionName(),
                ScheduledRuns.of(action, scheduled.now()),
                () -> run(service, action));
    }

    @Override
    public void deleteScheduledAction(String service, String action) {
        scheduled.delete(service, action);
    }

    /** SC-361, SC-363: new bounds, and the count goes into them, whatever cools down. */
    private void run(String service, ScheduledAction action) {
        ServiceScaling scaling = targets.get(service);
        if (!isActive(service)) {
            return;
        }
        String name = action.scheduledActionName();
        if (scaling.suspended().scheduledScalingSuspended()) {
            write(new Entry.NotScaled(service, name, Obstacle.ScheduledScalingSuspended.name()));
            return;
        }
        try {
            scaling.run(action.scalableTargetAction());
            apply(service, scaling.bound(scheduler.service(service).desiredCount(), name));
        } catch (AwsException no) {
            write(new Entry.NotScaled(service, name, no.toString()));
        }
    }

    /** SC-372: what is expected from now on; an hour that begins soon has the tasks that it needs. */
    private void expect(String service, Prediction expected, boolean prepares) {
        ServiceScaling scaling = targets.get(service);
        if (!isActive(service)) {
            return;
        }
        scaling.expect(expected);
        ScalingDecision decision =
                prepares ? scaling.prepare(scheduler.service(service).desiredCount()) : null;
        if (decision != null && scaling.suspended().dynamicScalingOutSuspended()) {
            write(new Entry.NotScaled(
                    service, decision.policy(), Obstacle.DynamicScalingOutSuspended + ": " + decision.reason()));
        } else {
            apply(service, decision);
        }
    }

    private boolean isActive(String service) {
        return scheduler.service(service).status() == Service.Status.ACTIVE;
    }

    @Override
    public void putScalingPolicy(String service, ScalingPolicy policy) {
        ServiceScaling scaling = targets.get(service);
        scaling.put(policy);
        scaling.watch(store);
        alarmsAdded.accept(scaling.alarms());
        forecasts.delete(service, policy.policyName());
        if (policy.policyType() == PolicyType.PredictiveScaling) {
            forecasts.put(service, policy, metrics(service));
        }
    }

    @Override
    public void deleteScalingPolicy(String service, String policy) {
        targets.get(service).delete(policy);
        forecasts.delete(service, policy);
    }

    /** An action of a user's alarm: the policy that it names is called, of the service that its ARN has. */
    void call(String action, Alarm alarm) {
        if (action.contains(":autoScalingGroupName/")) {
            return;
        }
        String marker = "resource/ecs/service/";
        int resource = action.indexOf(marker);
        String path = resource < 0
                ? null
                : action.substring(resource + marker.length()).split(":")[0];
        targets.forEach((service, scaling) -> {
            if (path == null || service.equals(Arn.scaledService(path))) {
                scaling.call(Arn.name(action), alarm);
            }
        });
    }

    /** A task of a service is RUNNING: a cooldown starts when the desired count is reached (SC-329). */
    void taskStarted(String service) {
        ServiceScaling scaling = targets.get(service);
        if (scaling != null) {
            scaling.observe(kernel.now(), state(scheduler.service(service)).running());
        }
    }

    /** @param due which alarms are looked at now */
    void evaluate(Predicate<AlarmDefinition> due) {
        targets.forEach((name, scaling) -> {
            Service service = scheduler.service(name);
            if (service.status() == Service.Status.ACTIVE) {
                ScalingOutcome outcome = scaling.evaluate(kernel.now(), store, state(service), due);
                outcome.alarms().forEach(change -> write(name, change));
                if (outcome.notScaled() != null) {
                    write(new Entry.NotScaled(
                            name,
                            outcome.notScaled().policy(),
                            outcome.notScaled().reason()));
                }
                apply(name, outcome.decision());
            }
        });
    }

    /** What stands with a service, for people; empty if it does not scale. */
    List<String> standing(String service) {
        ServiceScaling scaling = targets.get(service);
        return scaling == null ? List.of() : scaling.standing(kernel.now(), state(scheduler.service(service)));
    }

    private ServiceState state(Service service) {
        boolean deploys = service.settings().deploymentController().type() == DeploymentControllerType.ECS
                && service.primary().isInProgress();
        return new ServiceState(
                service.desiredCount(),
                cluster.runningCount(service.name()),
                deploys ? Obstacle.DeploymentInProgress : null);
    }

    private void apply(String service, ScalingDecision decision) {
        String refusal = decision == null ? null : rights.cannotScale();
        if (refusal != null) {
            if (!refusal.equals(refusals.put(service, refusal))) {
                write(new Entry.NotScaled(service, decision.policy(), refusal));
            }
        } else if (decision != null) {
            write(new Entry.ServiceScaled(
                    service, decision.policy(), decision.from(), decision.to(), decision.reason()));
            scheduler.setDesiredCount(scheduler.service(service), decision.to(), decision.policy());
        }
    }

    /** What an alarm of a policy looks at; empty when there is none of that name. */
    List<MetricDataQuery> queries(String alarm) {
        return targets.values().stream()
                .flatMap(scaling -> scaling.alarms().stream())
                .filter(definition -> definition.name().equals(alarm))
                .findFirst()
                .map(MetricQueries::asked)
                .orElse(List.of());
    }

    private void write(String service, AlarmChange change) {
        write(new Entry.AlarmStateChanged(
                change.alarm(), service, change.from().name(), change.to().name(), change.why()));
    }

    private void write(Entry entry) {
        journal.add(kernel.now(), entry);
    }
}
