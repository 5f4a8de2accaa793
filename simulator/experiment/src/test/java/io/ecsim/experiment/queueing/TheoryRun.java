// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.queueing;

import io.ecsim.journal.Entry;
import io.ecsim.kernel.Time;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.scenario.ScenarioReader;
import io.ecsim.simulation.RunObserver;
import io.ecsim.simulation.RunResult;
import io.ecsim.simulation.Simulation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * What a run of a scenario leaves in CloudWatch once it is in equilibrium. The unit of time is a request's mean, 10 ms.
 *
 * @param answered how many requests
 * @param sum of their responses
 * @param rejected how many
 * @param p95 of all responses since the task was healthy
 */
record TheoryRun(double answered, double sum, double rejected, double p95, double p99) {
    private static final String SCENARIOS = "../../scenarios/theory/";
    private static final double UNIT = 0.01;
    /** By then the tasks are healthy. */
    private static final double STARTED = 60;

    /**
     * @param rate requests in a unit of time
     * @param before units of time that bring the queue to its equilibrium
     * @param length units of time that are looked at, in whole minutes
     */
    static List<TheoryRun> of(String scenario, double rate, double before, double length, int runs) {
        long from = (long) Math.ceil((STARTED + before * UNIT) / 60);
        long to = from + (long) Math.ceil(length * UNIT / 60);
        var settings = List.of(
                String.format(Locale.ROOT, "workload[0].requests.rate=%.6f/s", rate / UNIT), "duration=" + to + "m");
        return LongStream.range(0, runs)
                .mapToObj(seed -> run(Path.of(SCENARIOS + scenario + ".yaml"), settings, seed, from * Time.MINUTE))
                .toList();
    }

    private static TheoryRun run(Path file, List<String> settings, long seed, long from) {
        var window = new Window(from);
        var loaded = ScenarioReader.read(file, settings, seed, (Duration) null);
        var result = Simulation.run(loaded.scenario(), window, () -> false);
        RunResult.Latency latency = result.latency();
        return new TheoryRun(
                window.answered,
                window.sum / UNIT,
                window.rejected,
                latency.p95() / 1e3 / UNIT,
                latency.p99() / 1e3 / UNIT);
    }

    /** Adds up the load balancer's minutes. */
    private static final class Window implements RunObserver {
        private final long from;
        private double answered;
        private double sum;
        private double rejected;

        Window(long from) {
            this.from = from;
        }

        @Override
        public void add(long time, Entry entry) {}

        @Override
        public void metric(Metric metric, Datapoint point) {
            if (point.start() < from || !metric.dimensions().equals("LoadBalancer=queue")) {
                return;
            }
            if (metric.name().equals("TargetResponseTime")) {
                answered += point.samples();
                sum += point.sum();
            } else if (metric.name().equals("HTTPCode_ELB_502_Count")) {
                rejected += point.sum();
            }
        }
    }
}
