// SPDX-License-Identifier: Apache-2.0
package io.ecsim.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantilesTest {
    /** The expansion takes over from the solution at a shape of 100,000: both say the same on either side. */
    @ParameterizedTest
    @ValueSource(doubles = {5e4, 1e5, 3e5, 1e6, 1e7})
    void expansionOfLargeGammaLaws_isAsGoodAsTheirSolution(double shape) {
        for (double p : new double[] {1e-6, 1e-3, 0.01, 0.3, 0.5, 0.6, 0.99, 1 - 1e-6}) {
            double solved = Quantiles.solvedGamma(shape, p);
            double expanded = Quantiles.expandedGamma(shape, Quantiles.standardNormal(p));
            assertThat(expanded / solved).as("p = %s", p).isCloseTo(1, within(1e-10));
        }
    }
}
