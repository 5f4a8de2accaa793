// SPDX-License-Identifier: Apache-2.0
package io.ecsim.kernel;

/**
 * Random numbers of arrivals: Poisson, or negative binomial as a Poisson number whose mean is itself gamma-distributed
 * (M. Greenwood and G. U. Yule, Journal of the Royal Statistical Society 83 (1920)).
 */
public final class Counts {
    /** Up to here the Poisson law is searched, value by value. */
    private static final double MOST_SEARCHED = 500;

    /** Means too small to be told from 0. */
    private static final double LEAST_SHAPE = 1e-3;

    private Counts() {}

    /**
     * Draws a number; takes two numbers from the stream.
     *
     * @param mean from 0 up
     * @param dispersion variance over mean, from 1 up; 1 for a Poisson number
     */
    public static long draw(double mean, double dispersion, RandomStream random) {
        double first = random.nextOpenDouble();
        double second = random.nextOpenDouble();
        return mean == 0 ? 0 : poisson(dispersion == 1 ? mean : gamma(mean, dispersion - 1, first), second);
    }

    /** A quantile of the gamma law with this mean and variance {@code mean * scale}. */
    private static double gamma(double mean, double scale, double p) {
        double shape = mean / scale;
        if (shape >= LEAST_SHAPE) {
            return scale * Quantiles.gamma(shape, p);
        }
        // Almost always nothing: rather all or nothing, with the same mean and variance.
        double most = scale + mean;
        return p < 1 - mean / most ? 0 : most;
    }

    /** The quantile of the Poisson law, by search from 0, or by Cornish and Fisher's expansion where that is long. */
    static long poisson(double mean, double p) {
        if (mean > MOST_SEARCHED) {
            double z = Quantiles.standardNormal(p);
            double value = mean + StrictMath.sqrt(mean) * z + (z * z - 1) / 6;
            return Math.max(0, Math.round(value));
        }
        double term = StrictMath.exp(-mean);
        double sum = term;
        long count = 0;
        while (sum < p && term > 0) {
            count++;
            term *= mean / count;
            sum += term;
        }
        return count;
    }
}
