// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.compare;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.moment.Skewness;

/**
 * How much a variant differs from the first, run by run under the same luck.
 *
 * <p>Student's t for paired runs, unless the differences are too skewed for it: then Wilcoxon's signed-rank test, with the
 * Hodges-Lehmann estimate and its interval. Too skewed means that the sample's skewness G1 is more than 1.96 of its
 * standard errors away from 0 (Cramer 1997, Fundamental Statistics for Social Research, p. 89), asked from six runs on:
 * with fewer, Wilcoxon's test can show nothing at 5 %. Differences that are all alike, but not 0, leave Student's t no
 * spread to go by: there Wilcoxon's test decides too.
 *
 * @param value the mean of the differences, or the Hodges-Lehmann estimate, in the unit of the figure
 * @param low end of the 95 % confidence interval
 * @param p probability of differences as large if there were none; one figure, one variant
 * @param adjusted the same by Holm for all variants of the comparison
 */
public record Difference(Method method, double value, double low, double high, double p, double adjusted) {
    private static final double SIGNIFICANT = 0.05;
    private static final double NORMAL_975 = 1.959963984540054;
    /** With fewer Wilcoxon's test can show nothing at 5 %. */
    static final int FEWEST_FOR_RANKS = 6;

    /** By what it was tested. */
    public enum Method {
        /** No run differs. */
        NONE,
        STUDENT,
        WILCOXON
    }

    /** Whether the difference is more than luck, at 5 % for all variants together. */
    public boolean isSignificant() {
        return adjusted < SIGNIFICANT;
    }

    /** @param differences of a variant's runs to the first variant's, pair by pair; two at least */
    static Difference of(double[] differences) {
        if (areAll(differences, 0)) {
            return new Difference(Method.NONE, 0, 0, 0, 1, 1);
        }
        if (areAll(differences, differences[0]) || isSkewed(differences)) {
            SignedRanks ranks = new SignedRanks(differences);
            SignedRanks.Interval interval = ranks.interval(Estimate.LEVEL);
            double p = ranks.pValue();
            return new Difference(Method.WILCOXON, ranks.estimate(), interval.low(), interval.high(), p, p);
        }
        Estimate estimate = Estimate.of(differences);
        double t = Math.abs(estimate.mean()) / Estimate.standardError(differences);
        double p = 2 * new TDistribution(null, differences.length - 1).cumulativeProbability(-t);
        return new Difference(Method.STUDENT, estimate.mean(), estimate.low(), estimate.high(), p, p);
    }

    Difference adjusted(double adjusted) {
        return new Difference(method, value, low, high, p, adjusted);
    }

    private static boolean areAll(double[] values, double value) {
        for (double each : values) {
            if (each != value) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSkewed(double[] values) {
        int count = values.length;
        if (count < FEWEST_FOR_RANKS) {
            return false;
        }
        double n = count;
        double error = Math.sqrt(6 * n * (n - 1) / ((n - 2) * (n + 1) * (n + 3)));
        return Math.abs(new Skewness().evaluate(values)) > NORMAL_975 * error;
    }
}
