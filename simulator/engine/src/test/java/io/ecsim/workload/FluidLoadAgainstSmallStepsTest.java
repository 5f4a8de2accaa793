// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import static io.ecsim.workload.Traffic.MICRO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.kernel.Distribution.Constant;
import io.ecsim.kernel.RandomStream;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import io.ecsim.workload.StepTraffic.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The closed forms against the same rules taken a millisecond at a time. */
class FluidLoadAgainstSmallStepsTest {
    private static final int STEPS_PER_SECOND = 1_000;
    private static final double STEP = 1.0 / STEPS_PER_SECOND;
    private static final int SECONDS = 40;
    private static final double VCPUS = 2;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("ecsim.tries", 200));
    }

    /** One task, alone in its service, on an instance that all share. */
    private static final class Task {
        private final Application app;
        private final double timeout;
        private final TaskCpu cpu;
        private final Traffic traffic;
        private double backlog;
        private double atWork;
        private double answered;
        private double turnedAway;
        private double cpuSeconds;

        Task(RandomStream random) {
            var request = new RequestModel(
                    new Constant(0.005 + 0.02 * random.nextDouble()),
                    new Constant(random.nextInt(3) == 0 ? 0 : 0.3 * random.nextDouble()),
                    null,
                    null,
                    Duration.ofMillis(2_000 + random.nextInt(8_000)));
            var rest = new Share(random.nextDouble() / 10);
            app = new Application(request, 20 + random.nextInt(200), random.nextInt(500), null, rest, null, null, null);
            timeout = Time.toSeconds(Time.of(request.timeout()));
            double limit = random.nextInt(2) == 0 ? Double.POSITIVE_INFINITY : 0.5 * (1 + random.nextInt(4));
            cpu = new TaskCpu(128 << random.nextInt(4), limit, 1024);
            var steps = new ArrayList<Step>();
            for (int second = 0; second < SECONDS; second += 1 + random.nextInt(20)) {
                steps.add(new Step(Duration.ofSeconds(second), 150 * random.nextDouble() * random.nextDouble()));
            }
            traffic = new StepTraffic(steps);
        }

        double cpuTime() {
            return app.request().cpu().mean();
        }

        double duration() {
            return app.request().latency().mean() + cpuTime() / Math.min(1, Math.min(VCPUS, cpu.limit()));
        }

        double concurrent() {
            return app.concurrency() / duration();
        }

        /** What it can use within a step: a backlog that is empty before its end wants no more. */
        double demand(double arrivals) {
            double rate = Math.min(concurrent(), arrivals + backlog / STEP);
            return app.cpuAtRest().fraction() + rate * cpuTime();
        }

        void step(double arrivals, double grant) {
            double rest = app.cpuAtRest().fraction();
            double rate = Math.min(concurrent(), Math.max(0, grant - rest) / cpuTime());
            double begun = Math.min(backlog + arrivals * STEP, rate * STEP);
            double inTask = Math.min(app.concurrency() + app.queue(), rate * timeout);
            boolean keepsUp = begun > (backlog + arrivals * STEP) * (1 - 1e-9);
            double limit = keepsUp ? backlog : Math.max(0, inTask - rate * duration());
            backlog += arrivals * STEP - begun;
            double excess = Math.max(0, backlog - limit);
            backlog -= excess;
            turnedAway += excess;
            double done = Math.min(atWork, atWork / duration() * STEP);
            atWork += begun - done;
            answered += done;
            cpuSeconds += Math.min(rest, grant) * STEP + begun * cpuTime();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void saturationAndDrainAreThoseOfSmallSteps(long seed) {
        var random = new RandomStreams(seed).stream("tasks");
        var tasks = IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(i -> new Task(random))
                .toList();
        var load = new FluidLoad();
        load.addInstance("i", VCPUS);
        for (int i = 0; i < tasks.size(); i++) {
            load.addTask("t" + i, "s" + i, "i", tasks.get(i).cpu, tasks.get(i).app, 0);
            load.setTargets("s" + i, List.of("t" + i), 0);
            load.setTraffic("s" + i, tasks.get(i).traffic, 0);
        }
        for (int second = 0; second < SECONDS; second++) {
            takeOneSecond(tasks, second);
            load.advance(Time.ofSeconds(second + 1));
            for (int i = 0; i < tasks.size(); i++) {
                compare(load.books("s" + i), tasks.get(i));
            }
        }
        for (int i = 0; i < tasks.size(); i++) {
            assertThat(load.readTask("t" + i).cpuSeconds()).isCloseTo(tasks.get(i).cpuSeconds, within(0.03));
        }
    }

    /** Rates of arrival change at whole seconds only. */
    private static void takeOneSecond(List<Task> tasks, int second) {
        int n = tasks.size();
        var rates = new double[n];
        var demands = new double[n];
        var weights = new double[n];
        var limits = new double[n];
        for (int i = 0; i < n; i++) {
            rates[i] = tasks.get(i).traffic.rate(Time.ofSeconds(second));
            weights[i] = tasks.get(i).cpu.weight();
            limits[i] = tasks.get(i).cpu.limit();
        }
        for (int step = 0; step < STEPS_PER_SECOND; step++) {
            for (int i = 0; i < n; i++) {
                demands[i] = tasks.get(i).demand(rates[i]);
            }
            var grants = CpuShares.grants(VCPUS, weights, limits, demands);
            for (int i = 0; i < n; i++) {
                tasks.get(i).step(rates[i], grants[i]);
            }
        }
    }

    private static void compare(ServiceBooks books, Task task) {
        // What a few steps bring: the small steps see each change up to a millisecond late.
        var tolerance = within(1.0);
        assertThat((double) books.inFlight() / MICRO).isCloseTo(task.backlog + task.atWork, tolerance);
        assertThat((double) books.served() / MICRO).isCloseTo(task.answered, tolerance);
        assertThat((double) (books.failed() + books.rejected()) / MICRO).isCloseTo(task.turnedAway, tolerance);
    }
}
