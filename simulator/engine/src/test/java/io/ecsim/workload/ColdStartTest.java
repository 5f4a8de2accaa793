// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import static io.ecsim.workload.Traffic.MICRO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.kernel.Distribution.Constant;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import io.ecsim.requests.RequestLoad;
import io.ecsim.workload.Application.ColdStart;
import io.ecsim.workload.Application.MemoryModel;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Expected numbers are computed by hand: 10 ms of CPU a request, three times as much while the task is cold. */
class ColdStartTest {
    private static final TaskCpu ONE_VCPU = new TaskCpu(1024, 1, 1024);
    private static final ColdStart MINUTE = new ColdStart(3.0, Duration.ofMinutes(1));

    static Stream<Load> loads() {
        return Stream.of(new FluidLoad(), new RequestLoad(new RandomStreams(7)));
    }

    private static void start(Load load, Duration warmUp, double rate) {
        var request = new RequestModel(
                new Constant(0.01), new Constant(0.04), new Bytes(Bytes.MIB), null, Duration.ofHours(1));
        var app = new Application(request, 200, 10_000, new MemoryModel(null), null, warmUp, null, null);
        load.addInstance("i", 1);
        load.addTask("t", "shop", "i", ONE_VCPU, Double.POSITIVE_INFINITY, app.starting(MINUTE), 0);
        load.setTargets("shop", List.of("t"), 0);
        load.setTraffic("shop", new ConstantTraffic(rate), 0);
        load.solve(0);
    }

    private static double cpuOfARequest(Load load, double until) {
        load.advance(Time.ofSeconds(until));
        var reading = load.readTask("t");
        return reading.cpuSeconds() / reading.arrived() * MICRO;
    }

    @ParameterizedTest
    @MethodSource("loads")
    void aRequestTakesItsCpuTimesTheFactor_untilTheTimeAfterTheWarmUpIsOver(Load load) {
        start(load, Duration.ofSeconds(10), 20);
        assertThat(cpuOfARequest(load, 70)).isCloseTo(0.03, within(0.0002));
        assertThat(cpuOfARequest(load, 1000)).isCloseTo(0.01, within(0.0001));
    }

    @ParameterizedTest
    @MethodSource("loads")
    void whatATaskCannotDoWhileColdWaits_andIsWorkedOffWhenItIsWarm(Load load) {
        start(load, Duration.ZERO, 50);
        load.advance(60 * Time.SECOND);
        // 50 come and 33.3 are done a second
        assertThat((double) load.books("shop").inFlight() / MICRO).isCloseTo(1000, within(150.0));
        // then 100 are done a second, and 1000 / 50 seconds pass
        load.advance(70 * Time.SECOND);
        assertThat(load.books("shop").inFlight()).isGreaterThan(100L * MICRO);
        load.advance(100 * Time.SECOND);
        assertThat(load.books("shop").inFlight()).isLessThan(20L * MICRO);
    }

    @Test
    void theMemoryThatRequestsHoldIsTheSame_howeverOftenItIsRead() {
        Load once = new FluidLoad();
        Load often = new FluidLoad();
        start(once, Duration.ZERO, 20);
        start(often, Duration.ZERO, 20);
        once.advance(80 * Time.SECOND);
        double sum = 0;
        for (int read = 1; read <= 4; read++) {
            often.advance(read * 20 * Time.SECOND);
            sum += often.readTask("t").memory();
        }
        assertThat(once.readTask("t").memory()).isCloseTo(sum / 4, within(1e-3));
        // Little's law under processor sharing: 20/s take 40 ms + 30 / 0.4 for 60 s and 40 ms + 10 / 0.8 for 20 s
        assertThat(sum / 4).isCloseTo(20 * (0.115 * 60 + 0.0525 * 20) / 80, within(0.02));
    }
}
