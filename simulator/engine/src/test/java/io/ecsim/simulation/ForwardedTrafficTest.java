// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.ListenerAction;
import io.ecsim.aws.ListenerAction.ForwardActionConfig;
import io.ecsim.aws.ListenerAction.TargetGroupTuple;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.ModifyRuleRequest;
import io.ecsim.aws.TargetGroup;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Distribution;
import io.ecsim.kernel.RandomStream;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import io.ecsim.loadbalancing.Listeners;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.simulation.RunResult.GroupResult;
import io.ecsim.workload.Application;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.RequestModel;
import io.ecsim.workload.Share;
import io.ecsim.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Traffic moves from one target group to another by the weights of a rule; 100 requests a second. */
class ForwardedTrafficTest {
    private static final double MILLION = 1e6;
    private static final int RATE = 100;

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private static CreateServiceRequest service(String name, String definition) {
        List<LoadBalancer> balancers = List.of(new LoadBalancer(name, "web", 80));
        return new CreateServiceRequest(name, definition, 2, null, null, balancers, null, null, null, null, null);
    }

    private static Application software(double errors) {
        RequestModel request = new RequestModel(new Distribution.Constant(0.001), null, null, new Share(errors), null);
        return new Application(request, null, null, null, null, null, null, null);
    }

    /** Blue is right always, green answers a share of its requests with an error. */
    private static Scenarios scenario(double errorsOfGreen) {
        Scenarios scenario = Scenarios.ofWeb().withoutLatencies();
        for (String name : List.of("blue", "green")) {
            scenario.targetGroups.add(new TargetGroup(name, null, null, null, null, null, null, null, null, null));
        }
        scenario.applications.put("web:1", software(0));
        scenario.applications.put("web:2", software(errorsOfGreen));
        scenario.services.add(service("blue", "web:1"));
        scenario.services.add(service("green", "web:2"));
        scenario.workload.add(new Workload("blue", new ConstantTraffic(RATE)));
        return scenario;
    }

    private static Action shift(double percentGreen) {
        List<TargetGroupTuple> tuples = new ArrayList<>();
        Listeners.weights("blue", "green", percentGreen)
                .forEach((group, weight) -> tuples.add(new TargetGroupTuple(group, weight)));
        ListenerAction forward = new ListenerAction("forward", null, new ForwardActionConfig(tuples), null);
        return new ServiceActions.ModifyRule(new ModifyRuleRequest("blue:80/default", List.of(forward)));
    }

    private static GroupResult group(RunResult result, String name) {
        return result.services().get(name).targetGroups().get(name);
    }

    @Test
    @Tag("BG-9")
    @Tag("SW-26")
    void aLinearShiftIsSeenInTheRequestCountsOfBothTargetGroups() {
        Scenarios scenario = scenario(0).until(Duration.ofMinutes(80));
        for (int step = 1; step <= 10; step++) {
            scenario.at(Duration.ofMinutes(10 + 6L * (step - 1)), shift(10 * step));
        }
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
        RunResult result = Simulation.run(scenario.build(), observer, () -> false, true);
        for (long minute = 1; minute < 80; minute++) {
            double green = minute < 10 ? 0 : Math.min(1, 0.1 * (1 + (minute - 10) / 6));
            assertThat(counts.get("green").get(minute))
                    .as("green at " + minute)
                    .isCloseTo(60 * RATE * green, within(1e-5));
            assertThat(counts.get("blue").get(minute))
                    .as("blue at " + minute)
                    .isCloseTo(60 * RATE * (1 - green), within(1e-5));
        }
        assertThat(result.requests().failed()).isZero();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Tag("BG-9")
    void failuresDuringABakeAreShareTimesRateTimesTimeTimesErrorShare(long seed) {
        RandomStream random = new RandomStreams(seed).stream("canary");
        double share = (1 + random.nextInt(1000)) / 10.0;
        double errors = random.nextDouble();
        int bake = 60 * (1 + random.nextInt(20));
        Scenarios scenario =
                scenario(errors).at(600, shift(share)).at(600 + bake, shift(0)).until(Duration.ofMinutes(40));
        RunResult result = Simulation.run(scenario.build());
        double expected = share / 100 * RATE * bake;
        GroupResult green = group(result, "green");
        assertThat(green.requests() / MILLION).isCloseTo(expected, within(1e-3));
        assertThat(green.targetErrors() / MILLION).isCloseTo(expected * errors, within(1e-3));
        assertThat(result.requests().failed()).isEqualTo(green.targetErrors());
        assertThat(group(result, "blue").requests() + green.requests())
                .isEqualTo(result.requests().offered());
    }

    @Test
    void aRuleThatIsNotThereIsRefused() {
        Recorder recorder = new Recorder();
        Scenarios scenario =
                scenario(0).at(60, new ServiceActions.ModifyRule(new ModifyRuleRequest("other", List.of())));
        Simulation.run(scenario.until(Duration.ofMinutes(2)).build(), recorder, () -> false);
        assertThat(recorder.all(Entry.Requested.class))
                .extracting(Entry.Requested::outcome)
                .containsExactly("RuleNotFound: One or more rules not found");
    }
}
