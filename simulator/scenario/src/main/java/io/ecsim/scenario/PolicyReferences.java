// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.CustomizedMetricSpecification;
import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.MetricType;
import io.ecsim.aws.NearestName;
import io.ecsim.aws.PolicyType;
import io.ecsim.aws.PredefinedMetricSpecification;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.TargetTrackingScalingPolicyConfiguration;
import io.ecsim.control.Validation;
import io.ecsim.metrics.Metric;
import io.ecsim.simulation.PublishedMetrics;
import io.ecsim.simulation.Scenario;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What a scaling policy, and an alarm, of this version can be. */
final class PolicyReferences {
    private static final Set<String> STATISTICS = Set.of("Average", "Minimum", "Maximum", "SampleCount", "Sum");

    private final Scenario scenario;
    private final Names services;

    PolicyReferences(Scenario scenario, Names services) {
        this.services = services;
        this.scenario = scenario;
    }

    void check(ScalingPolicy policy, String service, Place place) {
        if (policy.policyType() != PolicyType.TargetTrackingScaling) {
            Place type = place.member("PolicyType");
            if (policy.policyType() != null) {
                type.problem("is " + policy.policyType()
                        + ", which is not simulated by this version; TargetTrackingScaling is.");
            } else if (type.node() == null) {
                type.problem("is missing; TargetTrackingScaling is what this version simulates.");
            }
            return;
        }
        place.violations(Validation.scalingPolicy(policy));
        Place configuration = place.member("TargetTrackingScalingPolicyConfiguration");
        TargetTrackingScalingPolicyConfiguration tracking = policy.targetTrackingScalingPolicyConfiguration();
        if (tracking != null && tracking.predefinedMetricSpecification() != null) {
            predefined(
                    tracking.predefinedMetricSpecification(),
                    service,
                    configuration.member("PredefinedMetricSpecification"));
        }
        if (tracking != null && tracking.customizedMetricSpecification() != null) {
            Place customized = configuration.member("CustomizedMetricSpecification");
            customized(customized);
            published(tracking.customizedMetricSpecification(), customized, "the policy never acts");
        }
    }

    private void predefined(PredefinedMetricSpecification metric, String service, Place place) {
        MetricType type = metric.predefinedMetricType();
        Place typePlace = place.member("PredefinedMetricType");
        if (type != null && type.name().endsWith("HighResolution")) {
            typePlace.problem("is " + type + ", which is not simulated by this version.");
        }
        if (type == MetricType.ALBRequestCountPerTarget
                && scenario.services().stream()
                        .filter(Objects::nonNull)
                        .filter(candidate -> service.equals(candidate.serviceName()))
                        .map(CreateServiceRequest::loadBalancers)
                        .anyMatch(loadBalancers -> loadBalancers.isEmpty())) {
            typePlace.problem("needs a service with a target group; " + service + " has none.");
        }
    }

    /** What an alarm looks at. */
    void alarm(MetricAlarm alarm, Place place) {
        place.violations(Validation.metricAlarm(alarm));
        for (String later : new String[] {"Metrics", "ExtendedStatistic"}) {
            if (((Node.Mapping) place.node()).get(later) != null) {
                place.member(later).problem("is not simulated by this version.");
            }
        }
        published(
                new CustomizedMetricSpecification(
                        alarm.namespace(), alarm.metricName(), alarm.dimensions(), alarm.statistic(), null),
                place,
                "it never is in ALARM");
    }

    private void published(CustomizedMetricSpecification specification, Place place, String consequence) {
        if (specification.namespace() == null
                || specification.metricName() == null
                || specification.dimensions().stream().anyMatch(Objects::isNull)) {
            return;
        }
        Metric metric = PublishedMetrics.meant(specification);
        List<Metric> published = PublishedMetrics.of(scenario);
        if (services.all() && !published.contains(metric)) {
            String dimensions = metric.dimensions().isEmpty() ? "" : " of " + metric.dimensions();
            place.note("is " + Text.printable(PublishedMetrics.name(metric) + dimensions)
                    + ": nothing publishes it, so " + consequence + "." + advice(metric, published));
        }
    }

    /** What is nearest: another unit, other dimensions, or another name. */
    private static String advice(Metric metric, List<Metric> published) {
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

    private static void customized(Place place) {
        Node.Mapping written = (Node.Mapping) place.node();
        if (written.get("Metrics") != null) {
            place.member("Metrics").problem("is not simulated by this version.");
            return;
        }
        for (String name : new String[] {"Namespace", "MetricName", "Statistic"}) {
            if (written.get(name) == null) {
                place.member(name).problem("is missing.");
            }
        }
        String statistic = written.text("Statistic");
        if (statistic != null && !STATISTICS.contains(statistic)) {
            place.member("Statistic")
                    .namesNo(
                            "statistic", statistic, STATISTICS.stream().sorted().toList());
        }
    }
}
