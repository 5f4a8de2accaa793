// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.queueing;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.special.Gamma;

/**
 * Response times in equilibrium that have a closed form, with Poisson arrivals and a mean service of one second; {@code
 * load} is the arrivals in a second for each server, below 1. L. Kleinrock, "Queueing Systems", vol. I, 1975, and vol. II,
 * 1976, where nothing else is said.
 */
final class Closed {
    private Closed() {}

    /** The probability that a request in M/M/c finds all servers busy, from the sums of its definition. */
    static double erlangC(int c, double load) {
        double a = c * load;
        double term = 1;
        double sum = 0;
        for (int n = 0; n < c; n++) {
            sum += term;
            term *= a / (n + 1);
        }
        double last = term / (1 - load);
        return last / (sum + last);
    }

    /** Mean response in M/M/c, first come first served. */
    static double mmcMean(int c, double load) {
        return 1 + erlangC(c, load) / (c * (1 - load));
    }

    /** P(response > t) in M/M/c, first come first served; c (1 - load) is not 1. */
    static double mmcTail(int c, double load, double t) {
        double spare = c * (1 - load) - 1;
        return StrictMath.exp(-t) * (1 + erlangC(c, load) * -StrictMath.expm1(-t * spare) / spare);
    }

    /** Mean response in M/G/1, first come first served (Pollaczek and Khinchine). */
    static double mg1Mean(double load, double cv) {
        return 1 + load * (1 + cv * cv) / (2 * (1 - load));
    }

    /** Mean response in M/G/1 under processor sharing: of the law of the service only the mean matters. */
    static double processorSharingMean(double load) {
        return 1 / (1 - load);
    }

    /** P(response > t) in M/D/1 (G. J. Franx, "A simple solution for the M/D/c waiting time distribution", 2001). */
    static double md1Tail(double load, double t) {
        double wait = t - 1;
        if (wait < 0) {
            return 1;
        }
        int k = (int) wait + 1;
        double[] waiting = md1Waiting(load, k);
        double x = load * (k - wait);
        double term = StrictMath.exp(-x);
        double sum = 0;
        for (int j = 0; j < k; j++) {
            sum += waiting[k - 1 - j] * term;
            term *= x / (j + 1);
        }
        return 1 - sum;
    }

    /** P(at most i wait) in M/D/1, by what goes up and down past each number: all terms are positive. */
    private static double[] md1Waiting(double load, int k) {
        var present = new double[k + 1];
        var more = new double[k + 2]; // P(more than n arrive during a service)
        double term = StrictMath.exp(-load);
        double none = term;
        double left = 1;
        for (int n = 0; n < more.length; n++) {
            left -= term;
            more[n] = left;
            term *= load / (n + 1);
        }
        present[0] = 1 - load;
        for (int j = 0; j < k; j++) {
            double up = present[0] * more[j];
            for (int i = 1; i <= j; i++) {
                up += present[i] * more[j + 1 - i];
            }
            present[j + 1] = up / none;
        }
        var waiting = new double[k];
        double sum = present[0];
        for (int i = 0; i < k; i++) {
            sum += present[i + 1];
            waiting[i] = sum;
        }
        return waiting;
    }

    /** Probabilities of 0 to K requests in M/M/c/K. */
    static double[] mmckStates(int c, int k, double load) {
        var states = new double[k + 1];
        states[0] = 1;
        double sum = 1;
        for (int n = 1; n <= k; n++) {
            states[n] = states[n - 1] * c * load / Math.min(n, c);
            sum += states[n];
        }
        for (int n = 0; n <= k; n++) {
            states[n] /= sum;
        }
        return states;
    }

    /** Mean response of those that M/M/c/K takes in. */
    static double mmckMean(int c, int k, double load) {
        var states = mmckStates(c, k, load);
        double present = 0;
        for (int n = 1; n <= k; n++) {
            present += n * states[n];
        }
        return present / (c * load * (1 - states[k]));
    }

    /** P(response > t) of those that M/M/c/K takes in, first come first served; c is at least 2. */
    static double mmckTail(int c, int k, double load, double t) {
        var states = mmckStates(c, k, load);
        double tail = 0;
        for (int n = 0; n < k; n++) {
            double each = n < c ? StrictMath.exp(-t) : afterErlang(n - c + 1, c, t);
            tail += each * states[n] / (1 - states[k]);
        }
        return tail;
    }

    /** P(n departures of c busy servers, and then a service, take more than t). */
    private static double afterErlang(int n, int c, double t) {
        double stretch = StrictMath.pow((double) c / (c - 1), n);
        return Gamma.regularizedGammaQ(n, c * t)
                + StrictMath.exp(-t) * stretch * Gamma.regularizedGammaP(n, (c - 1) * t);
    }

    /** The t at which a falling tail is so much, by bisection. */
    static double quantile(DoubleUnaryOperator tail, double share) {
        double low = 0;
        double high = 1;
        while (tail.applyAsDouble(high) > 1 - share) {
            high *= 2;
        }
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (tail.applyAsDouble(middle) > 1 - share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
