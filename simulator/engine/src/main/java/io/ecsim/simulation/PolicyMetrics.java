// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.CustomizedMetricSpecification;
import io.ecsim.aws.MetricType;
import io.ecsim.aws.PredictiveScalingMetricSpecification;
import io.ecsim.aws.PredictiveScalingPredefinedMetric;
import io.ecsim.metrics.Metric;
import io.ecsim.metrics.MetricQuery;
import io.ecsim.metrics.MetricStat;
import io.ecsim.metrics.Statistic;
import io.ecsim.scaling.ServiceMetrics;
import io.ecsim.service.Service;

/** The metrics that policies of one service name. */
final class PolicyMetrics implements ServiceMetrics {
    private final Scenario scenario;
    private final MetricNames names;
    private final Service service;

    PolicyMetrics(Scenario scenario, Service service) {
        this.scenario = scenario;
        this.names = new MetricNames(scenario.cluster().clusterName());
        this.service = service;
    }

    @Override
    public Metric predefined(MetricType type, String resourceLabel) {
        return switch (type) {
            case ECSServiceAverageCPUUtilization, ECSServiceAverageCPUUtilizationHighResolution ->
                names.cpu(service.name());
            case ECSServiceAverageMemoryUtilization, ECSServiceAverageMemoryUtilizationHighResolution ->
                names.memory(service.name());
            case ALBRequestCountPerTarget -> alb("RequestCountPerTarget", ofService(resourceLabel));
        };
    }

    private Metric alb(String name, String group) {
        return names.alb(new LoadBalancers(scenario).name(group)).metric(name, null, group);
    }

    /** {@code web} of {@code app/shop/778d41231b141a0f/targetgroup/web/943f017f100becff}; else the service's first. */
    private String ofService(String resourceLabel) {
        String group = PublishedMetrics.targetGroup(resourceLabel);
        return group == null ? service.targetGroups().stream().findFirst().orElse("none") : group;
    }

    /** What predictive scaling forecasts, minute by minute: over all tasks, or all targets, together (SC-373). */
    MetricQuery load(PredictiveScalingMetricSpecification specification) {
        PredictiveScalingPredefinedMetric predefined = specification.predefinedLoad();
        if (predefined == null) {
            return MetricQueries.of(
                    specification.customizedLoadMetricSpecification().metricDataQueries());
        }
        Metric metric = switch (predefined.predefinedMetricType().pair()) {
            case ECSServiceCPUUtilization -> names.cpu(service.name());
            case ECSServiceMemoryUtilization -> names.memory(service.name());
            default -> alb("RequestCount", ofService(predefined.resourceLabel()));
        };
        return new MetricStat(metric, Statistic.Sum);
    }

    @Override
    public MetricQuery customized(CustomizedMetricSpecification wanted) {
        return MetricQueries.of(wanted);
    }
}
