// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.compare;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Wilcoxon's signed-rank test of paired differences, exact also with ties: the distribution of the rank sum over all
 * signs that the ranks could have had (Hollander, Wolfe, Chicken 2014, Nonparametric Statistical Methods, 3.1 and 3.3).
 * Differences of 0 are left out, ties share their mean rank. O(n³) for n differences.
 */
final class SignedRanks {
    record Interval(double low, double high) {}

    private final double[] differences;
    /** Twice the rank of each difference that is not 0: ties have halves. */
    private final int[] doubled;

    private final int positive;

    SignedRanks(double[] all) {
        differences = all.clone();
        double[] values = Arrays.stream(all).filter(value -> value != 0).toArray();
        doubled = doubledRanks(values);
        positive = IntStream.range(0, values.length)
                .filter(i -> values[i] > 0)
                .map(i -> doubled[i])
                .sum();
    }

    private static int[] doubledRanks(double[] values) {
        Integer[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> Math.abs(values[i])))
                .toArray(Integer[]::new);
        int[] ranks = new int[values.length];
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && Math.abs(values[order[to]]) == Math.abs(values[order[from]])) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = from + 1 + to; // twice the mean of the ranks from + 1 to to
            }
            from = to;
        }
        return ranks;
    }

    /** Two-sided: twice the smaller tail. */
    double pValue() {
        double[] share = distribution(doubled);
        double below = 0;
        double above = 0;
        for (int sum = 0; sum < share.length; sum++) {
            below += sum <= positive ? share[sum] : 0;
            above += sum >= positive ? share[sum] : 0;
        }
        return Math.min(1, 2 * Math.min(below, above));
    }

    /** Probability of each sum of the ranks that have a positive sign, if each has one or not by a fair coin. */
    private static double[] distribution(int[] ranks) {
        double[] share = new double[Arrays.stream(ranks).sum() + 1];
        share[0] = 1;
        int reached = 0;
        for (int rank : ranks) {
            reached += rank;
            for (int sum = reached; sum >= 0; sum--) {
                share[sum] = (share[sum] + (sum >= rank ? share[sum - rank] : 0)) / 2;
            }
        }
        return share;
    }

    /** Hodges and Lehmann's: the median of the means of all pairs, each with itself too. */
    double estimate() {
        double[] means = walshAverages();
        int middle = means.length / 2;
        return means.length % 2 == 1 ? means[middle] : (means[middle - 1] + means[middle]) / 2;
    }

    /** Tukey's: the means of pairs between two of their ranks. The widest there is, where it cannot reach its level. */
    Interval interval(double level) {
        int n = differences.length;
        double[] share = distribution(IntStream.rangeClosed(1, n).toArray());
        double tail = 0;
        int skipped = 0;
        while (tail + share[skipped] <= (1 - level) / 2) {
            tail += share[skipped];
            skipped++;
        }
        double[] means = walshAverages();
        int first = Math.max(0, skipped - 1);
        return new Interval(means[first], means[means.length - 1 - first]);
    }

    private double[] walshAverages() {
        int n = differences.length;
        double[] means = new double[n * (n + 1) / 2];
        int next = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                means[next++] = (differences[i] + differences[j]) / 2;
            }
        }
        Arrays.sort(means);
        return means;
    }
}
