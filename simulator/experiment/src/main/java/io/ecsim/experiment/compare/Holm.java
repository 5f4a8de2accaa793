// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.compare;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Holm's correction for many tests (1979, A Simple Sequentially Rejective Multiple Test Procedure). */
final class Holm {
    private Holm() {}

    /** The p-values in their order, each as if it were the only test. */
    static double[] adjust(double[] p) {
        List<Integer> order = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .toList();
        double[] adjusted = new double[p.length];
        double most = 0;
        for (int rank = 0; rank < p.length; rank++) {
            int i = order.get(rank);
            most = Math.max(most, Math.min(1, (p.length - rank) * p[i]));
            adjusted[i] = most;
        }
        return adjusted;
    }
}
