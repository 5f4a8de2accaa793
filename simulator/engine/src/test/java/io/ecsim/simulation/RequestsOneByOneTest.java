// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.aws.TargetGroup;
import io.ecsim.kernel.Distribution;
import io.ecsim.metrics.Datapoint;
import io.ecsim.workload.Application;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.RampTraffic;
import io.ecsim.workload.RequestModel;
import io.ecsim.workload.Share;
import io.ecsim.workload.StepTraffic;
import io.ecsim.workload.StepTraffic.Step;
import io.ecsim.workload.Traffic;
import io.ecsim.workload.Workload;
import io.ecsim.world.World.TrafficModel;
import io.ecsim.world.Worlds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In the mean a run with requests one by one is that of the fluid, also while load rises and falls. Three tasks, each
 * alone on two vCPUs, get requests at random: 10 ms of CPU and 20 ms of other latency.
 */
class RequestsOneByOneTest {
    private static final Duration TWO_HOURS = Duration.ofHours(2);
    /** Requests per second that keep all busy. */
    private static final double FULL = 600;

    static Stream<Named<Traffic>> traffic() {
        return Stream.of(
                Named.of("half of the time busy", new ConstantTraffic(0.5 * FULL)),
                Named.of("85 % busy", new ConstantTraffic(0.85 * FULL)),
                Named.of("up and down", new RampTraffic(List.of(at(0, 0), at(60, 0.85), at(120, 0)))),
                Named.of("to and fro", new StepTraffic(List.of(at(0, 0.2), at(30, 0.8), at(60, 0.3), at(90, 0.7)))));
    }

    private static Step at(int minutes, double load) {
        return new Step(Duration.ofMinutes(minutes), load * FULL);
    }

    private record Played(RunResult result, Recorder recorder) {
        double sum(String metric) {
            return points(metric).mapToDouble(Datapoint::sum).sum();
        }

        double mean(String metric) {
            return sum(metric) / points(metric).mapToDouble(Datapoint::samples).sum();
        }

        private Stream<Datapoint> points(String metric) {
            return recorder.metrics.get(metric).stream();
        }
    }

    private static Played play(TrafficModel model, Traffic traffic) {
        Scenarios scenario = Scenarios.ofWeb().behindLoadBalancer(3).until(TWO_HOURS);
        scenario.taskDefinitions.set(0, Scenarios.web(1500, 256));
        Map<String, String> random = Map.of("load_balancing.algorithm.type", "weighted_random");
        scenario.targetGroups.set(0, new TargetGroup("web", null, null, null, null, null, null, null, null, random));
        RequestModel request = new RequestModel(
                new Distribution.Exponential(0.01), new Distribution.Constant(0.02), null, new Share(0.01), null);
        scenario.applications.put("web", new Application(request, 10_000, null, null, null, null, null, null));
        scenario.workload.add(new Workload("web", traffic));
        scenario.world = Worlds.with("traffic", model);
        Recorder recorder = new Recorder();
        return new Played(Simulation.run(scenario.build(), recorder, () -> false, false), recorder);
    }

    @ParameterizedTest
    @MethodSource("traffic")
    @Tag("SC-115")
    @Tag("SC-132")
    @Tag("SC-133")
    @Tag("SC-134")
    void oneByOne_andAsAFluid_requestsHaveTheSameMeans(Traffic traffic) {
        Played fluid = play(TrafficModel.fluid, traffic);
        Played discrete = play(TrafficModel.discrete, traffic);
        RunResult.Requests books = discrete.result().requests();
        assertThat(books.offered())
                .isEqualTo(books.served() + books.failed() + books.rejected() + books.inFlightAtEnd());
        close(discrete.result().requests().served(), fluid.result().requests().served());
        close(discrete.result().latency().mean(), fluid.result().latency().mean());
        for (String sum : List.of("RequestCount", "HTTPCode_Target_2XX_Count")) {
            close(discrete.sum(sum), fluid.sum(sum));
        }
        for (String mean : List.of("CPUUtilization", "TargetResponseTime")) {
            close(discrete.mean(mean), fluid.mean(mean));
        }
    }

    private static void close(double discrete, double fluid) {
        assertThat(discrete).isCloseTo(fluid, within(0.03 * fluid));
    }
}
