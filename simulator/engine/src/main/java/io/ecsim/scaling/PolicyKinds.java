// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import io.ecsim.aws.AwsException;
import io.ecsim.aws.PolicyType;
import io.ecsim.aws.ScalingPolicy;
import java.util.List;

/** The kinds of scaling policies that a scenario can name. A new kind is a file of its own and a line here. */
public final class PolicyKinds {
    /**
     * A kind of policy.
     *
     * @param description one line for people
     */
    public record Kind(PolicyType type, String description, Factory factory) {}

    /** Makes a policy ready from its document. */
    @FunctionalInterface
    public interface Factory {
        Policy prepare(ScalingPolicy document, ServiceMetrics metrics, ScalingParameters parameters);
    }

    public static final List<Kind> BUILT_IN = List.of(
            new Kind(
                    PolicyType.TargetTrackingScaling,
                    "keeps a metric at a target value: out after 3 minutes above it, in after 15 minutes below 90 % of it",
                    TargetTracking::prepare),
            new Kind(
                    PolicyType.StepScaling,
                    "changes the count by steps: how far the metric of an alarm is from its threshold says how much",
                    StepScaling::prepare),
            new Kind(
                    PolicyType.PredictiveScaling,
                    "starts before an hour what the same hours of the last 14 days needed; never scales in",
                    PredictiveScaling::prepare));

    private PolicyKinds() {}

    static Policy prepare(ScalingPolicy document, ServiceMetrics metrics, ScalingParameters parameters) {
        for (Kind kind : BUILT_IN) {
            if (kind.type() == document.policyType()) {
                return kind.factory().prepare(document, metrics, parameters);
            }
        }
        throw new AwsException(
                "ValidationException",
                "Scaling policy " + document.policyName() + " is of type " + document.policyType()
                        + ", which is not simulated");
    }
}
