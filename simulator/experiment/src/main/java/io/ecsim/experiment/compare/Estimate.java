// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.compare;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/** A mean with its 95 % confidence interval, in the unit of the figure. */
public record Estimate(double mean, double low, double high) {
    static final double LEVEL = 0.95;

    /** By Student's t. @param values two at least */
    static Estimate of(double[] values) {
        double mean = StatUtils.mean(values);
        double half = quantile(values.length) * standardError(values);
        return new Estimate(mean, mean - half, mean + half);
    }

    static double standardError(double[] values) {
        return Math.sqrt(StatUtils.variance(values) / values.length);
    }

    private static double quantile(int n) {
        return new TDistribution(null, n - 1).inverseCumulativeProbability((1 + LEVEL) / 2);
    }
}
