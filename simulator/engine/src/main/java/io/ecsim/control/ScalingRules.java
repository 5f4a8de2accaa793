// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.CustomizedMetricSpecification;
import io.ecsim.aws.PolicyType;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.TargetTrackingScalingPolicyConfiguration;
import io.ecsim.aws.Violation;
import io.ecsim.metrics.Statistic;
import java.util.List;

/** What RegisterScalableTarget and PutScalingPolicy take. */
final class ScalingRules {
    private static final String CODE = "ValidationException";
    private static final String TRACKING = "targetTrackingScalingPolicyConfiguration";

    private ScalingRules() {}

    /** @param isNew whether the bounds must be there (SC-301) */
    static List<Violation> scalableTarget(ScalableTarget target, boolean isNew) {
        Refusals refusals = new Refusals(CODE);
        Integer min = target.minCapacity();
        Integer max = target.maxCapacity();
        if (isNew && (min == null || max == null)) {
            refusals.refuse(
                    min == null ? "minCapacity" : "maxCapacity",
                    "MinCapacity and MaxCapacity are required when registering a new scalable target.");
        } else if (min != null && min < 0) {
            refusals.refuse("minCapacity", "Minimum capacity must be greater than or equal to 0.");
        } else if (min != null && max != null && max < min) {
            refusals.refuse("maxCapacity", "Maximum capacity cannot be less than minimum capacity, " + min + ".");
        }
        return refusals.list();
    }

    static List<Violation> scalingPolicy(ScalingPolicy policy) {
        Refusals refusals = new Refusals(CODE);
        refusals.refuse(policy.policyName() == null, "policyName", "PolicyName is required.");
        if (policy.policyType() == PolicyType.StepScaling) {
            refusals.refuse(
                    policy.stepScalingPolicyConfiguration() == null,
                    "",
                    "StepScalingPolicyConfiguration is required for this policy type.");
            refusals.addAll(StepRules.violations(policy.stepScalingPolicyConfiguration()));
        } else if (policy.policyType() == PolicyType.TargetTrackingScaling) {
            tracking(policy.targetTrackingScalingPolicyConfiguration(), refusals);
        } else if (policy.policyType() == PolicyType.PredictiveScaling) {
            PredictiveRules.check(policy.predictiveScalingPolicyConfiguration(), CODE, refusals);
        } else {
            refusals.refuse("policyType", "PolicyType is required.");
        }
        return refusals.list();
    }

    private static void tracking(TargetTrackingScalingPolicyConfiguration tracking, Refusals refusals) {
        if (tracking == null) {
            refusals.refuse("", "TargetTrackingScalingPolicyConfiguration is required for this policy type.");
            return;
        }
        refusals.refuse(
                tracking.targetValue() != null && !(tracking.targetValue() > 0),
                TRACKING + ".targetValue",
                "TargetValue must be above 0 to be simulated.");
        refusals.refuse(
                (tracking.predefinedMetricSpecification() == null)
                        == (tracking.customizedMetricSpecification() == null),
                TRACKING,
                "One of PredefinedMetricSpecification and CustomizedMetricSpecification is required.");
        refusals.refuse(
                tracking.scaleOutCooldown() < 0,
                TRACKING + ".scaleOutCooldown",
                "scaleOutCooldown must not be negative.");
        refusals.refuse(
                tracking.scaleInCooldown() < 0, TRACKING + ".scaleInCooldown", "scaleInCooldown must not be negative.");
        if (tracking.customizedMetricSpecification() != null) {
            customized(
                    tracking.customizedMetricSpecification(),
                    TRACKING + ".customizedMetricSpecification",
                    CODE,
                    refusals);
        }
    }

    static void customized(CustomizedMetricSpecification metric, String path, String code, Refusals refusals) {
        if (!metric.metrics().isEmpty()) {
            refusals.refuse(
                    metric.metricName() != null || metric.namespace() != null || metric.statistic() != null,
                    path,
                    "Metrics cannot be given together with MetricName, Namespace or Statistic.");
            refusals.addAll(MathRules.violations(metric.metrics(), path + ".metrics", code, false));
            return;
        }
        refusals.refuse(metric.namespace() == null, path + ".namespace", "Namespace is missing.");
        refusals.refuse(metric.metricName() == null, path + ".metricName", "MetricName is missing.");
        boolean plain = Statistic.of(metric.statistic()) != null
                && !Statistic.of(metric.statistic()).isPercentile();
        refusals.refuse(
                !plain,
                path + ".statistic",
                "Statistic must be one of Average, Sum, Minimum, Maximum, SampleCount"
                        + (metric.statistic() == null ? "." : ", not " + metric.statistic() + "."));
    }
}
