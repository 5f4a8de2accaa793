// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import static io.ecsim.metrics.ComparisonOperator.GreaterThanOrEqualToThreshold;
import static io.ecsim.metrics.ComparisonOperator.LessThanOrEqualToThreshold;
import static io.ecsim.metrics.ComparisonOperator.LessThanThreshold;
import static io.ecsim.scaling.Rehearsal.cpu;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.AdjustmentType;
import io.ecsim.aws.MetricAggregationType;
import io.ecsim.aws.PolicyType;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.StepAdjustment;
import io.ecsim.aws.StepScalingPolicyConfiguration;
import io.ecsim.aws.SuspendedState;
import io.ecsim.kernel.Time;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps by hand: the alarms look at one minute of CPU, and what is decided is done at once. */
class StepScalingTest {

    /** From 10, one alarm after the other, each time with a fresh start. */
    @Tag("SC-340")
    @Tag("SC-341")
    @Tag("SC-347")
    @Tag("CW-19")
    @ParameterizedTest
    @CsvSource({"10, 60, 11", "11, 70, 14", "10, 59.9, 10", "10, 50, 10", "14, 40, 13", "13, 30, 10", "14, 40.1, 14"})
    void theDistanceFromTheThresholdChoosesTheStep(int tasks, double metric, int expected) {
        var web = Rehearsal.of(1, 40, outInPercent(), inInPercent())
                .calling("out", GreaterThanOrEqualToThreshold, 50)
                .calling("in", LessThanOrEqualToThreshold, 50);
        assertThat(web.desired(tasks).minute(metric).desired()).isEqualTo(expected);
    }

    /** In hundredths of a task: 12.7 is 1 % of 1270 tasks. */
    @Tag("SC-345")
    @Tag("CW-20")
    @ParameterizedTest
    @CsvSource({"1270, 12", "67, 1", "-58, -1", "-667, -6", "100, 1", "-100, -1", "0, 0"})
    void percentagesRoundTowardZeroButNeverToZero(int hundredths, int change) {
        int tasks = Math.abs(hundredths);
        var web = Rehearsal.of(0, 5000, out(AdjustmentType.PercentChangeInCapacity, null, Integer.signum(hundredths)))
                .calling("out", GreaterThanOrEqualToThreshold, 50);
        assertThat(web.desired(tasks).minute(60).desired() - tasks).isEqualTo(change);
    }

    @Tag("SC-346")
    @Tag("CW-21")
    @Test
    void aStepInPercentChangesAtLeastTheMagnitude() {
        var web = Rehearsal.of(1, 40, out(AdjustmentType.PercentChangeInCapacity, 2, 25))
                .calling("out", GreaterThanOrEqualToThreshold, 50);
        assertThat(web.desired(4).minute(60).desired()).isEqualTo(6);
        assertThat(web.last().decision().reason())
                .isEqualTo("wanted 6 (CPUUtilization 60 %, 10 above 50 %: +25 % of 4 running, at least 2)");
    }

    @Test
    void whatAPolicyAnsweredLastCanBeAskedFor() {
        var web = Rehearsal.of(1, 5, out(AdjustmentType.PercentChangeInCapacity, 2, 25))
                .calling("out", GreaterThanOrEqualToThreshold, 50)
                .desired(4)
                .minute(40);
        var state = new ServiceState(4, 4, null);
        assertThat(web.scaling().standing(web.now(), state))
                .containsExactly("MinCapacity 1, MaxCapacity 5", "out: no alarm has called it");
        web.desired(5).minute(60);
        assertThat(web.scaling().standing(web.now() + 20 * Time.SECOND, state))
                .contains("out: called last by of out 20 s ago, wanted 7 (CPUUtilization 60 %, 10 above 50 %: +25 %"
                        + " of 5 running, at least 2), but AlreadyAtMaxCapacity (5)");
    }

    @Tag("SC-324")
    @Tag("CW-22")
    @Test
    void threeMoreAndTwiceAsManyMoreTogetherAreThirty() {
        var web = Rehearsal.of(
                        1,
                        40,
                        out("three", AdjustmentType.ChangeInCapacity, null, 3),
                        out("triple", AdjustmentType.PercentChangeInCapacity, null, 200))
                .calling("three", GreaterThanOrEqualToThreshold, 50)
                .calling("triple", GreaterThanOrEqualToThreshold, 50);
        assertThat(web.desired(10).minute(50).desired()).isEqualTo(30);
    }

    @Tag("SC-343")
    @Tag("CW-23")
    @Test
    void aValueThatNoStepCoversFailsAndChangesNothing() {
        var policy = steps("in", AdjustmentType.ChangeInCapacity, null, new StepAdjustment(0.0, null, 1));
        var web = Rehearsal.of(1, 40, policy).calling("in", LessThanThreshold, 1);
        assertThat(web.desired(5).minute(0).desired()).isEqualTo(5);
        assertThat(web.last().notScaled().reason())
                .isEqualTo("NoStepAdjustment: no step adjustment found for metric value [0] and breach threshold 1");
    }

    @Tag("SC-326")
    @Tag("SC-348")
    @Tag("CW-17")
    @Test
    void duringItsCooldownOnlyALargerStepAddsTheDifference() {
        var policy = steps(
                "out",
                AdjustmentType.ChangeInCapacity,
                null,
                new StepAdjustment(0.0, 10.0, 2),
                new StepAdjustment(10.0, null, 3));
        var web = Rehearsal.of(1, 40, policy).calling("out", GreaterThanOrEqualToThreshold, 50);
        assertThat(web.desired(10).minute(55).desired()).isEqualTo(12);
        assertThat(web.minute(65).desired()).as("only 1 more").isEqualTo(13);
        assertThat(web.minute(55).desired()).isEqualTo(13);
        assertThat(web.last().obstacle()).isEqualTo(Obstacle.ScaleOutCooldown);
        web.minutes(4, 20);
        assertThat(web.minute(55).desired()).as("the cooldown is over").isEqualTo(15);
    }

    @Tag("SC-344")
    @ParameterizedTest
    @CsvSource({"Average, 12", "Minimum, 11", "Maximum, 13"})
    void thePointsOfTheAlarmsWindowAreAggregated(MetricAggregationType type, int expected) {
        var configuration = new StepScalingPolicyConfiguration(
                AdjustmentType.ChangeInCapacity,
                List.of(
                        new StepAdjustment(0.0, 10.0, 1),
                        new StepAdjustment(10.0, 20.0, 2),
                        new StepAdjustment(20.0, null, 3)),
                null,
                null,
                type);
        var web = Rehearsal.of(1, 40, document("out", configuration))
                .calling("out", GreaterThanOrEqualToThreshold, 50, 3);
        assertThat(web.desired(10).minute(51).minute(61).minute(75).desired()).isEqualTo(expected);
    }

    @Tag("SC-345")
    @ParameterizedTest
    @CsvSource({"3, 3", "12, 12", "10, 10"})
    void anExactCapacityIsGoneToFromEitherSide(int exactly, int expected) {
        var web = Rehearsal.of(1, 40, out(AdjustmentType.ExactCapacity, null, exactly))
                .calling("out", GreaterThanOrEqualToThreshold, 50);
        assertThat(web.desired(10).minute(60).desired()).isEqualTo(expected);
    }

    @Tag("SC-324")
    @Tag("SC-349")
    @Test
    void aTrackingPolicyDoesNotHoldUpAStepInward() {
        var in = steps("in", AdjustmentType.ChangeInCapacity, null, new StepAdjustment(null, 0.0, -2));
        var web = Rehearsal.of(1, 40, cpu(50), in).calling("in", LessThanThreshold, 49);
        assertThat(web.desired(10).minute(48).desired()).isEqualTo(8);
        assertThat(web.last().decision().reason())
                .isEqualTo("wanted 8 (CPUUtilization 48 %, 1 below 49 %: -2 to 10 running)");
    }

    @Tag("SC-306")
    @Test
    void aDirectionThatIsSuspendedStandsStillUntilItIsResumed() {
        var web = Rehearsal.of(1, 40, out(AdjustmentType.ChangeInCapacity, null, 2))
                .calling("out", GreaterThanOrEqualToThreshold, 50)
                .desired(10);
        web.scaling()
                .update(new ScalableTarget("service/default/web", null, null, new SuspendedState(null, true, null)));
        assertThat(web.minute(60).desired()).isEqualTo(10);
        assertThat(web.last().obstacle()).isEqualTo(Obstacle.DynamicScalingOutSuspended);
        web.scaling()
                .update(new ScalableTarget("service/default/web", null, null, new SuspendedState(null, null, null)));
        assertThat(web.minute(60).desired())
                .as("what breaches now is evaluated")
                .isEqualTo(12);
    }

    private static ScalingPolicy outInPercent() {
        return steps(
                "out",
                AdjustmentType.PercentChangeInCapacity,
                null,
                new StepAdjustment(0.0, 10.0, 0),
                new StepAdjustment(10.0, 20.0, 10),
                new StepAdjustment(20.0, null, 30));
    }

    private static ScalingPolicy inInPercent() {
        return steps(
                "in",
                AdjustmentType.PercentChangeInCapacity,
                null,
                new StepAdjustment(-10.0, 0.0, 0),
                new StepAdjustment(-20.0, -10.0, -10),
                new StepAdjustment(null, -20.0, -30));
    }

    private static ScalingPolicy out(AdjustmentType type, Integer magnitude, int adjustment) {
        return out("out", type, magnitude, adjustment);
    }

    private static ScalingPolicy out(String name, AdjustmentType type, Integer magnitude, int adjustment) {
        return steps(name, type, magnitude, new StepAdjustment(0.0, null, adjustment));
    }

    private static ScalingPolicy steps(
            String name, AdjustmentType type, Integer magnitude, StepAdjustment... adjustments) {
        return document(name, new StepScalingPolicyConfiguration(type, List.of(adjustments), magnitude, null, null));
    }

    private static ScalingPolicy document(String name, StepScalingPolicyConfiguration configuration) {
        return new ScalingPolicy(name, "service/default/web", PolicyType.StepScaling, configuration, null);
    }
}
