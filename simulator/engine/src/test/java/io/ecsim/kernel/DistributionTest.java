// SPDX-License-Identifier: Apache-2.0
package io.ecsim.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.ecsim.kernel.Distribution.Constant;
import io.ecsim.kernel.Distribution.Empirical;
import io.ecsim.kernel.Distribution.Exponential;
import io.ecsim.kernel.Distribution.Gamma;
import io.ecsim.kernel.Distribution.LogNormal;
import io.ecsim.kernel.Distribution.Normal;
import io.ecsim.kernel.Distribution.Uniform;
import io.ecsim.kernel.Distribution.Weibull;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DistributionTest {

    /** Mean and variance by closed form; those of the Weibull law and of the cut normal law were computed by scipy. */
    static Stream<Arguments> moments() {
        return Stream.of(
                arguments(new Constant(3), 3, 0),
                arguments(new Uniform(2, 6), 4, 16.0 / 12),
                arguments(new Exponential(5), 5, 25),
                arguments(new Normal(10, 2), 10, 4),
                arguments(new Normal(1, 1), 1.0833154705876864, 0.7510878078416088),
                arguments(new Normal(7, 0), 7, 0),
                arguments(new LogNormal(10, 0.5), 10, 25),
                arguments(new LogNormal(10, 0), 10, 0),
                arguments(new Gamma(10, 0.5), 10, 25),
                arguments(new Gamma(10, 2), 10, 400),
                arguments(new Weibull(1.5, 10), 9.027452929509336, 37.5690284813932),
                arguments(new Empirical(List.of(4.0, 1.0, 1.0, 2.0)), 2, 1.5));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("moments")
    void theMeanIsTheClosedForm(Distribution law, double mean) {
        // Normal(10, 2) is cut five standard deviations below its center, which adds 5e-8 of a standard deviation.
        assertThat(law.mean()).isCloseTo(mean, withinPercentage(1e-5));
    }

    /** Tolerances: 1 % of the mean and 3 % of the variance for 400,000 samples, several standard errors each. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("moments")
    void samplesHaveTheMeanAndTheVarianceOfTheClosedForm(Distribution law, double mean, double variance) {
        var random = new RandomStreams(20260302).stream("moments");
        int n = 400_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double deviation = law.sample(random) - mean;
            sum += deviation;
            squares += deviation * deviation;
        }
        double bias = sum / n;
        assertThat(mean + bias).isCloseTo(mean, withinPercentage(1.0));
        assertThat(squares / n - bias * bias).isCloseTo(variance, withinPercentage(3.0));
    }

    /** Quantiles at 0.001, 0.5 and 0.99 from scipy 1.17.1 ({@code scipy.stats}, method {@code ppf}). */
    static Stream<Arguments> quantiles() {
        return Stream.of(
                arguments(new Uniform(2, 6), 2.004, 4.0, 5.96),
                arguments(new Exponential(5), 0.005002501667917668, 3.4657359027997265, 23.025850929940454),
                arguments(new Normal(10, 2), 3.8195353876643736, 10.0, 14.652695748081682),
                arguments(new LogNormal(10, 0.5), 2.0776701250549867, 8.94427190999916, 26.841124764715442),
                arguments(new Gamma(10, 0.5), 1.0713810340710574, 9.180151872127242, 25.112793787079042),
                arguments(new Gamma(10, 2), 2.6998791572461507e-11, 1.7469520941149361, 97.35541688788125),
                arguments(new Gamma(10, 0.01), 9.693824385823726, 9.999666668642046, 10.234104379158055),
                arguments(new Weibull(1.5, 10), 0.10003335279136842, 7.832197687746513, 27.679853650225247));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("quantiles")
    void quantilesAgreeWithScipyToTenDigits(Distribution law, double low, double median, double high) {
        assertThat(law.quantile(0.001)).isCloseTo(low, withinPercentage(1e-8));
        assertThat(law.quantile(0.5)).isCloseTo(median, withinPercentage(1e-8));
        assertThat(law.quantile(0.99)).isCloseTo(high, withinPercentage(1e-8));
    }

    @Test
    void theGammaLawHoldsInTheRarestTails() {
        // scipy 1.17.1: gamma(4, scale=2.5), ppf and isf at 2^-53, the smallest and largest numbers a stream gives.
        assertThat(new Gamma(10, 0.5).quantile(0x1p-53)).isCloseTo(0.000568021941052898, withinPercentage(1e-8));
        assertThat(new Gamma(10, 0.5).quantile(1 - 0x1p-53)).isCloseTo(116.32625422941615, withinPercentage(1e-8));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"moments", "extremes"})
    void samplesAreFiniteAndGrowWithTheirNumberButAreNeverNegative(Distribution law) {
        double before = 0;
        for (double p : new double[] {0x1p-53, 1e-9, 1e-3, 0.1, 0.499, 0.501, 0.9, 0.999, 1 - 1e-9, 1 - 0x1p-53}) {
            double value = law.quantile(p);
            assertThat(value).isGreaterThanOrEqualTo(before).isFinite();
            before = value;
        }
    }

    static Stream<Distribution> extremes() {
        return Stream.of(
                new Gamma(1, 0.01),
                new Gamma(1, 0.99),
                new Gamma(1, 1),
                new Gamma(1, 1.01),
                new Gamma(1, 10),
                new Gamma(1e9, 0.3),
                new Normal(0, 1),
                new Weibull(0.2, 1),
                new LogNormal(1e-9, 4));
    }

    @Test
    void aSampleTakesOneNumberFromTheStream() {
        moments().map(law -> (Distribution) law.get()[0]).forEach(law -> {
            var sampled = new RandomStream(5);
            var counted = new RandomStream(5);
            law.sample(sampled);
            counted.nextLong();
            assertThat(sampled.nextLong()).as("%s", law).isEqualTo(counted.nextLong());
        });
    }

    @Test
    void aLogNormalLawMeetsThePercentilesItWasMadeFrom() {
        var law = LogNormal.ofPercentiles(100, 400);

        assertThat(law.quantile(0.5)).isCloseTo(100, withinPercentage(1e-10));
        assertThat(law.quantile(0.99)).isCloseTo(400, withinPercentage(1e-10));
        // scipy 1.17.1: lognorm(log(4) / norm.ppf(0.99), scale=100).
        assertThat(law.mean()).isCloseTo(119.42931049587521, withinPercentage(1e-10));
        assertThat(law.cv()).isCloseTo(0.6529441174802152, withinPercentage(1e-10));
    }

    @Test
    void measurementsAreDrawnEquallyOften() {
        var law = new Empirical(List.of(30.0, 10.0, 20.0, 20.0));

        assertThat(law.samples()).containsExactly(10.0, 20.0, 20.0, 30.0);
        assertThat(Stream.of(0.1, 0.24, 0.26, 0.6, 0.74, 0.76, 1 - 0x1p-53).map(law::quantile))
                .containsExactly(10.0, 10.0, 20.0, 20.0, 20.0, 30.0, 30.0);
    }

    /** One row for each rule: the law and the value that its message must carry. */
    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("-1.0", () -> new Constant(-1)),
                refusal("NaN", () -> new Constant(Double.NaN)),
                refusal("Infinity", () -> new Constant(Double.POSITIVE_INFINITY)),
                refusal("-2.0", () -> new Uniform(-2, 1)),
                refusal("low (5.0), not 4.0", () -> new Uniform(5, 4)),
                refusal("0.0", () -> new Exponential(0)),
                refusal("-3.0", () -> new Normal(-3, 1)),
                refusal("-4.0", () -> new Normal(1, -4)),
                refusal("0.0", () -> new LogNormal(0, 1)),
                refusal("-0.5", () -> new LogNormal(1, -0.5)),
                refusal("0.0", () -> LogNormal.ofPercentiles(0, 1)),
                refusal("p50 (2.0), not 1.0", () -> LogNormal.ofPercentiles(2, 1)),
                refusal("-6.0", () -> new Gamma(-6, 1)),
                refusal("0.009", () -> new Gamma(1, 0.009)),
                refusal("10.1", () -> new Gamma(1, 10.1)),
                refusal("-7.0", () -> new Weibull(-7, 1)),
                refusal("-8.0", () -> new Weibull(1, -8)),
                refusal("empty", () -> new Empirical(List.of())),
                refusal("-9.0", () -> new Empirical(List.of(1.0, -9.0))));
    }

    private static Arguments refusal(String value, Supplier<Distribution> law) {
        return arguments(value, law);
    }

    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("refusals")
    void anArgumentOutOfRangeIsRefusedWithItsValue(String value, Supplier<Distribution> law) {
        assertThatIllegalArgumentException().isThrownBy(law::get).withMessageContaining(value);
    }
}
