// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.agent.Rights;
import io.ecsim.aws.CustomizedMetricSpecification;
import io.ecsim.aws.MetricType;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.metrics.AlarmChange;
import io.ecsim.metrics.Metric;
import io.ecsim.metrics.MetricStore;
import io.ecsim.scaling.ScalingDecision;
import io.ecsim.scaling.ScalingOutcome;
import io.ecsim.scaling.ScalingParameters;
import io.ecsim.scaling.ServiceMetrics;
import io.ecsim.scaling.ServiceScaling;
import io.ecsim.scaling.ServiceState;
import io.ecsim.service.Service;
import io.ecsim.service.ServiceScheduler;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lets Application Auto Scaling look at its alarms once a minute and carries out what it decides. */
final class Autoscaling {
    private final Scenario scenario;
    private final Kernel kernel;
    private final ClusterState cluster;
    private final ServiceScheduler scheduler;
    private final MetricStore store;
    private final Journal journal;
    private final MetricNames names;
    private final Rights rights;
    private final Map<String, ServiceScaling> targets = new LinkedHashMap<>();
    /** Why the counts of services were not changed, as it was last said. */
    private final Map<String, String> refusals = new LinkedHashMap<>();

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
        this.names = new MetricNames(scenario.cluster().clusterName());
    }

    /** Registers the scalable targets, which moves counts into their bounds (SC-301), and starts the minutes. */
    void start() {
        scenario.scalableTargets().forEach(this::register);
        if (!targets.isEmpty()) {
            kernel.after(Time.of(scenario.world().alarmOffset()), this::evaluate);
        }
    }

    private void register(ScalableTarget target) {
        String service = serviceOf(target.resourceId());
        ServiceScaling scaling = new ServiceScaling(
                target,
                scenario.scalingPolicies().stream()
                        .filter(policy -> serviceOf(policy.resourceId()).equals(service))
                        .toList(),
                new MetricsOf(scheduler.service(service)),
                new ScalingParameters(
                        scenario.world().scaleInMaxStep(),
                        Time.of(scenario.world().scalingActivityTimeout()),
                        scenario.world().alarmRangeMargin()));
        scaling.watch(store);
        targets.put(service, scaling);
        apply(service, scaling.register(scheduler.service(service).desiredCount()));
    }

    /** {@code web} of {@code service/default/web}. */
    private static String serviceOf(String resourceId) {
        return resourceId.substring(resourceId.lastIndexOf('/') + 1);
    }

    /** A task of a service is RUNNING: a cooldown starts when the desired count is reached (SC-329). */
    void taskStarted(String service) {
        ServiceScaling scaling = targets.get(service);
        if (scaling != null) {
            scaling.observe(kernel.now(), state(scheduler.service(service)).running());
        }
    }

    private void evaluate() {
        targets.forEach((name, scaling) -> {
            Service service = scheduler.service(name);
            if (service.status() == Service.Status.ACTIVE) {
                ScalingOutcome outcome = scaling.evaluate(kernel.now(), store, state(service));
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
        kernel.after(Time.MINUTE, this::evaluate);
    }

    private ServiceState state(Service service) {
        int running = 0;
        for (Task task : cluster.tasks(service.name())) {
            running += task.isRunning() ? 1 : 0;
        }
        return new ServiceState(
                service.desiredCount(), running, service.primary().isInProgress());
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

    private void write(String service, AlarmChange change) {
        write(new Entry.AlarmStateChanged(
                change.alarm(), service, change.from().name(), change.to().name(), change.why()));
    }

    private void write(Entry entry) {
        journal.add(kernel.now(), entry);
    }

    /** The metrics that policies of one service name. */
    private final class MetricsOf implements ServiceMetrics {
        private final Service service;

        MetricsOf(Service service) {
            this.service = service;
        }

        @Override
        public Metric predefined(MetricType type, String resourceLabel) {
            return switch (type) {
                case ECSServiceAverageCPUUtilization, ECSServiceAverageCPUUtilizationHighResolution ->
                    names.cpu(service.name());
                case ECSServiceAverageMemoryUtilization, ECSServiceAverageMemoryUtilizationHighResolution ->
                    names.memory(service.name());
                case ALBRequestCountPerTarget -> requestCountPerTarget(targetGroup(resourceLabel));
            };
        }

        private Metric requestCountPerTarget(String group) {
            return names.alb("RequestCountPerTarget", new LoadBalancers(scenario).name(group), group);
        }

        /** {@code web} of {@code app/shop/778d41231b141a0f/targetgroup/web/943f017f100becff}; else the service's first. */
        private String targetGroup(String resourceLabel) {
            String marker = "targetgroup/";
            int group = resourceLabel == null ? -1 : resourceLabel.indexOf(marker);
            return group < 0
                    ? service.targetGroups().stream().findFirst().orElse("none")
                    : resourceLabel.substring(group + marker.length()).split("/")[0];
        }

        @Override
        public Metric customized(CustomizedMetricSpecification wanted) {
            return PublishedMetrics.meant(wanted);
        }
    }
}
