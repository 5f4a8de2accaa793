// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.kernel.Distribution;
import io.ecsim.kernel.Time;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MemoryUseTest {
    private static final double STEP = 0.01;

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    /** Walks along the curve in small steps and looks when it crosses the limit first. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void itIsFullWhenAWalkAlongTheCurveSaysSo(long seed) {
        var random = new SplittableRandom(seed);
        double waiting = random.nextDouble() * 50;
        double growth = (random.nextDouble() - 0.5) * 4;
        double atWork = random.nextDouble() * 100;
        double inflow = random.nextDouble() * 20;
        double duration = 0.1 + random.nextDouble() * 10;
        double leak = random.nextInt(3) == 0 ? random.nextDouble() : 0;
        var use = new MemoryUse(20, leak, 1, 60 + random.nextDouble() * 150, 0);
        double walked = Double.POSITIVE_INFINITY;
        for (double t = 0; t < 100 && walked == Double.POSITIVE_INFINITY; t += STEP) {
            double settled = inflow * duration;
            double inside = waiting + growth * t + settled + (atWork - settled) * Math.exp(-t / duration);
            if (20 + leak * t + inside >= use.limit()) {
                walked = t;
            }
        }
        long fullAt = use.fullAt(0, waiting, growth, atWork, inflow, duration);
        if (walked < Double.POSITIVE_INFINITY) {
            assertThat(Time.toSeconds(fullAt)).isCloseTo(walked, within(2 * STEP));
        } else {
            assertThat(fullAt).isGreaterThanOrEqualTo(100 * Time.SECOND - 1);
        }
    }

    /** 10 requests a second of 10 s each approach 100 in progress: 50 after 10 ln 2 seconds. */
    @Test
    @Tag("RS-15")
    void requestsInProgressFillTheMemoryOfATask() {
        var second = new Distribution.Constant(10);
        var request = new RequestModel(null, second, new Bytes(Bytes.MIB), null, Duration.ofMinutes(1));
        var app = new Application(
                request, 1000, 0, new Application.MemoryModel(new Bytes(100 * Bytes.MIB)), null, null, null, null);
        var load = new FluidLoad();
        load.addInstance("i", 2);
        load.addTask("t", "s", "i", new TaskCpu(2, Double.POSITIVE_INFINITY, 0), 150, app, 0);
        load.setTraffic("s", new ConstantTraffic(10), 0);
        load.setTargets("s", List.of("t"), 0);
        load.solve(0);
        assertThat(load.full()).isEmpty();
        long now = 0;
        while (load.full().isEmpty() && load.nextChange() < 10 * Time.SECOND) {
            now = load.nextChange();
            load.solve(now);
        }
        assertThat(load.full()).containsExactly("t");
        assertThat(Time.toSeconds(now)).isCloseTo(10 * Math.log(2), within(0.05));
    }

    @Test
    @Tag("RS-15")
    void lessTrafficComesInTimeOrNot() {
        assertThat(fullAfterTrafficFallsAt(6)).isEmpty();
        assertThat(fullAfterTrafficFallsAt(8)).containsExactly("t");
    }

    private static List<String> fullAfterTrafficFallsAt(int seconds) {
        var request = new RequestModel(
                null, new Distribution.Constant(10), new Bytes(Bytes.MIB), null, Duration.ofMinutes(1));
        var app = new Application(
                request, 1000, 0, new Application.MemoryModel(new Bytes(100 * Bytes.MIB)), null, null, null, null);
        var load = new FluidLoad();
        load.addInstance("i", 2);
        load.addTask("t", "s", "i", new TaskCpu(2, Double.POSITIVE_INFINITY, 0), 150, app, 0);
        load.setTraffic("s", new ConstantTraffic(10), 0);
        load.setTargets("s", List.of("t"), 0);
        load.solve(0);
        while (load.nextChange() < seconds * Time.SECOND) {
            load.solve(load.nextChange());
            if (!load.full().isEmpty()) {
                return load.full();
            }
        }
        load.setTraffic("s", new ConstantTraffic(1), seconds * Time.SECOND);
        load.solve(seconds * Time.SECOND);
        while (load.full().isEmpty() && load.nextChange() < Long.MAX_VALUE) {
            load.solve(load.nextChange());
        }
        return load.full();
    }

    @Test
    void aLeakIsPartOfTheMeanMemory() {
        var leak = new Application.MemoryModel(new Bytes(100 * Bytes.MIB), new ByteRate(Bytes.MIB));
        var app = new Application(null, null, null, leak, null, null, null, null);
        var load = new FluidLoad();
        load.addInstance("i", 2);
        load.addTask("t", "s", "i", new TaskCpu(2, Double.POSITIVE_INFINITY, 0), app, 0);
        load.solve(60 * Time.SECOND);
        assertThat(load.readTask("t").memory()).isCloseTo(130, within(1e-9));
        load.solve(120 * Time.SECOND);
        assertThat(load.readTask("t").memory()).isCloseTo(190, within(1e-9));
    }
}
