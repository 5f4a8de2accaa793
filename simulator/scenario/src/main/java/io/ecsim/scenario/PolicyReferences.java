// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.MetricType;
import io.ecsim.aws.PolicyType;
import io.ecsim.aws.PredefinedMetricSpecification;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.TargetTrackingScalingPolicyConfiguration;
import io.ecsim.control.Validation;
import io.ecsim.simulation.Scenario;
import java.util.Objects;
import java.util.Set;

/** What a scaling policy of this version can be. */
final class PolicyReferences {
    private static final Set<String> STATISTICS = Set.of("Average", "Minimum", "Maximum", "SampleCount", "Sum");

    private final Scenario scenario;

    PolicyReferences(Scenario scenario) {
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
            customized(configuration.member("CustomizedMetricSpecification"));
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
