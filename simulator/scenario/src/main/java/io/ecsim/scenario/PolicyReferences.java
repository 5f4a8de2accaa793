// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.Arn;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.CustomizedMetricSpecification;
import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.MetricDataQuery;
import io.ecsim.aws.MetricType;
import io.ecsim.aws.MonitoringConfiguration;
import io.ecsim.aws.NearestName;
import io.ecsim.aws.PolicyType;
import io.ecsim.aws.PredefinedMetricSpecification;
import io.ecsim.aws.PredictiveMetricType;
import io.ecsim.aws.PredictiveScalingPolicyConfiguration;
import io.ecsim.aws.PredictiveScalingPredefinedMetric;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.TargetTrackingScalingPolicyConfiguration;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.control.Validation;
import io.ecsim.metrics.Metric;
import io.ecsim.simulation.PublishedMetrics;
import io.ecsim.simulation.Scenario;
import io.ecsim.simulation.ServiceActions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What a scaling policy, and an alarm, of this version can be. */
final class PolicyReferences {
    /** By namespace, what does not move against the number of tasks (SC-143). */
    private static final Map<String, Set<String>> UNFIT = Map.of(
            "AWS/ApplicationELB", Set.of("RequestCount", "TargetResponseTime"),
            "AWS/SQS", Set.of("ApproximateNumberOfMessagesVisible"));

    private final Scenario scenario;
    private final Names services;

    PolicyReferences(Scenario scenario, Names services) {
        this.services = services;
        this.scenario = scenario;
    }

    void check(ScalingPolicy policy, String service, Place place) {
        if (policy.policyType() == null) {
            place.member("PolicyType").isMissing();
            return;
        }
        place.violations(Validation.scalingPolicy(policy));
        if (policy.policyType() == PolicyType.PredictiveScaling
                && policy.predictiveScalingPolicyConfiguration() != null) {
            predictive(
                    policy.predictiveScalingPolicyConfiguration(),
                    service,
                    place.member("PredictiveScalingPolicyConfiguration").member("MetricSpecifications"));
            return;
        }
        Place configuration = place.member("TargetTrackingScalingPolicyConfiguration");
        TargetTrackingScalingPolicyConfiguration tracking = policy.targetTrackingScalingPolicyConfiguration();
        if (policy.policyType() != PolicyType.TargetTrackingScaling || tracking == null) {
            return;
        }
        if (tracking.predefinedMetricSpecification() != null) {
            predefined(
                    tracking.predefinedMetricSpecification(),
                    service,
                    configuration.member("PredefinedMetricSpecification"));
        }
        if (tracking.customizedMetricSpecification() != null) {
            customized(tracking.customizedMetricSpecification(), configuration.member("CustomizedMetricSpecification"));
        }
    }

    private void predictive(PredictiveScalingPolicyConfiguration configuration, String service, Place place) {
        References.each(place, configuration.metricSpecifications(), (metric, at) -> {
            PredictiveScalingPredefinedMetric load = metric.predefinedLoad();
            if (load != null
                    && load.predefinedMetricType() != null
                    && load.predefinedMetricType().pair() == PredictiveMetricType.ALBRequestCount
                    && hasNoTargetGroup(service)) {
                at.problem(": request counts need a service with a target group; " + service + " has none.");
            }
            if (metric.customizedLoadMetricSpecification() != null) {
                published(
                        metric.customizedLoadMetricSpecification().metricDataQueries(),
                        at.member("CustomizedLoadMetricSpecification").member("MetricDataQueries"),
                        "there is no forecast");
                at.note("takes the load / TargetValue as the number of tasks, whatever its other metrics say");
            }
        });
    }

    private boolean hasNoTargetGroup(String service) {
        return scenario.everyService().stream()
                .filter(candidate -> service.equals(candidate.serviceName()))
                .map(CreateServiceRequest::loadBalancers)
                .anyMatch(loadBalancers ->
                        loadBalancers.stream().allMatch(each -> each != null && each.loadBalancerName() != null));
    }

    /** The target group that a label names. */
    void requests(String label, Place place) {
        String group = PublishedMetrics.targetGroup(label);
        List<String> known = scenario.everyService().stream()
                .flatMap(service -> scenario.targetGroups(service).stream())
                .distinct()
                .toList();
        if (label != null && services.all() && !known.contains(group)) {
            place.problem("must name a target group of a service, such as app/shop/50dc6c495c0c9188/targetgroup/"
                    + (known.isEmpty() ? "shop" : known.get(0)) + "/943f017f100becff, not \"" + Text.printable(label)
                    + "\"." + (group == null ? "" : NearestName.advice(group, known)));
        }
    }

    private void predefined(PredefinedMetricSpecification metric, String service, Place place) {
        MetricType type = metric.predefinedMetricType();
        Place typePlace = place.member("PredefinedMetricType");
        if (type == MetricType.ALBRequestCountPerTarget && hasNoTargetGroup(service)) {
            typePlace.problem("needs a service with a target group; " + service + " has none.");
        }
        if (type != null && type.isHighResolution() && services.has(service) && !isPublishedFast(type, service)) {
            typePlace.note("needs points every 20 seconds, and " + service + " publishes one a minute: its monitoring"
                    + " says nothing of a resolutionSeconds of 20.");
        }
    }

    /** Whether the service begins with, or gets, a resolution of 20 seconds. */
    private boolean isPublishedFast(MetricType type, String service) {
        String metric = type.name().contains("CPU") ? "CPUUtilization" : "MemoryUtilization";
        Stream<MonitoringConfiguration> first = scenario.everyService().stream()
                .filter(candidate -> service.equals(candidate.serviceName()))
                .map(CreateServiceRequest::monitoring);
        Stream<MonitoringConfiguration> later = scenario.timeline().stream()
                .filter(timed -> timed != null && timed.action() instanceof ServiceActions.UpdateService)
                .map(timed -> ((ServiceActions.UpdateService) timed.action()).request())
                .filter(update -> update.service() != null && service.equals(Arn.name(update.service())))
                .map(UpdateServiceRequest::monitoring);
        return Stream.concat(first, later)
                .anyMatch(monitoring -> MonitoringConfiguration.resolutionSeconds(monitoring, metric) < 60);
    }

    void customized(CustomizedMetricSpecification metric, Place place) {
        if (metric.metrics().isEmpty()) {
            published(metric, place, "the policy never acts");
            if (isUnfit(metric)) {
                place.note("is " + metric.metricName()
                        + ", which does not fall in proportion as tasks are added: AWS says that"
                        + " it is not fit for target tracking");
            }
        } else {
            published(metric.metrics(), place.member("Metrics"), "the policy never acts");
        }
    }

    private static boolean isUnfit(CustomizedMetricSpecification metric) {
        return metric.namespace() != null
                && metric.metricName() != null
                && UNFIT.getOrDefault(metric.namespace(), Set.of()).contains(metric.metricName());
    }

    /** What an alarm looks at. */
    void alarm(MetricAlarm alarm, Place place) {
        place.violations(Validation.metricAlarm(alarm));
        if (alarm.metrics().isEmpty()) {
            published(
                    new CustomizedMetricSpecification(
                            alarm.namespace(), alarm.metricName(), alarm.dimensions(), null, alarm.unit()),
                    place,
                    "it never is in ALARM");
        } else {
            published(alarm.metrics(), place.member("Metrics"), "it is missing in every period");
        }
    }

    private void published(List<MetricDataQuery> queries, Place place, String consequence) {
        References.each(place, queries, (query, at) -> {
            MetricDataQuery.MetricStat stat = query.metricStat();
            if (stat != null && stat.metric() != null) {
                MetricDataQuery.Metric metric = stat.metric();
                published(
                        new CustomizedMetricSpecification(
                                metric.namespace(), metric.metricName(), metric.dimensions(), null, stat.unit()),
                        at.member("MetricStat").member("Metric"),
                        consequence);
            }
        });
    }

    private void published(CustomizedMetricSpecification specification, Place place, String consequence) {
        if (specification.namespace() == null
                || specification.metricName() == null
                || specification.dimensions().stream().anyMatch(Objects::isNull)) {
            return;
        }
        Metric metric = PublishedMetrics.meant(specification);
        List<Metric> published = PublishedMetrics.of(scenario);
        if (services.all()
                && !published.contains(metric)
                && !PublishedMetrics.onRequest(scenario).contains(metric)) {
            String dimensions = metric.dimensions().isEmpty() ? "" : " of " + metric.dimensions();
            place.note("is " + Text.printable(PublishedMetrics.name(metric) + dimensions)
                    + ": nothing publishes it, so " + consequence + "." + advice(metric, published));
        }
    }

    /** What is nearest: another unit, other dimensions, or another name. */
    private String advice(Metric metric, List<Metric> published) {
        if (metric.namespace().equals("ECS/ContainerInsights") && !scenario.hasContainerInsights()) {
            return " The cluster has no containerInsights among its settings.";
        }
        List<Metric> named = published.stream()
                .filter(each -> PublishedMetrics.name(each).equals(PublishedMetrics.name(metric)))
                .toList();
        List<String> dimensions = named.stream().map(Metric::dimensions).toList();
        if (dimensions.contains(metric.dimensions())) {
            return " Its unit is " + named.get(0).unit() + ".";
        }
        if (!named.isEmpty()) {
            return NearestName.advice(metric.dimensions(), dimensions);
        }
        List<String> names = PublishedMetrics.names();
        return NearestName.of(PublishedMetrics.name(metric), names)
                .or(() -> NearestName.of(metric.name(), names))
                .map(name -> " " + NearestName.question(name))
                .orElse("");
    }
}
