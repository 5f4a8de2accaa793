// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import static io.ecsim.scaling.Rehearsal.cpu;
import static io.ecsim.scaling.Rehearsal.policy;
import static io.ecsim.scaling.Rehearsal.requests;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.MetricType;
import io.ecsim.aws.TargetTrackingScalingPolicyConfiguration;
import io.ecsim.kernel.Time;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a change does to the changes after it. Target 50 everywhere. */
class CooldownTest {

    @Tag("SC-325")
    @Test
    void bothCooldownsLastFiveMinutesUnlessSaidOtherwise() {
        var configuration = new TargetTrackingScalingPolicyConfiguration(50.0, null, null, null, null, null);
        assertThat(configuration.scaleOutCooldown()).isEqualTo(300);
        assertThat(configuration.scaleInCooldown()).isEqualTo(300);
    }

    @Tag("SC-326")
    @Tag("CW-17")
    @Test
    void duringAScaleOutCooldownTheCapacityAddedCountsTowardALargerWish() {
        var web = Rehearsal.of(1, 40, cpu(50)).desired(10).minutes(3, 60);
        assertThat(web.desired()).isEqualTo(12);
        assertThat(web.minute(65).desired()).as("13 from 10, only 1 more").isEqualTo(13);
        assertThat(web.minute(60).desired()).as("12 from 10").isEqualTo(13);
        assertThat(web.last().obstacle()).isEqualTo(Obstacle.ScaleOutCooldown);
        assertThat(web.minutes(3, 60).desired()).isEqualTo(13);
        assertThat(web.minute(60).desired())
                .as("16 from 13, the cooldown is over")
                .isEqualTo(16);
    }

    @Tag("SC-326")
    @Test
    void aMetricOfTheTimeBeforeDoesNotScaleOutTwice() {
        var web = Rehearsal.of(1, 40, cpu(50)).desired(4).minutes(3, 90);
        assertThat(web.desired()).isEqualTo(8);
        assertThat(web.minutes(2, 90).desired()).isEqualTo(8);
        assertThat(web.last().notScaled()).as("told in the minute before").isNull();
    }

    @Tag("SC-326")
    @Test
    void tasksThatFailDuringTheCooldownLowerItsBase() {
        var web = Rehearsal.of(1, 40, cpu(50)).desired(4).minutes(3, 90).running(2);
        assertThat(web.minute(150).desired()).as("ceil(2 x 3) is less than 8").isEqualTo(8);
        assertThat(web.last().obstacle()).isEqualTo(Obstacle.AlreadyAtDesiredCapacity);
    }

    @Tag("SC-327")
    @Tag("CW-18")
    @Test
    void aScaleInBlocksFurtherOnesAndAScaleOutVoidsTheCooldown() {
        var web = Rehearsal.of(1, 40, cpu(50)).desired(10).minutes(15, 45 - 1e-6);
        assertThat(web.desired()).isEqualTo(9);
        web.minutes(2, 30);
        assertThat(web.desired()).isEqualTo(9);
        assertThat(web.last().obstacle()).isEqualTo(Obstacle.ScaleInCooldown);
        assertThat(web.minutes(3, 60).desired()).as("out at once").isEqualTo(11);
        assertThat(web.minutes(15, 30).desired()).isEqualTo(7);
    }

    @Tag("SC-327")
    @Test
    void scaleInGoesOnWhenItsCooldownIsOver() {
        var web = Rehearsal.of(1, 40, cpu(50)).desired(10).minutes(15, 40);
        assertThat(web.desired()).isEqualTo(8);
        assertThat(web.minute(40).last().notScaled().reason())
                .isEqualTo("ScaleInCooldown for another 4 min: wanted 7 (CPUUtilization 40 % / 50 % x 8 running)");
        assertThat(web.minutes(3, 40).desired()).isEqualTo(8);
        assertThat(web.minute(40).desired()).isEqualTo(7);
    }

    @Tag("SC-327")
    @Test
    void aScaleOutVoidsTheScaleInCooldownSoThatALaterScaleInIsFree() {
        var cooldowns = new Cooldowns(Time.MINUTE);
        cooldowns.scaledIn(0, 9, 5 * Time.MINUTE);
        assertThat(cooldowns.coolingIn(2 * Time.MINUTE)).isTrue();
        cooldowns.scaledOut(3 * Time.MINUTE, 9, 11, 0);
        assertThat(cooldowns.coolingIn(3 * Time.MINUTE)).isFalse();
    }

    @Tag("SC-328")
    @Test
    void aScaleOutCooldownDoesNotHoldUpAScaleIn() {
        var web = Rehearsal.of(1, 40, policy("cpu", MetricType.ECSServiceAverageCPUUtilization, 50, 3600, 0, false));
        assertThat(web.desired(10).minutes(3, 60).desired()).isEqualTo(12);
        assertThat(web.minutes(15, 25).desired()).isEqualTo(6);
    }

    @Tag("SC-329")
    @Test
    void aCooldownStartsWhenTheRunningCountReachesTheDesiredOne() {
        var cooldowns = new Cooldowns(Time.MINUTE);
        cooldowns.scaledOut(0, 4, 8, 5 * Time.MINUTE);
        cooldowns.observe(10 * Time.SECOND, 7);
        cooldowns.observe(23 * Time.SECOND, 8);
        cooldowns.observe(40 * Time.SECOND, 8);
        assertThat(cooldowns.coolingOut(5 * Time.MINUTE + 23 * Time.SECOND - 1)).isTrue();
        assertThat(cooldowns.coolingOut(5 * Time.MINUTE + 23 * Time.SECOND)).isFalse();
    }

    @Tag("SC-329")
    @Test
    void aCooldownStartsAfterAMinuteAtTheLatest() {
        var cooldowns = new Cooldowns(Time.MINUTE);
        cooldowns.scaledOut(0, 4, 8, 5 * Time.MINUTE);
        cooldowns.scaledIn(0, 2, 5 * Time.MINUTE);
        cooldowns.observe(5 * Time.MINUTE, 8);
        assertThat(cooldowns.coolingOut(6 * Time.MINUTE - 1)).isTrue();
        assertThat(cooldowns.coolingOut(6 * Time.MINUTE)).isFalse();
        assertThat(cooldowns.coolingIn(6 * Time.MINUTE - 1)).isTrue();
        assertThat(cooldowns.coolingIn(6 * Time.MINUTE)).isFalse();
    }

    @Tag("SC-329")
    @Test
    void anEvaluationNoticesThatTheRunningCountHasBeenReached() {
        var patient = new ScalingParameters(0, 10 * Time.MINUTE, 2);
        var policy = policy("cpu", MetricType.ECSServiceAverageCPUUtilization, 50, 60, 60, false);
        var web = Rehearsal.with(patient, 1, 40, policy).desired(10).running(10).minutes(3, 60);
        assertThat(web.running(12).minute(60).desired())
                .as("reached now, 60 s begin")
                .isEqualTo(12);
        assertThat(web.running(14).minute(60).desired()).as("over").isEqualTo(17);
    }

    @Tag("SC-329")
    @Test
    void aPolicyIsHeldUpByTheScaleInOfAnother() {
        var web = Rehearsal.of(1, 40, cpu(50), requests(100)).desired(10).minutes(15, 40, 70);
        assertThat(web.desired()).isEqualTo(8);
        assertThat(web.last().decision().policy()).isEqualTo("cpu");
        web.minute(30, 80);
        assertThat(web.last().notScaled().policy()).isEqualTo("requests");
        assertThat(web.last().obstacle()).isEqualTo(Obstacle.ScaleInCooldown);
    }

    @Tag("SC-329")
    @Test
    void runningTasksThatAreToldBetweenTwoEvaluationsStartTheCooldownEarlier() {
        var web = Rehearsal.of(1, 40, policy("cpu", MetricType.ECSServiceAverageCPUUtilization, 50, 90, 0, false));
        web.desired(10).running(10).minutes(3, 60);
        web.scaling().observe(web.now() + 20 * Time.SECOND, 12);
        // The cooldown ends 110 s after the decision: the second evaluation is free, 150 s would hold it up.
        assertThat(web.running(null).minute(60).desired()).isEqualTo(12);
        assertThat(web.minute(60).desired()).isEqualTo(15);
    }
}
