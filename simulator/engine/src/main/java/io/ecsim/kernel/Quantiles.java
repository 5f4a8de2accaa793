// SPDX-License-Identifier: Apache-2.0
package io.ecsim.kernel;

import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;

/** Quantiles that have no closed form, the same on every JDK. */
final class Quantiles {

    private static final int MOST_STEPS = 50;

    /** From here on an expansion is as exact as the solution, whose cost grows with the root of the shape. */
    private static final double LARGE_SHAPE = 1e5;

    private Quantiles() {}

    static double standardNormal(double p) {
        return StrictMath.sqrt(2) * Erf.erfInv(2 * p - 1);
    }

    /**
     * The quantile of the gamma law with scale 1. Commons Math solves for it to an absolute 1e-9 and goes astray in the
     * last 1e-13 of the upper tail; this solves to a relative 1e-12 everywhere, in a few steps.
     *
     * <p>Newton's method on the logarithm of the smaller tail: below the median ln P against ln x, above it ln Q
     * against x, where P is the lower and Q the upper regularized incomplete gamma function. These curves are concave
     * (ln Q is convex if the shape is below 1), so from the chosen starts no step leaves the positive numbers and all
     * converge.
     */
    static double gamma(double shape, double p) {
        return shape < LARGE_SHAPE ? solvedGamma(shape, p) : expandedGamma(shape, standardNormal(p));
    }

    /**
     * E. A. Cornish and R. A. Fisher's expansion, with the terms of H. Goldberg and H. Levine, Annals of Mathematical
     * Statistics 17 (1946), for a chi-square of twice the shape, halved.
     *
     * @param z the standard normal quantile
     */
    static double expandedGamma(double shape, double z) {
        double root = StrictMath.sqrt(shape);
        double z2 = z * z;
        return shape
                + root * z
                + (z2 - 1) / 3
                + z * (z2 - 7) / (36 * root)
                - (3 * z2 * z2 + 7 * z2 - 16) / (810 * shape)
                + z * (9 * z2 * z2 + 256 * z2 - 433) / (38880 * shape * root);
    }

    static double solvedGamma(double shape, double p) {
        double x = gammaStart(shape, p);
        if (x < Double.MIN_NORMAL) {
            return x;
        }
        double logGamma = Gamma.logGamma(shape);
        for (int i = 0; i < MOST_STEPS; i++) {
            double density = StrictMath.exp((shape - 1) * StrictMath.log(x) - x - logGamma);
            double next = p <= 0.5 ? lowerStep(shape, p, x, density) : upperStep(shape, p, x, density);
            boolean converged = Math.abs(next - x) <= 1e-13 * x;
            x = next;
            if (converged) {
                break;
            }
        }
        return x;
    }

    private static double lowerStep(double shape, double p, double x, double density) {
        double lower = Gamma.regularizedGammaP(shape, x);
        return x * StrictMath.exp(StrictMath.log(p / lower) * lower / (density * x));
    }

    private static double upperStep(double shape, double p, double x, double density) {
        double upper = Gamma.regularizedGammaQ(shape, x);
        return x + StrictMath.log(upper / (1 - p)) * upper / density;
    }

    /**
     * A lower bound of the quantile, from P(x) &le; x^shape / &Gamma;(shape + 1), which is close for small shapes; or
     * the approximation of E. B. Wilson and M. M. Hilferty, PNAS 17 (1931), which is close for large ones.
     */
    private static double gammaStart(double shape, double p) {
        double bound = StrictMath.exp((StrictMath.log(p) + Gamma.logGamma(shape + 1)) / shape);
        if (shape < 1) {
            return bound;
        }
        double root = 1 - 1 / (9 * shape) + standardNormal(p) / (3 * StrictMath.sqrt(shape));
        return Math.max(bound, shape * root * root * root);
    }
}
