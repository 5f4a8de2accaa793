// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import static io.ecsim.workload.FluidLoadTest.HALF;
import static io.ecsim.workload.FluidLoadTest.PLAIN;
import static io.ecsim.workload.FluidLoadTest.app;
import static io.ecsim.workload.FluidLoadTest.requests;
import static io.ecsim.workload.FluidLoadTest.run;
import static io.ecsim.workload.FluidLoadTest.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Response times of the fluid load: requests of 10 ms of CPU after 40 ms of something else. */
class FluidLoadResponseTimesTest {
    private static final double NONE = Double.POSITIVE_INFINITY;

    private final FluidLoad load = new FluidLoad();

    @ParameterizedTest
    @CsvSource({"50, 2", "80, 5", "90, 10"})
    void responseTimesAreThoseOfProcessorSharing(double rate, double factor) {
        run(load, rate, HALF, PLAIN, 1);
        load.advance(seconds(600));
        assertThat(load.latency("shop").mean()).isCloseTo(40 + 10 * factor, withinPercentage(0.3));
        var responses = load.readGroup("shop").responses();
        assertThat(responses.sum() / requests(responses.samples()))
                .isCloseTo(0.04 + 0.01 * factor, withinPercentage(0.3));
        assertThat(load.latency()).isEqualTo(load.latency("shop"));
    }

    @Test
    void withTwoVcpusTheyAreThoseOfErlangsFormula() {
        run(load, 160, HALF, PLAIN, 2);
        load.advance(seconds(600));
        assertThat(load.latency("shop").mean()).isCloseTo(40 + 10 * 2.777778, withinPercentage(0.3));
    }

    @Test
    void aNeighboursLoadMakesResponsesSlower() {
        run(load, 40, new TaskCpu(1024, NONE, 1024), PLAIN, 1);
        load.addTask("n", "batch", "i", HALF, PLAIN, 0);
        load.setTargets("batch", List.of("n"), 0);
        load.setTraffic("batch", new ConstantTraffic(20), 0);
        load.solve(0);
        load.advance(seconds(600));
        // 0.8 of a vCPU is left: 10 ms / 0.8 at a load of one half
        assertThat(load.latency("shop").mean()).isCloseTo(40 + 12.5 * 2, withinPercentage(1.0));
    }

    @Test
    void behindAGrowingBacklogTheWaitIsThatOfThoseThatAreFinished() {
        run(load, 200, HALF, app(0, Duration.ofSeconds(60), 200, 5_000), 1);
        load.advance(seconds(20));
        // of 200 a second 100 are finished: who is finished at t came at t / 2
        var responses = load.readGroup("shop").responses();
        assertThat(responses.sum() / requests(responses.samples())).isCloseTo(20 / 4.0, withinPercentage(15.0));
        assertThat(responses.max()).isCloseTo(20 / 2.0, withinPercentage(15.0));
    }
}
