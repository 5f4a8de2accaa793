// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.kernel.RandomStreams;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CpuSharesTest {
    private static final double NONE = Double.POSITIVE_INFINITY;

    private static double[] of(double... values) {
        return values;
    }

    @Test
    @Tag("RS-13")
    void busyTasksShareByWeight() {
        assertThat(CpuShares.grants(4, of(512, 1536), of(NONE, NONE), of(NONE, NONE)))
                .containsExactly(1, 3);
    }

    @Test
    @Tag("RS-13")
    void idleCpuGoesToThoseWhoWantMore() {
        assertThat(CpuShares.grants(4, of(1024, 512, 512), of(NONE, NONE, NONE), of(0.5, NONE, NONE)))
                .containsExactly(0.5, 1.75, 1.75);
    }

    @Test
    @Tag("RS-13")
    void aTaskWithoutCpuUnitsWeighsTwo() {
        assertThat(new TaskCpu(0, NONE, 0).weight()).isEqualTo(2);
    }

    @Test
    @Tag("RS-14")
    void aTaskLevelLimitIsHard() {
        assertThat(CpuShares.grants(8, of(512, 512), of(0.5, NONE), of(NONE, 1)))
                .containsExactly(0.5, 1);
    }

    @Test
    void nobodyIsNothing() {
        assertThat(CpuShares.grants(2, of(), of(), of())).isEmpty();
    }

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("ecsim.tries", 200));
    }

    private record Case(double vcpus, double[] weights, double[] limits, double[] demands) {
        static Case of(long seed) {
            var random = new RandomStreams(seed).stream("cpu");
            int n = 1 + random.nextInt(12);
            var weights = new double[n];
            var limits = new double[n];
            var demands = new double[n];
            for (int i = 0; i < n; i++) {
                weights[i] = 2 + random.nextInt(4096);
                limits[i] = random.nextInt(2) == 0 ? NONE : 0.25 * (1 + random.nextInt(16));
                demands[i] = random.nextInt(3) == 0 ? NONE : 3 * random.nextDouble();
            }
            return new Case(0.25 * (1 + random.nextInt(64)), weights, limits, demands);
        }

        double wanted(int i) {
            return Math.min(limits[i], demands[i]);
        }

        double allWanted() {
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += wanted(i);
            }
            return sum;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everythingIsUsedThatSomebodyWantsAndNobodyGetsMoreThanHeWantsOrMay(long seed) {
        var world = Case.of(seed);
        var grants = CpuShares.grants(world.vcpus, world.weights, world.limits, world.demands);
        assertThat(Arrays.stream(grants).sum()).isCloseTo(Math.min(world.vcpus, world.allWanted()), within(1e-9));
        for (int i = 0; i < grants.length; i++) {
            assertThat(grants[i]).isBetween(0.0, world.wanted(i));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoWantsMoreHasAtLeastAsMuchPerWeightAsAnybody(long seed) {
        var world = Case.of(seed);
        var grants = CpuShares.grants(world.vcpus, world.weights, world.limits, world.demands);
        for (int i = 0; i < grants.length; i++) {
            for (int j = 0; j < grants.length && grants[i] < world.wanted(i) - 1e-9; j++) {
                assertThat(grants[i] / world.weights[i]).isGreaterThanOrEqualTo(grants[j] / world.weights[j] - 1e-12);
            }
        }
    }

    /** The plain definition: one water level for all, found by bisection. */
    @ParameterizedTest
    @MethodSource("seeds")
    void grantsAreThoseOfOneWaterLevel(long seed) {
        var world = Case.of(seed);
        double low = 0;
        double high = world.vcpus;
        for (int i = 0; i < 200; i++) {
            double level = (low + high) / 2;
            double sum = Arrays.stream(filled(world, level)).sum();
            low = sum < world.vcpus ? level : low;
            high = sum < world.vcpus ? high : level;
        }
        var grants = CpuShares.grants(world.vcpus, world.weights, world.limits, world.demands);
        assertThat(grants).containsExactly(filled(world, low), within(1e-9));
    }

    private static double[] filled(Case world, double level) {
        var filled = new double[world.weights.length];
        Arrays.setAll(filled, i -> Math.min(world.wanted(i), level * world.weights[i]));
        return filled;
    }
}
