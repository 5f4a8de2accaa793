// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.kernel.Distribution;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import io.ecsim.workload.Algorithm;
import io.ecsim.workload.Application;
import io.ecsim.workload.Application.MemoryModel;
import io.ecsim.workload.Bytes;
import io.ecsim.workload.FluidLoad;
import io.ecsim.workload.Load;
import io.ecsim.workload.RequestModel;
import io.ecsim.workload.StepTraffic;
import io.ecsim.workload.StepTraffic.Step;
import io.ecsim.workload.TaskCpu;
import io.ecsim.workload.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Both solvers tell the same of load that rises through all that a service can take, and falls again: to 3 %, beside the
 * chance in the mean of the runs request by request.
 */
class FluidAgainstRequestsTest {
    private static final double CPU = 0.1;
    private static final List<Double> LOADS = List.of(0.5, 0.8, 0.95, 1.05, 1.2, 0.95, 0.7);
    private static final double SECONDS_EACH = 15;
    private static final int TASK_RUNS = 100;
    private static final double AGREEMENT = 0.03;
    private static final double ERRORS = 3;

    private static final Distribution CONSTANT = new Distribution.Constant(CPU);
    private static final Distribution EXPONENTIAL = new Distribution.Exponential(CPU);
    private static final Distribution UNEVEN = new Distribution.LogNormal(CPU, 0.5);

    /** @param timeout seconds */
    private record Case(
            String name,
            Distribution cpu,
            double latency,
            int tasks,
            double vcpus,
            int concurrency,
            int queue,
            double timeout,
            Algorithm algorithm) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        var chance = Algorithm.weighted_random;
        var inTurn = Algorithm.round_robin;
        return Stream.of(
                new Case("M/M/1 shared", EXPONENTIAL, 0, 1, 1, 10_000, 0, 1000, chance),
                new Case("M/M/4 in line", EXPONENTIAL, 0, 1, 4, 4, 10_000, 1000, chance),
                new Case("M/D/1 in line", CONSTANT, 0, 1, 1, 1, 10_000, 1000, chance),
                new Case("exponential in turn", EXPONENTIAL, 0.2, 4, 2, 100, 200, 1000, inTurn),
                new Case("cv 0.5 in turn", UNEVEN, 0.1, 2, 1, 50, 200, 1000, inTurn),
                new Case("constant in turn, half a vCPU", CONSTANT, 0.05, 4, 0.5, 20, 200, 30, inTurn),
                new Case("time-outs", EXPONENTIAL, 0, 4, 1, 20, 100, 2, inTurn),
                new Case("constant with time-outs", CONSTANT, 0, 4, 1, 20, 200, 5, inTurn));
    }

    /** Of a run: requests in the tasks on average, vCPU-seconds, mean response time, and requests that failed. */
    private record Figures(double inTasks, double cpuSeconds, double response, double failed) {}

    @ParameterizedTest
    @MethodSource("cases")
    void whileLoadRisesAndFalls_theFluidIsTheMeanOfRequestsOneByOne(Case each) {
        var fluid = play(new FluidLoad(), each);
        var runs = IntStream.range(0, TASK_RUNS / each.tasks())
                .mapToObj(seed -> play(new RequestLoad(new RandomStreams(seed)), each))
                .toList();
        compare("in tasks", fluid.inTasks(), runs.stream().map(Figures::inTasks).toList(), 0);
        compare(
                "CPU",
                fluid.cpuSeconds(),
                runs.stream().map(Figures::cpuSeconds).toList(),
                0);
        compare(
                "response",
                fluid.response(),
                runs.stream().map(Figures::response).toList(),
                0);
        compare("failed", fluid.failed(), runs.stream().map(Figures::failed).toList(), 1);
    }

    private static void compare(String what, double fluid, List<Double> runs, double atLeast) {
        double mean = runs.stream().mapToDouble(x -> x).average().orElseThrow();
        double squares = runs.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
        double error = StrictMath.sqrt(squares / (runs.size() - 1) / runs.size());
        assertThat(fluid).as(what).isCloseTo(mean, within(AGREEMENT * mean + ERRORS * error + atLeast));
    }

    private static Figures play(Load load, Case each) {
        start(load, each);
        double capacity = each.tasks() * each.vcpus() / CPU;
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < LOADS.size(); i++) {
            steps.add(new Step(Duration.ofMillis((long) (1000 * i * SECONDS_EACH)), LOADS.get(i) * capacity));
        }
        steps.add(new Step(Duration.ofMillis((long) (1000 * LOADS.size() * SECONDS_EACH)), 0));
        load.setTraffic("clients", new StepTraffic(steps), 0);
        load.solve(0);
        double cpuSeconds = 0;
        double inTasks = 0;
        for (int i = 1; i <= 2 * LOADS.size(); i++) {
            advance(load, Time.ofSeconds(i * SECONDS_EACH));
            for (var task : load.tasks()) {
                var reading = load.readTask(task);
                cpuSeconds += reading.cpuSeconds();
                inTasks += reading.memory();
            }
        }
        var books = load.books("service");
        double response = load.latency("service").mean();
        return new Figures(inTasks, cpuSeconds, response, (double) (books.failed() + books.rejected()) / Traffic.MICRO);
    }

    private static void advance(Load load, long until) {
        while (load.nextChange() <= until) {
            load.solve(load.nextChange());
        }
        load.advance(until);
    }

    private static void start(Load load, Case each) {
        var latency = new Distribution.Constant(each.latency());
        var timeout = Duration.ofMillis((long) (1000 * each.timeout()));
        var model = new RequestModel(each.cpu(), latency, new Bytes(Bytes.MIB), null, timeout);
        var memory = new MemoryModel(new Bytes(0));
        var app = new Application(model, each.concurrency(), each.queue(), memory, null, null, null, null);
        var cpu = new TaskCpu(1024 * each.vcpus(), each.vcpus(), 1024 * each.vcpus());
        Map<String, Double> weights = new LinkedHashMap<>();
        load.addGroup("group", "service", Double.POSITIVE_INFINITY, each.algorithm());
        for (int i = 0; i < each.tasks(); i++) {
            load.addInstance("i" + i, Math.max(1, each.vcpus()));
            load.addTask("t" + i, "service", "i" + i, cpu, Double.POSITIVE_INFINITY, app, 0);
            weights.put("t" + i, 1.0);
        }
        load.addSource("clients", "service");
        load.setShares("clients", Map.of("group", 1.0), 0);
        load.setTargets("group", weights, 0);
    }
}
