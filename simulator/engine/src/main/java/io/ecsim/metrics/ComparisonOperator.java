// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

/** How an alarm compares a statistic, on the left, with its threshold (SC-203). Spelled as on the wire. */
public enum ComparisonOperator {
    GreaterThanOrEqualToThreshold("at least"),
    GreaterThanThreshold("above"),
    LessThanThreshold("below"),
    LessThanOrEqualToThreshold("at most");

    /**
     * Values closer than this share of the threshold are equal to it. A load that a scenario puts exactly on its target
     * comes out of floating-point sums; without a tolerance their last bit would decide.
     */
    private static final double TOLERANCE = 1e-9;

    private final String words;

    ComparisonOperator(String words) {
        this.words = words;
    }

    /** Whether the comparison holds, that is, whether the value is breaching. */
    public boolean holds(double value, double threshold) {
        boolean equal = Math.abs(value - threshold) <= TOLERANCE * Math.abs(threshold);
        return switch (this) {
            case GreaterThanOrEqualToThreshold -> equal || value > threshold;
            case GreaterThanThreshold -> !equal && value > threshold;
            case LessThanThreshold -> !equal && value < threshold;
            case LessThanOrEqualToThreshold -> equal || value < threshold;
        };
    }

    /** The comparison in words: {@code above}, {@code at most}. */
    public String words() {
        return words;
    }
}
