// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

/**
 * Divides an amount that grows among weights, in whole millionths: each part is that of its weight to within rounding,
 * never decreases, and the parts always add up to the whole.
 */
final class Division {
    static final Division AMONG_NONE = new Division(new double[0]);

    private final double[] weights;
    /** Weight of each and all that follow it. */
    private final double[] following;

    private final long[] parts;
    private long whole;

    /** @param weights from 0 up */
    Division(double[] weights) {
        int n = weights.length;
        this.weights = weights.clone();
        this.following = new double[n];
        this.parts = new long[n];
        double sum = 0;
        for (int i = n - 1; i >= 0; i--) {
            sum += weights[i];
            following[i] = sum;
        }
    }

    /** The same weights, and nothing divided yet. */
    Division anew() {
        return new Division(weights);
    }

    /** Whether there is anybody to have a part. */
    boolean isPossible() {
        return weights.length > 0 && following[0] > 0;
    }

    double share(int i) {
        return weights[i] / following[0];
    }

    /** Each takes its part of what those before it left; not less than before, and not so much that others lose. */
    void divide(long more) {
        long left = whole + more;
        long leftBefore = whole;
        whole = left;
        for (int i = 0; i < parts.length && left > 0; i++) {
            long exact = following[i] > 0 ? Math.round(left * (weights[i] / following[i])) : 0;
            long part = Math.max(parts[i], Math.min(exact, parts[i] + left - leftBefore));
            left -= part;
            leftBefore -= parts[i];
            parts[i] = part;
        }
    }

    /** As of the last {@link #divide}. */
    long part(int i) {
        return parts[i];
    }
}
