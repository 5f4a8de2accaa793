// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.StepTraffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalsTest {
    private static Arrivals arrivals(double dispersion) {
        return new Arrivals(dispersion, new RandomStreams(3).stream("arrivals"));
    }

    /** Cox and Lewis, 4.5; 20,000 windows: the standard error of a variance is about 1 % here. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 5})
    void counts_haveTheStatedMeanAndDispersion(double dispersion) {
        var arrivals = arrivals(dispersion);
        arrivals.setTraffic(new ConstantTraffic(40), 0);
        var counts = new SummaryStatistics();
        for (int second = 1; second <= 20_000; second++) {
            int count = 0;
            for (; arrivals.next() < second * Time.SECOND; arrivals.pass()) {
                count++;
            }
            counts.addValue(count);
        }
        assertThat(counts.getMean()).isCloseTo(40, within(4 * Math.sqrt(dispersion * 40 / 20_000)));
        assertThat(counts.getVariance() / counts.getMean()).isCloseTo(dispersion, within(0.06 * dispersion));
    }

    @Test
    void aRateThatChanges_isFollowed_andNothingComesWhileItIsZero() {
        var arrivals = arrivals(1);
        List<StepTraffic.Step> steps = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            steps.add(new StepTraffic.Step(Duration.ofSeconds(10L * i), 100));
            steps.add(new StepTraffic.Step(Duration.ofSeconds(10L * i + 4), 0));
        }
        arrivals.setTraffic(new StepTraffic(steps), 0);
        int count = 0;
        for (; arrivals.next() < Long.MAX_VALUE; arrivals.pass()) {
            assertThat(arrivals.next() % (10 * Time.SECOND)).isLessThanOrEqualTo(4 * Time.SECOND);
            count++;
        }
        assertThat((double) count).isCloseTo(400_000, within(4 * Math.sqrt(400_000)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.99, Double.NaN, Double.POSITIVE_INFINITY})
    void lessThanPoisson_isRefused(double dispersion) {
        assertThatThrownBy(() -> arrivals(dispersion)).hasMessage("dispersion must be from 1 up, not " + dispersion);
    }
}
