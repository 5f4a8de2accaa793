// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.RunTaskRequest;
import io.ecsim.kernel.Distribution;
import io.ecsim.workload.Application;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.Exit;
import io.ecsim.workload.Noise;
import io.ecsim.workload.NoisyTraffic;
import io.ecsim.workload.Traffic;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tasks of 256 CPU units that end by themselves, on three instances with room for 24 at once. */
class TaskArrivalsTest {
    private static RunResult.StandaloneTasks run(Traffic arrivals, int count, double seconds, int code) {
        Scenarios scenario = Scenarios.ofWeb().withoutLatencies().until(Duration.ofMinutes(20));
        scenario.tasks.add(new ArrivingTasks(new RunTaskRequest("web", count, null, null, null, null), arrivals));
        Exit exit = new Exit(new Distribution.Constant(seconds), code);
        scenario.applications.put(
                "web", new Application(null, null, null, null, null, null, null, null, null, null, exit, null));
        return Simulation.run(scenario.build(), RunObserver.NONE, () -> false, true)
                .tasks();
    }

    @Test
    void everyArrivalStartsItsTasks() {
        RunResult.StandaloneTasks tasks = run(new ConstantTraffic(0.05), 2, 30, 0);
        assertThat(tasks.started()).isEqualTo(120);
        assertThat(tasks.succeeded()).isEqualTo(116); // the last four began at 1180 s and 1200 s
        assertThat(tasks.neverPlaced()).isZero();
    }

    /** Each begins a second and stays for ever: only the first 24 find room, and RunTask tries once. */
    @Test
    void anArrivalThatFindsNoRoomIsGivenUp() {
        RunResult.StandaloneTasks tasks = run(new ConstantTraffic(0.1), 1, 5_000, 0);
        assertThat(tasks.started()).isEqualTo(24);
        assertThat(tasks.neverPlaced()).isEqualTo(120 - 24);
    }

    @Test
    void asManyAreStartedOrGivenUpAsHaveArrived() {
        Traffic arrivals = new NoisyTraffic(new ConstantTraffic(0.5), new Noise(8.0, null));
        RunResult.StandaloneTasks tasks = run(arrivals, 1, 60, 0);
        long arrived = arrivals.drawn(new io.ecsim.kernel.RandomStreams(1).stream("arrivals/web #1"))
                        .arrivedBefore(Duration.ofMinutes(20).toNanos())
                / Traffic.MICRO;
        assertThat(tasks.started() + tasks.neverPlaced()).isEqualTo((int) arrived);
        assertThat(tasks.neverPlaced()).isPositive();
    }
}
