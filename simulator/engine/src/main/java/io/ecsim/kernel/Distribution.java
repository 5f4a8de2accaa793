// SPDX-License-Identifier: Apache-2.0
package io.ecsim.kernel;

import java.util.List;
import org.apache.commons.math3.special.Erf;

/**
 * The law of a random quantity that cannot be negative, such as a latency or a size. Values carry no unit: whoever
 * names the law says it.
 *
 * <p>Every law is its quantile function, and a sample is the quantile of one random number (inversion; L. Devroye,
 * "Non-Uniform Random Variate Generation", 1986, II.2). So a sample takes exactly one number from the stream, and under
 * two different laws the same number gives samples of the same rank, which keeps paired runs comparable. All arithmetic
 * is {@link StrictMath} or Commons Math, both pure and equal on every JDK.
 *
 * <p>A constructor throws {@link IllegalArgumentException} with the value if an argument is out of range. {@code cv} is
 * the coefficient of variation, standard deviation over mean, as a fraction.
 */
public sealed interface Distribution {

    /** The value below which a share {@code p} of all samples lies; {@code p} is above 0 and below 1. */
    double quantile(double p);

    /** The expected value of a sample. */
    double mean();

    /** The expected square of a sample's distance from the mean. */
    double variance();

    /** Draws a value, never negative; takes one number from the stream. */
    default double sample(RandomStream random) {
        return quantile(random.nextOpenDouble());
    }

    /** Always the same value, at least 0. */
    record Constant(double value) implements Distribution {

        public Constant {
            requireNotNegative("value", value);
        }

        @Override
        public double quantile(double p) {
            return value;
        }

        @Override
        public double mean() {
            return value;
        }

        /** Decides nothing by the number that it takes. */
        @Override
        public double sample(RandomStream random) {
            random.skip();
            return value;
        }

        @Override
        public double variance() {
            return 0;
        }
    }

    /** All values from {@code low}, at least 0, to {@code high}, equally likely. */
    record Uniform(double low, double high) implements Distribution {

        public Uniform {
            requireNotNegative("low", low);
            requireNotNegative("high", high);
            require(low <= high, "high must be at least low (" + low + ")", high);
        }

        @Override
        public double quantile(double p) {
            return low + p * (high - low);
        }

        @Override
        public double mean() {
            return low + 0.5 * (high - low);
        }

        @Override
        public double variance() {
            return (high - low) * (high - low) / 12;
        }
    }

    /** The time between arrivals that know nothing of each other; mean above 0. */
    record Exponential(double mean) implements Distribution {

        public Exponential {
            requirePositive("mean", mean);
        }

        @Override
        public double quantile(double p) {
            return -mean * StrictMath.log1p(-p);
        }

        @Override
        public double variance() {
            return mean * mean;
        }
    }

    /**
     * A bell curve around {@code center} whose part below 0 is drawn as 0. So {@link #mean()} is a little above the
     * center when the center lies within a few standard deviations of 0. Center and standard deviation are at least 0.
     */
    record Normal(double center, double standardDeviation) implements Distribution {

        public Normal {
            requireNotNegative("center", center);
            requireNotNegative("standardDeviation", standardDeviation);
        }

        @Override
        public double quantile(double p) {
            return Math.max(0, center + standardDeviation * Quantiles.standardNormal(p));
        }

        /**
         * The mean of the law as it is drawn: center &middot; &Phi;(z) + sd &middot; &phi;(z), with z = center / sd.
         */
        @Override
        public double mean() {
            if (standardDeviation == 0) {
                return center;
            }
            double z = center / standardDeviation;
            double density = StrictMath.exp(-0.5 * z * z) / StrictMath.sqrt(2 * Math.PI);
            return center * 0.5 * Erf.erfc(-z / StrictMath.sqrt(2)) + standardDeviation * density;
        }

        @Override
        public double variance() {
            if (standardDeviation == 0) {
                return 0;
            }
            double z = center / standardDeviation;
            double density = StrictMath.exp(-0.5 * z * z) / StrictMath.sqrt(2 * Math.PI);
            double above = 0.5 * Erf.erfc(-z / StrictMath.sqrt(2));
            double square = center * center + standardDeviation * standardDeviation;
            return square * above + center * standardDeviation * density - mean() * mean();
        }
    }

    /** The logarithm is a bell curve: many latencies look so. Mean above 0; cv at least 0, where 0 means no spread. */
    record LogNormal(double mean, double cv) implements Distribution {

        private static final double Z99 = Quantiles.standardNormal(0.99);

        public LogNormal {
            requirePositive("mean", mean);
            requireNotNegative("cv", cv);
        }

        /** The law with this median, above 0, and this 99th percentile, at least the median. */
        public static LogNormal ofPercentiles(double p50, double p99) {
            requirePositive("p50", p50);
            requirePositive("p99", p99);
            require(p99 >= p50, "p99 must be at least p50 (" + p50 + ")", p99);
            double sigma = StrictMath.log(p99 / p50) / Z99;
            double variance = sigma * sigma;
            return new LogNormal(p50 * StrictMath.exp(0.5 * variance), StrictMath.sqrt(StrictMath.expm1(variance)));
        }

        @Override
        public double quantile(double p) {
            double variance = StrictMath.log1p(cv * cv);
            return mean * StrictMath.exp(StrictMath.sqrt(variance) * Quantiles.standardNormal(p) - 0.5 * variance);
        }

        @Override
        public double variance() {
            return mean * cv * mean * cv;
        }
    }

    /**
     * The sum of exponential steps: shape 1 / cv&sup2;, scale mean &middot; cv&sup2;. Mean above 0; cv from 0.01 to 10,
     * the range in which the quantile, which has no closed form, is solved to a relative 1e-12.
     */
    record Gamma(double mean, double cv) implements Distribution {

        public Gamma {
            requirePositive("mean", mean);
            require(cv >= 0.01 && cv <= 10, "cv must be from 0.01 to 10", cv);
        }

        @Override
        public double quantile(double p) {
            return mean * cv * cv * Quantiles.gamma(1 / (cv * cv), p);
        }

        @Override
        public double variance() {
            return mean * cv * mean * cv;
        }
    }

    /**
     * Time to failure: with a shape below 1 the young fail most, above 1 the old; shape 1 is the exponential law. Shape
     * and scale are above 0; 63.2 % of all samples lie below the scale.
     */
    record Weibull(double shape, double scale) implements Distribution {

        public Weibull {
            requirePositive("shape", shape);
            requirePositive("scale", scale);
        }

        @Override
        public double quantile(double p) {
            return scale * StrictMath.pow(-StrictMath.log1p(-p), 1 / shape);
        }

        @Override
        public double mean() {
            return scale * org.apache.commons.math3.special.Gamma.gamma(1 + 1 / shape);
        }

        @Override
        public double variance() {
            return scale * scale * org.apache.commons.math3.special.Gamma.gamma(1 + 2 / shape) - mean() * mean();
        }
    }

    /**
     * Draws one of the given measurements, each equally likely; at least one, none negative, kept in ascending order.
     */
    record Empirical(List<Double> samples) implements Distribution {

        public Empirical {
            if (samples.isEmpty()) {
                throw new IllegalArgumentException("samples must not be empty");
            }
            samples.forEach(sample -> requireNotNegative("sample", sample));
            samples = samples.stream().sorted().toList();
        }

        @Override
        public double quantile(double p) {
            return samples.get((int) (p * samples.size()));
        }

        @Override
        public double mean() {
            double sum = 0;
            for (double sample : samples) {
                sum += sample;
            }
            return sum / samples.size();
        }

        @Override
        public double variance() {
            double mean = mean();
            double sum = 0;
            for (double sample : samples) {
                sum += (sample - mean) * (sample - mean);
            }
            return sum / samples.size();
        }
    }

    private static void requirePositive(String name, double value) {
        require(value > 0 && value < Double.POSITIVE_INFINITY, name + " must be a number above 0", value);
    }

    private static void requireNotNegative(String name, double value) {
        require(value >= 0 && value < Double.POSITIVE_INFINITY, name + " must be a number from 0 up", value);
    }

    private static void require(boolean holds, String rule, double value) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ", not " + value);
        }
    }
}
