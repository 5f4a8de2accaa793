// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.Noise;
import io.ecsim.workload.NoisyTraffic;
import io.ecsim.workload.ScaledTraffic;
import io.ecsim.workload.StepTraffic;
import io.ecsim.workload.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalsTest {
    private static final RandomStreams STREAMS = new RandomStreams(3);

    /** How many arrive in each of so many seconds. */
    private static long[] counts(Traffic traffic, int seconds) {
        var arrivals = new Arrivals(STREAMS.stream("arrivals"));
        arrivals.setTraffic(traffic, 0);
        var counts = new long[seconds];
        while (arrivals.next() < seconds * Time.SECOND) {
            int second = (int) (arrivals.next() / Time.SECOND);
            if (arrivals.pass()) {
                counts[second]++;
            }
        }
        return counts;
    }

    private static SummaryStatistics of(long[] counts) {
        var statistics = new SummaryStatistics();
        Arrays.stream(counts).forEach(statistics::addValue);
        return statistics;
    }

    /** The standard error of a variance of 20,000 is 1 %. */
    @Test
    void independentRequests_arePoisson() {
        var counts = of(counts(new ConstantTraffic(40), 20_000));
        assertThat(counts.getMean()).isCloseTo(40, within(4 * Math.sqrt(40.0 / 20_000)));
        assertThat(counts.getVariance() / counts.getMean()).isCloseTo(1, within(0.04));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 5})
    void ofAnIntervalWhoseNumberWasDrawn_thatNumberArrives_anywhereInIt(double dispersion) {
        var noise = new Noise(dispersion, Duration.ofSeconds(7));
        var drawn = new NoisyTraffic(new ConstantTraffic(40), noise).drawn(STREAMS.stream("noise"));
        var counts = counts(drawn, 21_000);
        for (int i = 0; i < counts.length; i += 7) {
            long all = Arrays.stream(counts, i, i + 7).sum();
            long amount = drawn.arrivedBefore((i + 7) * Time.SECOND) - drawn.arrivedBefore(i * Time.SECOND);
            assertThat(all * Traffic.MICRO).isEqualTo(amount);
        }
        // a part p of an interval has a binomial number: variance / mean = 1 - p + p dispersion
        assertThat(of(counts).getVariance() / 40).isCloseTo(1 + (dispersion - 1) / 7, within(0.06));
    }

    @Test
    void aFactorOnDrawnNumbers_keepsTheirMean() {
        var drawn = new NoisyTraffic(new ConstantTraffic(40), new Noise(null, Duration.ofSeconds(7)))
                .drawn(STREAMS.stream("noise"));
        var counts = counts(new ScaledTraffic(drawn, 0.3, 0, Long.MAX_VALUE), 21_000);
        assertThat(of(counts).getMean()).isCloseTo(12, within(0.1));
    }

    @Test
    void aRateThatChanges_isFollowed_andNothingComesWhileItIsZero() {
        List<StepTraffic.Step> steps = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            steps.add(new StepTraffic.Step(Duration.ofSeconds(10L * i), 100));
            steps.add(new StepTraffic.Step(Duration.ofSeconds(10L * i + 4), 0));
        }
        var counts = counts(new StepTraffic(steps), 20_000);
        for (int second = 0; second < counts.length; second++) {
            if (second % 10 >= 4 || second >= 10_000) {
                assertThat(counts[second]).isZero();
            }
        }
        assertThat((double) Arrays.stream(counts).sum()).isCloseTo(400_000, within(4 * Math.sqrt(400_000)));
    }
}
