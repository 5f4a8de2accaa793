// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

/**
 * How fast the number of requests in a task grows and shrinks by one: a birth and death process with the drift and the
 * variance of the number under arrivals and CPU times of any variation (a diffusion approximation: H. Kobayashi,
 * "Application of the Diffusion Approximation to Queueing Networks I", JACM 21 (2), 1974; heavy traffic under processor
 * sharing: H. C. Gromoll, "Diffusion approximation for a processor sharing queue in heavy traffic", Ann. Appl. Probab. 14
 * (2), 2004).
 *
 * <p>Arrivals and ends that are more regular than chance cancel each other: as much is taken from both rates, so the drift
 * stays and the variance falls. While all vCPUs are busy it is so much that births over deaths are load^(1/w), where w is
 * the variation; this is exact for M/G/1 under processor sharing and M/M/c, where nothing cancels, and first come first
 * served it gives the means of Pollaczek and Khinchine. Under processor sharing those that have come last end last, unless
 * the law of their CPU time is exponential: then everything is faster or slower by a factor.
 *
 * @param arrivals requests per second
 * @param regularity variance of the number that comes to the task over its mean: 1 by chance, 1/n from n in turn
 * @param variation squared coefficient of variation of a request's CPU time
 * @param shared variance over mean of the growth under processor sharing, by that of exponential CPU times
 */
record Births(Throughput throughput, double arrivals, double regularity, double variation, double shared) {

    /** What cancels of both rates while the CPU is shared. */
    double cancelledWhileShared() {
        double detail = (1 - regularity) * (0.05 - 0.2 * variation / (1 + variation));
        return cancelled(shared, shared < 1 ? detail : 0);
    }

    /** What cancels while all that are worked on stay and others wait their turn. */
    double cancelledInLine() {
        return cancelled((1 + regularity) / 2, 0) + (1 - variation) / 2 * arrivals;
    }

    /**
     * @param variation of the growth, in heavy traffic
     * @param detail to it when traffic is not heavy, fitted to single requests in turn, which is ours
     */
    private double cancelled(double variation, double detail) {
        double most = throughput.most();
        double load = arrivals / most;
        if (!(load < Double.POSITIVE_INFINITY)) {
            return 0;
        }
        double w = variation + (load < 1 ? detail * -StrictMath.expm1(-5 * (1 - load)) : 0);
        if (Math.abs(1 - load) < 1e-6) {
            return most * (1 - w);
        }
        return most - (most - arrivals) / (1 - StrictMath.pow(load, 1 / Math.max(0.01, w)));
    }

    /**
     * By how much the number moves faster than with exponential CPU times. In overload from nothing it grows as a, where a
     * = arrivals (1 - E e^(-a S)) (A. Jean-Marie and P. Robert, "On the transient behavior of the processor sharing queue",
     * Queueing Systems 17, 1994), with a gamma law of S.
     */
    double haste() {
        double load = arrivals / throughput.most();
        double heavy = 2 / (1 + variation);
        if (!(load > 1.0001 && load < Double.POSITIVE_INFINITY) || variation == 1) {
            return heavy;
        }
        double low = 0;
        double high = load;
        for (int i = 0; i < 40; i++) {
            double middle = (low + high) / 2;
            double stay =
                    variation < 1e-6 ? StrictMath.exp(-middle) : StrictMath.pow(1 + middle * variation, -1 / variation);
            if (load * (1 - stay) > middle) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low / (load - 1);
    }
}
