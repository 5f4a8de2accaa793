// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueingTest {

    /** Rows of the closed forms for M/M/c with service rate 1. */
    @ParameterizedTest
    @CsvSource({
        "1, .5, .5, 2, .333333",
        "1, .9, .9, 10, .473684",
        "2, .8, .711111, 2.777778, .329897",
        "10, .8, .409180, 1.204590, .121661",
        "50, .9, .363864, 1.072773, .054104",
        "100, .95, .506457, 1.101291, .048804"
    })
    void erlangsFormulasHaveTheirPublishedValues(
            int servers, double load, double waits, double response, double blocked) {
        assertThat(Queueing.erlangC(servers, load * servers)).isCloseTo(waits, within(1e-6));
        assertThat(Queueing.erlangB(servers, load * servers)).isCloseTo(blocked, within(1e-6));
        assertThat(Queueing.timeAtCpu(1, load * servers, servers)).isCloseTo(response, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", ".5, 2", ".8, 5", ".9, 10", ".99, 100"})
    void upToOneVcpuItIsProcessorSharing(double load, double response) {
        assertThat(Queueing.timeAtCpu(1, load, 1)).isCloseTo(response, within(1e-9));
        assertThat(Queueing.timeAtCpu(0.5, load / 4, 0.25)).isCloseTo(2 * response, within(1e-9));
    }

    @Test
    void moreCpuIsNeverSlowerAndFractionsLieBetweenWholeNumbers() {
        double last = Double.POSITIVE_INFINITY;
        for (double vcpus = 1.01; vcpus < 12; vcpus += 0.01) {
            double time = Queueing.timeAtCpu(1, 1, vcpus);
            assertThat(time).isBetween(1.0, last);
            last = time;
        }
        double half = (Queueing.timeAtCpu(1, 1.6, 2) + Queueing.timeAtCpu(1, 2.4, 3)) / 2;
        assertThat(Queueing.timeAtCpu(1, 2, 2.5)).isCloseTo(half, within(1e-12));
    }

    @Test
    void tooLittleCpuTakesForever() {
        assertThat(Queueing.timeAtCpu(1, 2, 2)).isInfinite();
        assertThat(Queueing.timeAtCpu(1, 0, 0)).isInfinite();
        assertThat(Queueing.timeAtCpu(0, 0, 0)).isZero();
    }
}
