// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.ecsim.kernel.RandomStreams;
import io.ecsim.workload.ResponseTimes.Stay;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseTimesTest {
    private static final double PATIENT = 1e9;

    @ParameterizedTest
    @CsvSource({".5, 9.2103", ".8, 23.0259", ".9, 46.0517"})
    void thePercentilesOfAQueueWithOneServerAreItsClosedForm(double load, double p99) {
        var times = new ResponseTimes();
        times.add(1, new Stay(0, 1 / (1 - load), 1, 0), PATIENT);
        assertThat(times.summary().mean()).isCloseTo(1e3 / (1 - load), withinPercentage(1e-6));
        assertThat(times.summary().p50()).isCloseTo(1e3 * Math.log(2) / (1 - load), withinPercentage(1e-6));
        assertThat(times.summary().p99()).isCloseTo(1e3 * p99, withinPercentage(1e-3));
    }

    @Test
    void withoutTimeAtTheCpuAllTakeTheSame() {
        var times = new ResponseTimes();
        times.add(1, new Stay(0.04, 0, 1, 0), PATIENT);
        assertThat(times.summary().p50()).isCloseTo(40, withinPercentage(1e-6));
        assertThat(times.summary().p99()).isCloseTo(40, withinPercentage(1e-6));
    }

    @Test
    void nobodyWaitsLongerThanTheTimeout() {
        var times = new ResponseTimes();
        times.add(1, new Stay(0, 5, 1, 0), 10);
        assertThat(times.summary().p99()).isBetween(8_500.0, 10_000.0);
    }

    @Test
    void withoutRequestsThereAreNoTimes() {
        assertThat(new ResponseTimes().summary()).isEqualTo(LatencySummary.NONE);
    }

    /** Against two hundred thousand drawn times; sampling itself leaves about half a percent at p99. */
    @Test
    void aMixtureHasThePercentilesOfItsSamples() {
        var random = new RandomStreams(7).stream("times");
        var times = new ResponseTimes();
        var other = new ResponseTimes();
        var samples = new double[200_000];
        for (int i = 0; i < samples.length; i += 1_000) {
            double from = 0.02 + random.nextDouble();
            double atCpu = 0.01 + random.nextDouble();
            (i % 3_000 == 0 ? times : other).add(1_000, new Stay(from, atCpu, 1, 0), PATIENT);
            for (int j = 0; j < 1_000; j++) {
                samples[i + j] = 1e3 * (from - atCpu * Math.log(random.nextOpenDouble()));
            }
        }
        times.addAll(other);
        Arrays.sort(samples);
        var summary = times.summary();
        assertThat(summary.mean()).isCloseTo(Arrays.stream(samples).average().orElseThrow(), withinPercentage(1.0));
        assertThat(summary.p50()).isCloseTo(samples[100_000], withinPercentage(1.0));
        assertThat(summary.p95()).isCloseTo(samples[190_000], withinPercentage(1.5));
        assertThat(summary.p99()).isCloseTo(samples[198_000], withinPercentage(2.0));
    }
}
