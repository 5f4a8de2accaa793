// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.AdjustmentType;
import io.ecsim.aws.StepAdjustment;
import io.ecsim.aws.StepScalingPolicyConfiguration;
import io.ecsim.aws.Violation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepRulesTest {

    /** Steps as lower..upper, * for no bound. */
    @Tag("SC-342")
    @ParameterizedTest
    @CsvSource({
        "0..10 10..*, ''",
        "*..0, ''",
        "*..-10 -10..0 0..5 5..*, ''",
        "0..10 5..*, can't overlap: one ends at 10",
        "0..10 12..*, can't have a gap: one ends at 10",
        "0..* 10..*, at most one step with an unspecified MetricIntervalUpperBound",
        "*..0 *..5, at most one step with an unspecified MetricIntervalLowerBound",
        "-10..0, a step with an unspecified MetricIntervalLowerBound when",
        "0..10, a step with an unspecified MetricIntervalUpperBound when",
        "*..*, MetricIntervalLowerBound or MetricIntervalUpperBound is required",
        "10..5, must be greater than MetricIntervalLowerBound"
    })
    void stepsCoverEachSideOfTheThresholdOnce(String steps, String problem) {
        List<StepAdjustment> adjustments = Arrays.stream(steps.split(" "))
                .map(step -> step.split("\\.\\."))
                .map(ends -> new StepAdjustment(bound(ends[0]), bound(ends[1]), 1))
                .toList();
        List<String> messages = messages(AdjustmentType.ChangeInCapacity, null, adjustments);
        if (problem.isEmpty()) {
            assertThat(messages).isEmpty();
        } else {
            assertThat(messages).anyMatch(message -> message.contains(problem));
        }
    }

    @Tag("SC-304")
    @Test
    void aPolicyHasTwentyStepsAtMost() {
        var step = new StepAdjustment(0.0, null, 1);
        assertThat(messages(AdjustmentType.ChangeInCapacity, null, Collections.nCopies(21, step)))
                .contains("There must be at most 20 step adjustments.");
    }

    @Tag("SC-345")
    @Tag("SC-346")
    @Test
    void membersThatMeanNothingTogetherAreRefused() {
        var negative = List.of(new StepAdjustment(0.0, null, -1));
        assertThat(messages(AdjustmentType.ExactCapacity, null, negative))
                .containsExactly("ScalingAdjustment must not be negative with ExactCapacity.");
        assertThat(messages(AdjustmentType.ChangeInCapacity, 2, negative))
                .containsExactly("MinAdjustmentMagnitude is only for PercentChangeInCapacity.");
        assertThat(messages(AdjustmentType.PercentChangeInCapacity, 2, negative))
                .isEmpty();
    }

    private static List<String> messages(AdjustmentType type, Integer magnitude, List<StepAdjustment> steps) {
        return StepRules.violations(new StepScalingPolicyConfiguration(type, steps, magnitude, null, null)).stream()
                .map(Violation::message)
                .toList();
    }

    private static Double bound(String text) {
        return text.equals("*") ? null : Double.valueOf(text);
    }
}
