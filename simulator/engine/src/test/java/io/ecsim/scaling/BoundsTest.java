// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import static io.ecsim.scaling.Rehearsal.cpu;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.aws.AwsException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Capacity bounds, deployments and how a refusal is told. */
class BoundsTest {

    @Tag("SC-301")
    @ParameterizedTest
    @CsvSource({"1, 2, 1 raised to 2 by MinCapacity", "15, 10, 15 capped at 10 by MaxCapacity"})
    void registeringMovesTheCountToTheNearestBound(int desired, int expected, String reason) {
        ScalingDecision decision = Rehearsal.of(2, 10, cpu(50)).scaling().register(desired);
        assertThat(decision.to()).isEqualTo(expected);
        assertThat(decision.reason()).isEqualTo(reason);
    }

    @Tag("SC-301")
    @ParameterizedTest
    @CsvSource({"2", "5", "10"})
    void registeringLeavesACountWithinTheBounds(int desired) {
        assertThat(Rehearsal.of(2, 10, cpu(50)).scaling().register(desired)).isNull();
    }

    @Tag("SC-301")
    @ParameterizedTest
    @CsvSource({"-1, 5", "6, 5", ", 5", "1,"})
    void boundsThatMakeNoSenseAreRefused(Integer min, Integer max) {
        assertThatThrownBy(() -> new ServiceScaling(
                        Rehearsal.target(min, max), List.of(), Rehearsal.metrics(), ScalingParameters.DEFAULTS))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("0 <= MinCapacity <= MaxCapacity");
    }

    @Tag("SC-302")
    @Test
    void belowTheMinimumAScaleOutRaisesToItAndAScaleInDoesNothing() {
        assertThat(Rehearsal.of(5, 10, cpu(50)).desired(2).minutes(3, 60).desired())
                .isEqualTo(5);
        assertThat(Rehearsal.of(5, 10, cpu(50)).desired(2).minutes(3, 160).desired())
                .isEqualTo(7);
        var web = Rehearsal.of(5, 10, cpu(50)).desired(2).minutes(15, 10);
        assertThat(web.desired()).isEqualTo(2);
        assertThat(web.last().obstacle()).isEqualTo(Obstacle.AlreadyAtMinCapacity);
    }

    @Tag("SC-302")
    @Test
    void aboveTheMaximumAScaleInLowersToItAndAScaleOutDoesNothing() {
        assertThat(Rehearsal.of(1, 10, cpu(50))
                        .desired(12)
                        .running(11)
                        .minutes(15, 44)
                        .desired())
                .isEqualTo(10);
        assertThat(Rehearsal.of(1, 10, cpu(50)).desired(12).minutes(15, 30).desired())
                .isEqualTo(8);
        var web = Rehearsal.of(1, 10, cpu(50)).desired(12).minutes(3, 90);
        assertThat(web.desired()).isEqualTo(12);
        assertThat(web.last().obstacle()).isEqualTo(Obstacle.AlreadyAtMaxCapacity);
    }

    @Tag("SC-317")
    @Test
    void aScaleInThatWouldPutTheMetricAboveItsTargetIsNotDone() {
        var web = Rehearsal.of(1, 8, cpu(50)).desired(12).minutes(15, 42.5);
        assertThat(web.desired()).as("42.5 x 12 / 8 is above 50").isEqualTo(12);
        assertThat(web.last().notScaled().reason())
                .isEqualTo("AutoScalingAnticipatedFlapping at 8: wanted 11"
                        + " (CPUUtilization 42.5 % / 50 % x 12 running)");
    }

    @Tag("SC-317")
    @Test
    void theLastBitIsNoFlapping() {
        assertThat(Rehearsal.of(1, 8, cpu(1.2)).desired(12).minutes(15, 0.8).desired())
                .isEqualTo(8);
    }

    @Tag("SC-307")
    @Test
    void aDeploymentHoldsUpScaleInButNotScaleOut() {
        var web = Rehearsal.of(1, 20, cpu(50)).desired(10).deployment(true).minutes(20, 20);
        assertThat(web.desired()).isEqualTo(10);
        assertThat(web.last().obstacle()).isEqualTo(Obstacle.DeploymentInProgress);
        assertThat(web.deployment(false).minute(20).desired()).isEqualTo(4);
        assertThat(web.deployment(true).minutes(3, 100).desired()).isEqualTo(8);
    }

    @Tag("SC-305")
    @Test
    void aDecisionTellsTheWishAndEveryClamp() {
        var web = Rehearsal.of(1, 8, cpu(60)).desired(7).minutes(3, 78.2);
        assertThat(web.last().decision())
                .isEqualTo(new ScalingDecision(
                        7,
                        8,
                        "cpu",
                        "wanted 10 (CPUUtilization 78.2 % / 60 % x 7 running), capped at 8 by MaxCapacity",
                        List.of("capped at 8 by MaxCapacity")));
    }

    @Tag("SC-305")
    @Test
    void aRefusalIsToldWhenItBeginsAndAgainWhenItsReasonChanges() {
        var web = Rehearsal.of(1, 8, cpu(50)).desired(8).minutes(3, 90);
        assertThat(web.last().notScaled().reason())
                .isEqualTo("AlreadyAtMaxCapacity (8): wanted 15 (CPUUtilization 90 % / 50 % x 8 running)");
        assertThat(web.minute(95).last().notScaled()).isNull();
        assertThat(web.last().obstacle()).isEqualTo(Obstacle.AlreadyAtMaxCapacity);
        assertThat(web.running(2).minute(80).last().notScaled().obstacle())
                .isEqualTo(Obstacle.AlreadyAtDesiredCapacity);
        assertThat(web.minute(10).last().obstacle()).as("the alarm is OK again").isNull();
        assertThat(web.minutes(3, 90).last().notScaled()).isNotNull();
    }
}
