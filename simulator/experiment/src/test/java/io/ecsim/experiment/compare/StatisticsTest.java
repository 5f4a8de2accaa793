// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.math3.stat.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    /** Hours of sleep gained by two drugs, ten patients (Student 1908, The Probable Error of a Mean, p. 20). */
    private static final double[] SLEEP = {1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4};

    /** Depression of nine patients before and after (Hollander, Wolfe, Chicken 2014, example 3.1), before less after. */
    private static final double[] DEPRESSION = {0.952, -0.147, 1.022, 0.43, 0.62, 0.59, 0.49, -0.08, 0.01};

    /** Mean 1.58 and its interval as R's t.test prints it for these data. */
    @Test
    void aMean_hasStudentsInterval() {
        Estimate estimate = Estimate.of(SLEEP);
        assertThat(estimate.mean()).isCloseTo(1.58, within(1e-12));
        assertThat(estimate.low()).isCloseTo(0.7001142, within(1e-7));
        assertThat(estimate.high()).isCloseTo(2.4598858, within(1e-7));
    }

    /** T+ is 40; one-sided P is 10 of the 512 signs: 0.0195. The estimate is 0.46 (example 3.3). */
    @Test
    void signedRanks_areThoseOfTheTextbook() {
        SignedRanks ranks = new SignedRanks(DEPRESSION);
        assertThat(ranks.pValue()).isCloseTo(20 / 512.0, within(1e-12));
        assertThat(ranks.estimate()).isCloseTo(0.46, within(1e-9));
    }

    @Test
    void signedRanks_areThoseOfCommonsMath_whereThereAreNoTies() {
        SplittableRandom random = new SplittableRandom(7);
        for (int n = 2; n <= 15; n++) {
            double[] differences = random.doubles(n).map(x -> x - 0.3).toArray();
            double expected = new WilcoxonSignedRankTest().wilcoxonSignedRankTest(new double[n], differences, true);
            assertThat(new SignedRanks(differences).pValue()).isCloseTo(Math.min(1, expected), within(1e-9));
        }
    }

    /** By hand: ranks 1.5, 1.5, 3; of the eight sums 0, 1.5, 1.5, 3, 3, 4.5, 4.5, 6 one is 6 or more. */
    @Test
    void ties_shareTheirRanks_andZerosAreLeftOut() {
        assertThat(new SignedRanks(new double[] {1, 1, 2, 0}).pValue()).isEqualTo(2 / 8.0);
    }

    /** The example in R's documentation of p.adjust. */
    @Test
    void holm_isThatOfR() {
        assertThat(Holm.adjust(new double[] {0.01, 0.02, 0.03, 0.04, 0.05}))
                .containsExactly(new double[] {0.05, 0.08, 0.09, 0.09, 0.09}, within(1e-12));
        assertThat(Holm.adjust(new double[] {0.05, 0.01, 0.04, 0.02, 0.03}))
                .containsExactly(new double[] {0.09, 0.05, 0.09, 0.08, 0.09}, within(1e-12));
    }

    /** One patient is far out, so the sleep is tested by its ranks; without that one it is not skewed. */
    @Test
    void skewedDifferences_areTestedByRanks_othersByStudent() {
        assertThat(Difference.of(SLEEP).method()).isEqualTo(Difference.Method.WILCOXON);
        assertThat(Difference.of(new double[] {1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 1.4})
                        .method())
                .isEqualTo(Difference.Method.STUDENT);
    }

    @Test
    void differencesThatAreAlwaysAlike_areShownFromSixRunsOn() {
        assertThat(Difference.of(new double[] {2, 2, 2, 2, 2}).isSignificant()).isFalse();
        Difference six = Difference.of(new double[] {2, 2, 2, 2, 2, 2});
        assertThat(six.p()).isEqualTo(2 / 64.0);
        assertThat(six.isSignificant()).isTrue();
        assertThat(six.low()).isEqualTo(2).isEqualTo(six.high());
        assertThat(Difference.of(new double[6]).method()).isEqualTo(Difference.Method.NONE);
    }
}
