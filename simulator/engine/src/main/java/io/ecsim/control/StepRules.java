// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.AdjustmentType;
import io.ecsim.aws.StepAdjustment;
import io.ecsim.aws.StepScalingPolicyConfiguration;
import io.ecsim.aws.Violation;
import io.ecsim.metrics.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** What PutScalingPolicy takes for steps (SC-304, SC-342, SC-345, SC-346). */
final class StepRules {
    private static final int MOST_STEPS = 20;

    private final Refusals refusals;
    private final StepScalingPolicyConfiguration configuration;
    private final String path;

    private StepRules(StepScalingPolicyConfiguration configuration, String path, String code) {
        this.configuration = configuration;
        this.path = path;
        this.refusals = new Refusals(code);
    }

    /** @param configuration null for none, which is somebody else's mistake to tell */
    static List<Violation> violations(StepScalingPolicyConfiguration configuration) {
        return configuration == null
                ? List.of()
                : violations(configuration, "StepScalingPolicyConfiguration.", "ValidationException");
    }

    /**
     * As another service takes them.
     *
     * @param path before the names of the members
     */
    static List<Violation> violations(StepScalingPolicyConfiguration configuration, String path, String code) {
        StepRules rules = new StepRules(configuration, path, code);
        rules.members();
        rules.steps();
        return rules.refusals.list();
    }

    private void members() {
        AdjustmentType type = configuration.adjustmentType();
        refusals.refuse(type == null, path + "AdjustmentType", "AdjustmentType is required.");
        Integer magnitude = configuration.minAdjustmentMagnitude();
        refusals.refuse(
                magnitude != null && type != null && type != AdjustmentType.PercentChangeInCapacity,
                path + "MinAdjustmentMagnitude",
                "MinAdjustmentMagnitude is only for PercentChangeInCapacity.");
        refusals.refuse(
                magnitude != null && magnitude < 1,
                path + "MinAdjustmentMagnitude",
                "MinAdjustmentMagnitude must be at least 1.");
        refusals.refuse(configuration.cooldown() < 0, path + "Cooldown", "Cooldown must not be negative.");
    }

    private void steps() {
        List<StepAdjustment> steps = configuration.stepAdjustments();
        String all = path + "StepAdjustments";
        refusals.refuse(steps.isEmpty(), all, "At least one StepAdjustment must be specified.");
        refusals.refuse(steps.size() > MOST_STEPS, all, "There must be at most " + MOST_STEPS + " step adjustments.");
        int before = refusals.list().size();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) != null) {
                step(steps.get(i), all + "[" + i + "]", steps.size());
            }
        }
        if (refusals.list().size() == before) {
            together(
                    steps.stream()
                            .filter(Objects::nonNull)
                            .sorted(Comparator.comparingDouble(StepAdjustment::lower))
                            .toList(),
                    all);
        }
    }

    private void step(StepAdjustment step, String at, int steps) {
        refusals.refuse(step.scalingAdjustment() == null, at, "ScalingAdjustment is required.");
        boolean unbounded = step.metricIntervalLowerBound() == null && step.metricIntervalUpperBound() == null;
        refusals.refuse(
                unbounded,
                at,
                steps == 1
                        ? "MetricIntervalLowerBound or MetricIntervalUpperBound is required."
                        : "At least one of MetricIntervalLowerBound and MetricIntervalUpperBound is required.");
        refusals.refuse(
                !unbounded && step.upper() <= step.lower(),
                at,
                "MetricIntervalUpperBound must be greater than MetricIntervalLowerBound.");
        refusals.refuse(
                configuration.adjustmentType() == AdjustmentType.ExactCapacity
                        && step.scalingAdjustment() != null
                        && step.scalingAdjustment() < 0,
                at + ".ScalingAdjustment",
                "ScalingAdjustment must not be negative with ExactCapacity.");
    }

    /** @param steps by lower bound */
    private void together(List<StepAdjustment> steps, String all) {
        refusals.refuse(
                steps.stream()
                                .filter(step -> step.metricIntervalLowerBound() == null)
                                .count()
                        > 1,
                all,
                "There can be at most one step with an unspecified MetricIntervalLowerBound.");
        refusals.refuse(
                steps.stream()
                                .filter(step -> step.metricIntervalUpperBound() == null)
                                .count()
                        > 1,
                all,
                "There can be at most one step with an unspecified MetricIntervalUpperBound.");
        for (int i = 1; i < steps.size(); i++) {
            double end = steps.get(i - 1).upper();
            double start = steps.get(i).lower();
            if (start != end) {
                refusals.refuse(
                        all,
                        "StepAdjustment intervals can't " + (start < end ? "overlap" : "have a gap") + ": one ends at "
                                + bound(end) + ", the next begins at " + bound(start) + ".");
            }
        }
        if (!steps.isEmpty()) {
            refusals.refuse(
                    steps.get(0).lower() < 0 && !Double.isInfinite(steps.get(0).lower()),
                    all,
                    "There must be a step with an unspecified MetricIntervalLowerBound when one has a negative"
                            + " MetricIntervalLowerBound.");
            double last = steps.get(steps.size() - 1).upper();
            refusals.refuse(
                    last > 0 && !Double.isInfinite(last),
                    all,
                    "There must be a step with an unspecified MetricIntervalUpperBound when one has a positive"
                            + " MetricIntervalUpperBound.");
        }
    }

    private static String bound(double value) {
        return Double.isInfinite(value) ? "no bound" : Numbers.text(value);
    }
}
