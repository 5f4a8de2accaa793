// SPDX-License-Identifier: Apache-2.0
package io.ecsim.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.simulation.RunResult;
import io.ecsim.simulation.Simulation;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BigDayTest {
    /** Law: the work of a day grows as the cluster does, not faster; a third more is left for the rare. */
    @Test
    void threeTimesTheCluster_hasThreeTimesTheEvents() throws IOException {
        RunResult small = Simulation.run(BigDay.of(10, 2));
        RunResult big = Simulation.run(BigDay.of(30, 2));

        assertThat(big.events()).isLessThan(4 * small.events());
    }
}
