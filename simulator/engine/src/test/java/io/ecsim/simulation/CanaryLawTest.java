// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.aws.CanaryConfiguration;
import io.ecsim.aws.DeploymentStrategy;
import io.ecsim.aws.LinearConfiguration;
import io.ecsim.aws.StopDeploymentRequest;
import io.ecsim.aws.StopServiceDeploymentRequest;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Distribution;
import io.ecsim.kernel.RandomStream;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.simulation.RunResult.GroupResult;
import io.ecsim.workload.Application;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.RequestModel;
import io.ecsim.workload.Share;
import io.ecsim.workload.Workload;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A deployment that shifts traffic is traffic, not a flip at some time: 100 requests a second, web:2 deployed at 590, so
 * that the shift begins with the tick 600.
 */
class CanaryLawTest {
    private static final double MILLION = 1e6;
    private static final int RATE = 100;
    private static final double SERVICE_TIME = 0.001;
    private static final int DEPLOYED = 590;
    private static final int SHIFTED = 600;

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private static Application software(double errors) {
        RequestModel request =
                new RequestModel(new Distribution.Constant(SERVICE_TIME), null, null, new Share(errors), null);
        return new Application(request, null, null, null, null, null, null, null);
    }

    /** The new revision answers a share of its requests with an error. */
    private static Scenarios loaded(Scenarios scenario, double errorsOfNew) {
        scenario.applications.put("web:1", software(0));
        scenario.applications.put("web:2", software(errorsOfNew));
        scenario.workload.add(new Workload("web", new ConstantTraffic(RATE)));
        return scenario;
    }

    private static GroupResult group(RunResult result, String name) {
        return result.services().get("web").targetGroups().get(name);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Tag("BG-5")
    @Tag("BG-8")
    @Tag("BG-9")
    void failuresDuringABakeAreShareTimesRateTimesTimeTimesErrorShare(long seed) {
        RandomStream random = new RandomStreams(seed).stream("canary");
        double share = (1 + random.nextInt(1000)) / 10.0;
        double errors = random.nextDouble();
        int seconds = 10 * (1 + random.nextInt(120));
        Scenarios scenario = TrafficShiftTest.blueAndGreen(TrafficShiftTest.configuration(
                DeploymentStrategy.CANARY, 60, null, new CanaryConfiguration(share, 30)));
        loaded(scenario, errors)
                .at(DEPLOYED, Scenarios.deploy("web:2"))
                // the roll back begins with the tick after
                .at(
                        SHIFTED + seconds - 5,
                        new ServiceActions.StopServiceDeployment(new StopServiceDeploymentRequest("web", null)));
        assertExposed(scenario, share, errors, seconds);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Tag("BG-10")
    void theSameHoldsForCodeDeploy(long seed) {
        RandomStream random = new RandomStreams(seed).stream("canary");
        double errors = random.nextDouble();
        int seconds = 10 * (1 + random.nextInt(60));
        Scenarios scenario = CodeDeployTest.blueAndGreen("CodeDeployDefault.ECSCanary10Percent15Minutes", 60);
        loaded(scenario, errors)
                .at(DEPLOYED, CodeDeployTest.deploy("web:2"))
                .at(SHIFTED + seconds - 5, new ServiceActions.StopDeployment(new StopDeploymentRequest("web", true)));
        assertExposed(scenario, 10, errors, seconds);
    }

    private static void assertExposed(Scenarios scenario, double share, double errors, int seconds) {
        RunResult result =
                Simulation.run(scenario.until(Duration.ofHours(1)).build(), RunObserver.NONE, () -> false, true);
        double expected = share / 100 * RATE * seconds;
        GroupResult green = group(result, "green");
        assertThat(green.requests() / MILLION).isCloseTo(expected, within(1e-3));
        // What is in progress when the traffic goes back is cut off by a deregistration delay of 0.
        double inProgress = share / 100 * RATE * SERVICE_TIME;
        assertThat(green.targetErrors() / MILLION).isCloseTo(expected * errors, within(inProgress + 1e-3));
    }

    @Test
    @Tag("BG-4")
    @Tag("BG-9")
    @Tag("SW-26")
    void aLinearShiftIsSeenInTheRequestCountsOfBothTargetGroups() {
        Scenarios scenario = TrafficShiftTest.blueAndGreen(
                TrafficShiftTest.configuration(DeploymentStrategy.LINEAR, 5, new LinearConfiguration(10.0, 6), null));
        loaded(scenario, 0).at(DEPLOYED, Scenarios.deploy("web:2"));
        assertCounts(scenario, minute -> Math.min(1, 0.1 * (1 + minute / 6)));
    }

    @ParameterizedTest(name = "every {0} minutes")
    @ValueSource(ints = {1, 3})
    @Tag("BG-10")
    @Tag("SW-26")
    void aLinearShiftOfCodeDeployIsSeenInBothTargetGroupsToo(int minutes) {
        Scenarios scenario =
                CodeDeployTest.blueAndGreen("CodeDeployDefault.ECSLinear10PercentEvery" + minutes + "Minutes", 5);
        loaded(scenario, 0).at(DEPLOYED, CodeDeployTest.deploy("web:2"));
        assertCounts(scenario, minute -> Math.min(1, 0.1 * (1 + minute / minutes)));
    }

    /** @param share of the new revision in a minute from the beginning of the shift on */
    private static void assertCounts(Scenarios scenario, IntToDoubleFunction share) {
        Map<String, Map<Long, Double>> counts = new LinkedHashMap<>();
        RunObserver observer = new RunObserver() {
            @Override
            public void add(long time, Entry entry) {}

            @Override
            public void metric(Metric metric, Datapoint point) {
                if (metric.name().equals("RequestCount")) {
                    counts.computeIfAbsent(metric.dimensions().replaceAll(".*=", ""), group -> new LinkedHashMap<>())
                            .put(point.start() / Time.MINUTE, point.sum());
                }
            }
        };
        Simulation.run(scenario.until(Duration.ofMinutes(80)).build(), observer, () -> false, true);
        for (int minute = 1; minute < 80; minute++) {
            double green = minute < SHIFTED / 60 ? 0 : share.applyAsDouble(minute - SHIFTED / 60);
            assertThat(counts.get("green").get((long) minute))
                    .as("green at " + minute)
                    .isCloseTo(60 * RATE * green, within(1e-3));
            assertThat(counts.get("blue").get((long) minute))
                    .as("blue at " + minute)
                    .isCloseTo(60 * RATE * (1 - green), within(1e-3));
        }
    }
}
