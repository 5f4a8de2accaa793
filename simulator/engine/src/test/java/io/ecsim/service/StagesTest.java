// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.CanaryConfiguration;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.DeploymentStrategy;
import io.ecsim.aws.LinearConfiguration;
import io.ecsim.aws.ServiceDeploymentLifecycleStage;
import io.ecsim.kernel.Time;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stages of a deployment that shifts traffic, and when it shifts how much: SW-26. */
class StagesTest {
    private static DeploymentConfiguration linear(double percent, int minutes) {
        return new DeploymentConfiguration(
                100,
                200,
                null,
                null,
                DeploymentStrategy.LINEAR,
                5,
                null,
                new LinearConfiguration(percent, minutes),
                null,
                null);
    }

    private static DeploymentConfiguration canary(double percent, int minutes) {
        return new DeploymentConfiguration(
                100,
                200,
                null,
                null,
                DeploymentStrategy.CANARY,
                5,
                null,
                null,
                new CanaryConfiguration(percent, minutes),
                null);
    }

    private static DeploymentConfiguration blueGreen(int bakeTime) {
        return new DeploymentConfiguration(
                100, 200, null, null, DeploymentStrategy.BLUE_GREEN, bakeTime, null, null, null, null);
    }

    /** Plays the stages with tasks that are ready at once; {@code STAGE} or {@code PERCENT at MINUTES}. */
    private static List<String> play(DeploymentConfiguration configuration, boolean network) {
        return play(configuration, network, false);
    }

    private static List<String> play(DeploymentConfiguration configuration, boolean network, boolean codeDeploy) {
        List<String> all = new ArrayList<>();
        ServiceDeploymentLifecycleStage stage = ServiceDeploymentLifecycleStage.PRE_SCALE_UP;
        long now = 0;
        long began = 0;
        double shifted = 0;
        while (true) {
            boolean cleanUp = stage == ServiceDeploymentLifecycleStage.CLEAN_UP;
            Stages.Step step = Stages.next(new StageFacts(
                    configuration,
                    stage,
                    shifted,
                    now - began,
                    StageFacts.Hooks.NONE,
                    true,
                    cleanUp,
                    false,
                    network,
                    codeDeploy));
            if (step instanceof Stages.Step.Stay stay) {
                now += stay.nanos();
            } else if (step instanceof Stages.Step.Enter enter) {
                stage = enter.stage();
                began = now;
                if (stage == ServiceDeploymentLifecycleStage.PRODUCTION_TRAFFIC_SHIFT) {
                    shifted = Stages.nextShare(configuration, shifted);
                    all.add(shifted + " at " + now / Time.MINUTE);
                } else {
                    all.add(stage + " at " + now / Time.MINUTE);
                }
            } else {
                assertThat(step).isEqualTo(new Stages.Step.Complete());
                return all;
            }
        }
    }

    private static List<String> shares(DeploymentConfiguration configuration) {
        return play(configuration, false).stream()
                .filter(row -> Character.isDigit(row.charAt(0)))
                .toList();
    }

    @Test
    @Tag("BG-2")
    @Tag("BG-3")
    void stagesComeInOrderAndAllTrafficMovesAtOnce() {
        assertThat(play(blueGreen(15), false))
                .containsExactly(
                        "SCALE_UP at 0",
                        "POST_SCALE_UP at 0",
                        "TEST_TRAFFIC_SHIFT at 0",
                        "POST_TEST_TRAFFIC_SHIFT at 0",
                        "PRE_PRODUCTION_TRAFFIC_SHIFT at 0",
                        "100.0 at 0",
                        "POST_PRODUCTION_TRAFFIC_SHIFT at 0",
                        "BAKE_TIME at 0",
                        "CLEAN_UP at 15");
    }

    @Test
    @Tag("SW-26")
    @Tag("BG-7")
    void behindANetworkLoadBalancerEachShiftTakesTenMinutesMore() {
        assertThat(play(blueGreen(0), true)).contains("POST_TEST_TRAFFIC_SHIFT at 10", "CLEAN_UP at 20");
    }

    @Test
    @Tag("SW-26")
    @Tag("BG-4")
    void aLinearShiftWaitsBetweenItsStepsAndNotAfterTheLast() {
        assertThat(shares(linear(10, 6)))
                .containsExactly(
                        "10.0 at 0",
                        "20.0 at 6",
                        "30.0 at 12",
                        "40.0 at 18",
                        "50.0 at 24",
                        "60.0 at 30",
                        "70.0 at 36",
                        "80.0 at 42",
                        "90.0 at 48",
                        "100.0 at 54");
        assertThat(play(linear(10, 6), false)).endsWith("BAKE_TIME at 54", "CLEAN_UP at 59");
        assertThat(shares(linear(30, 1))).containsExactly("30.0 at 0", "60.0 at 1", "90.0 at 2", "100.0 at 3");
    }

    @ParameterizedTest(name = "{0} % every {1} min: {2} steps, the last at {3}")
    @Tag("SW-26")
    @Tag("BG-4")
    @CsvSource({"3, 1, 34, 33", "10, 1, 10, 9", "10, 3, 10, 27", "30, 1, 4, 3", "33.3, 1, 4, 3", "100, 1, 1, 0"})
    void theLastStepIsWhatIsLeft(double percent, int minutes, int steps, int lastAt) {
        assertThat(shares(linear(percent, minutes))).hasSize(steps).last().isEqualTo("100.0 at " + lastAt);
    }

    @Test
    @Tag("SW-26")
    @Tag("BG-5")
    void aCanaryMovesALittleAndThenTheRest() {
        assertThat(shares(canary(5, 10))).containsExactly("5.0 at 0", "100.0 at 10");
        assertThat(shares(canary(10, 15))).containsExactly("10.0 at 0", "100.0 at 15");
    }

    @Test
    @Tag("BG-6")
    void aStageThatTakesADayIsRolledBack() {
        StageFacts facts = new StageFacts(
                blueGreen(5),
                ServiceDeploymentLifecycleStage.SCALE_UP,
                0,
                24 * Time.HOUR,
                StageFacts.Hooks.NONE,
                false,
                false,
                false,
                false,
                false);
        assertThat(Stages.next(facts)).isInstanceOf(Stages.Step.RollBack.class);
    }

    @Test
    @Tag("BG-10")
    @Tag("BG-11")
    void codeDeployShiftsStepByStepWithoutComingBackToItsHooks() {
        assertThat(play(linear(50, 5), true, true))
                .containsSubsequence("PRE_PRODUCTION_TRAFFIC_SHIFT at 0", "50.0 at 0", "100.0 at 5", "CLEAN_UP at 10")
                .containsOnlyOnce("PRE_PRODUCTION_TRAFFIC_SHIFT at 0");
        assertThat(play(blueGreen(2880), false, true)).endsWith("CLEAN_UP at 2880");
    }
}
