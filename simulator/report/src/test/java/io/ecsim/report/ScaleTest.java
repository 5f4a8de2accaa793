// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {
    @ParameterizedTest
    @ValueSource(doubles = {1e-7, 0.003, 0.5, 0.99, 1, 3, 7, 20, 59, 101, 506, 9_999, 1e9})
    void theTopIsNotBelowTheHighestAndAtMostFiveStepsLeadThere(double highest) {
        Scale scale = Scale.of(highest, Figures::compact);
        assertThat(scale.top()).isGreaterThanOrEqualTo(highest * (1 - 1e-9)).isLessThanOrEqualTo(2 * highest);
        assertThat(scale.top() / scale.step()).isLessThanOrEqualTo(5.001);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 2, 3, 6, 12, 13, 20, 120, 1_300})
    void countsHaveWholeSteps(double highest) {
        Scale scale = Scale.ofCounts(highest);
        assertThat(scale.step() % 1).isZero();
        assertThat(scale.top()).isGreaterThanOrEqualTo(Math.max(1, highest));
    }

    @Test
    void percentagesThatComeNearTheWholeEndAtTheWhole() {
        assertThat(Scale.ofPercent(67).top()).isEqualTo(100);
        assertThat(Scale.ofPercent(8).top()).isEqualTo(8);
        assertThat(Scale.ofPercent(130).top()).isEqualTo(150);
    }

    @Test
    void nothingAtAllStillHasAScale() {
        assertThat(Scale.of(0, Figures::compact).top()).isEqualTo(1);
    }
}
