// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import io.ecsim.aws.CustomizedMetricSpecification;
import io.ecsim.aws.MetricDimension;
import io.ecsim.aws.MetricType;
import io.ecsim.aws.PolicyType;
import io.ecsim.aws.PredefinedMetricSpecification;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.TargetTrackingScalingPolicyConfiguration;
import io.ecsim.kernel.Time;
import io.ecsim.metrics.Alarm;
import io.ecsim.metrics.AlarmDefinition;
import io.ecsim.metrics.AlarmState;
import io.ecsim.metrics.ComparisonOperator;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.metrics.MetricQuery;
import io.ecsim.metrics.MetricStat;
import io.ecsim.metrics.MetricStore;
import io.ecsim.metrics.Statistic;
import io.ecsim.metrics.TreatMissingData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A service that exists only as counts. Minute by minute it is told its metrics, which are visible at once, and what
 * scaling decides is done at once, unless {@link #running} pins the running count.
 */
final class Rehearsal {
    static final long OFFSET = 30 * Time.SECOND;

    private final ServiceScaling scaling;
    private final MetricStore store = new MetricStore();
    private final Map<String, Alarm> calls = new LinkedHashMap<>();
    private int desired;
    private Integer running;
    private boolean deployment;
    private int minute;
    private ScalingOutcome last;

    private Rehearsal(ScalingParameters parameters, int min, int max, ScalingPolicy... policies) {
        scaling = new ServiceScaling(target(min, max), List.of(policies), metrics(), parameters);
        scaling.watch(store);
    }

    static Rehearsal of(int min, int max, ScalingPolicy... policies) {
        return with(ScalingParameters.DEFAULTS, min, max, policies);
    }

    static Rehearsal with(ScalingParameters parameters, int min, int max, ScalingPolicy... policies) {
        return new Rehearsal(parameters, min, max, policies);
    }

    static ScalableTarget target(Integer min, Integer max) {
        return new ScalableTarget("service/default/web", min, max);
    }

    static ScalingPolicy cpu(double target) {
        return policy("cpu", MetricType.ECSServiceAverageCPUUtilization, target, null, null, false);
    }

    static ScalingPolicy requests(double target) {
        return policy("requests", MetricType.ALBRequestCountPerTarget, target, null, null, false);
    }

    static ScalingPolicy policy(
            String name, MetricType type, double target, Integer outCooldown, Integer inCooldown, boolean disableIn) {
        return document(
                name,
                new TargetTrackingScalingPolicyConfiguration(
                        target,
                        new PredefinedMetricSpecification(type, null),
                        null,
                        outCooldown,
                        inCooldown,
                        disableIn));
    }

    static ScalingPolicy document(String name, TargetTrackingScalingPolicyConfiguration configuration) {
        return new ScalingPolicy(name, "service/default/web", PolicyType.TargetTrackingScaling, configuration);
    }

    /** Metrics as the simulation names them. */
    static ServiceMetrics metrics() {
        return new ServiceMetrics() {
            @Override
            public Metric predefined(MetricType type, String resourceLabel) {
                String service = "ClusterName=default,ServiceName=web";
                return switch (type) {
                    case ECSServiceAverageCPUUtilization -> new Metric("AWS/ECS", "CPUUtilization", service, "Percent");
                    case ECSServiceAverageMemoryUtilization ->
                        new Metric("AWS/ECS", "MemoryUtilization", service, "Percent");
                    case ALBRequestCountPerTarget ->
                        new Metric(
                                "AWS/ApplicationELB",
                                "RequestCountPerTarget",
                                "LoadBalancer=app,TargetGroup=web",
                                "Count");
                    default -> throw new AssertionError(type);
                };
            }

            @Override
            public MetricQuery customized(CustomizedMetricSpecification named) {
                String dimensions = named.dimensions().stream()
                        .map((MetricDimension dimension) -> dimension.name() + "=" + dimension.value())
                        .collect(Collectors.joining(","));
                return new MetricStat(
                        new Metric(named.namespace(), named.metricName(), dimensions, "Count"),
                        Statistic.of(named.statistic()));
            }
        };
    }

    /** An alarm of the user's, one of one minute of CPU above or below a threshold, calls a step policy. */
    Rehearsal calling(String policy, ComparisonOperator comparison, double threshold) {
        return calling(policy, comparison, threshold, 1);
    }

    Rehearsal calling(String policy, ComparisonOperator comparison, double threshold, int periods) {
        Metric cpu = metrics().predefined(MetricType.ECSServiceAverageCPUUtilization, null);
        Alarm alarm = new Alarm(new AlarmDefinition(
                "of " + policy,
                new MetricStat(cpu, Statistic.Average),
                Time.MINUTE,
                periods,
                periods,
                periods + 2,
                threshold,
                comparison,
                TreatMissingData.missing,
                false));
        alarm.watch(store);
        calls.put(policy, alarm);
        return this;
    }

    Rehearsal desired(int count) {
        desired = count;
        return this;
    }

    /** Pins the running count; null lets it follow the desired one at once. */
    Rehearsal running(Integer count) {
        running = count;
        return this;
    }

    Rehearsal deployment(boolean inProgress) {
        deployment = inProgress;
        return this;
    }

    /** One more minute with a value for each policy's metric, in the order of policies; NaN for no point. */
    Rehearsal minute(double... values) {
        List<Metric> published = Stream.concat(
                        scaling.alarms().stream(), calls.values().stream().map(Alarm::definition))
                .map(alarm -> alarm.query().stats().get(0).metric())
                .distinct()
                .toList();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                var point = new Datapoint(minute * Time.MINUTE, Time.MINUTE, 1, values[i], values[i], values[i]);
                store.publish(published.get(i), point, 0);
            }
        }
        minute++;
        var state = new ServiceState(
                desired, running == null ? desired : running, deployment ? Obstacle.DeploymentInProgress : null);
        calls.forEach((policy, alarm) -> {
            alarm.evaluate(now(), store);
            if (alarm.state() == AlarmState.ALARM) {
                scaling.call(policy, alarm);
            }
        });
        last = scaling.evaluate(now(), store, state);
        if (last.decision() != null) {
            desired = last.decision().to();
            if (running == null) {
                scaling.observe(now(), desired);
            }
        }
        return this;
    }

    Rehearsal minutes(int count, double... values) {
        for (int i = 0; i < count; i++) {
            minute(values);
        }
        return this;
    }

    /** When the last minute was evaluated. */
    long now() {
        return minute * Time.MINUTE + OFFSET;
    }

    ServiceScaling scaling() {
        return scaling;
    }

    ScalingOutcome last() {
        return last;
    }

    int desired() {
        return desired;
    }
}
