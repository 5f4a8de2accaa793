// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import io.ecsim.kernel.RandomStream;
import io.ecsim.workload.Algorithm;
import java.util.Arrays;

/** Chooses among targets, by position. */
sealed interface Choice {
    /** The target of a request. */
    int choose();

    /** A target has so many requests that have not been answered. */
    default void outstanding(int position, int requests) {}

    /**
     * @param weights above 0, at least one. Round robin with different weights, as under slow start or stickiness, is a
     *     random choice by weight: each client, and each node of the load balancer, has a turn of its own
     */
    static Choice of(Algorithm algorithm, double[] weights, RandomStream random) {
        boolean equal = Arrays.stream(weights).allMatch(weight -> weight == weights[0]);
        return switch (algorithm) {
            case least_outstanding_requests -> new LeastOutstanding(weights);
            case round_robin -> equal ? new InTurn(weights.length) : new ByWeight(weights, random);
            case weighted_random -> equal ? new AtRandom(weights.length, random) : new ByWeight(weights, random);
        };
    }

    final class InTurn implements Choice {
        private final int targets;
        private int last;

        InTurn(int targets) {
            this.targets = targets;
            this.last = targets - 1;
        }

        @Override
        public int choose() {
            last = last + 1 == targets ? 0 : last + 1;
            return last;
        }
    }

    record AtRandom(int targets, RandomStream random) implements Choice {
        @Override
        public int choose() {
            return random.nextInt(targets);
        }
    }

    final class ByWeight implements Choice {
        private final double[] upTo;
        private final RandomStream random;

        ByWeight(double[] weights, RandomStream random) {
            this.upTo = weights.clone();
            Arrays.parallelPrefix(upTo, Double::sum);
            this.random = random;
        }

        @Override
        public int choose() {
            int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
            return Math.min(found >= 0 ? found + 1 : -1 - found, upTo.length - 1);
        }
    }

    /** The fewest requests for its weight; the first of several (LB-8). */
    final class LeastOutstanding implements Choice {
        private static final double ONE = 1 << 20;

        private final double[] weights;
        private final Timetable outstanding = new Timetable();

        LeastOutstanding(double[] weights) {
            this.weights = weights;
            for (int i = 0; i < weights.length; i++) {
                outstanding.set(outstanding.add(), 0);
            }
        }

        @Override
        public int choose() {
            return outstanding.next();
        }

        @Override
        public void outstanding(int position, int requests) {
            outstanding.set(position, Math.round(requests / weights[position] * ONE));
        }
    }
}
