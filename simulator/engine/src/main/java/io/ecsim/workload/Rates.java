// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import java.util.Arrays;

/**
 * The rates at which the number of requests in a task goes from one value to its neighbours: all values up to some two
 * hundred, beyond them steps of three per cent, with the same drift.
 */
final class Rates {
    private static final int SINGLE = 200;
    private static final double STEP = 1.03;
    private static final double[] NUMBERS = numbers();
    private static final double NOTHING = 1e-13;
    /** No rate is cancelled altogether. */
    private static final double MOST = 0.999;

    private final Births births;
    private final Throughput throughput;
    private final double room;
    private final double limit;
    /** Index of the last value that there is room for. */
    private final int last;

    private final double shared;
    private final double inLine;
    private final double haste;

    /** Up to the last value that matters. */
    int size;

    double[] up;
    double[] down;
    /** Requests per second of whom the queue is too long for their clients. */
    double[] abandoned;

    /** Births per second that find no place. */
    double[] refused;

    /** Where arrivals find no place, or have waited in vain; {@link #size} when nowhere. */
    int full;

    private double[] equilibrium;

    /**
     * @param room requests that there is room for, in progress and waiting
     * @param limit number at which the first of those that wait gives up
     * @param patience seconds, in which the queue follows the limit
     * @param support values that matter now, which are not left out
     */
    Rates(Births births, double room, double limit, double patience, int support) {
        this.births = births;
        this.throughput = births.throughput();
        this.room = room;
        this.limit = limit;
        this.last = last(room);
        this.shared = births.cancelledWhileShared();
        this.inLine = births.cancelledInLine();
        this.haste = births.haste();
        int most = Math.min(last + 1, Math.max(64, support));
        up = new double[most];
        down = new double[most];
        abandoned = new double[most];
        refused = new double[most];
        equilibrium = new double[most];
        fill(patience, support);
    }

    private static double[] numbers() {
        var numbers = new double[1_000];
        for (int i = 1; i < numbers.length; i++) {
            numbers[i] = i <= SINGLE ? i : Math.ceil(numbers[i - 1] * STEP);
        }
        return numbers;
    }

    private static int last(double room) {
        int found = Arrays.binarySearch(NUMBERS, room);
        return found >= 0 ? found : Math.min(-1 - found, NUMBERS.length - 1);
    }

    double number(int i) {
        return Math.min(NUMBERS[i], room);
    }

    private void fill(double patience, int support) {
        double sum = 1;
        equilibrium[0] = 1;
        full = Integer.MAX_VALUE;
        node(0, patience);
        int i = 0;
        while (i < last && (i < support || equilibrium[i] > NOTHING * sum)) {
            if (i + 1 == up.length) {
                grow(Math.min(last + 1, 2 * up.length));
            }
            node(i + 1, patience);
            edge(i);
            if (up[i] > 0 && down[i + 1] == 0) { // nothing comes back from there
                Arrays.fill(equilibrium, 0, i + 1, 0);
                equilibrium[i + 1] = 1;
                sum = 1;
            } else {
                equilibrium[i + 1] = up[i] == 0 ? 0 : equilibrium[i] * (up[i] / down[i + 1]);
                sum += equilibrium[i + 1];
            }
            if (sum > 1e200) {
                scale(i + 2, 1 / sum);
                sum = 1;
            }
            i++;
        }
        size = i + 1;
        up[i] = 0;
        full = Math.min(full, i == last ? i : size);
        scale(size, 1 / sum);
    }

    private void grow(int length) {
        up = Arrays.copyOf(up, length);
        down = Arrays.copyOf(down, length);
        abandoned = Arrays.copyOf(abandoned, length);
        refused = Arrays.copyOf(refused, length);
        equilibrium = Arrays.copyOf(equilibrium, length);
    }

    private void scale(int length, double factor) {
        for (int i = 0; i < length; i++) {
            equilibrium[i] *= factor;
        }
    }

    /** Births and deaths per second, of single requests; steps of several have less variance than they would have. */
    private void node(int i, double patience) {
        double n = number(i);
        double cancelled = cancelled(n);
        double birth = births.arrivals() - cancelled;
        double death = throughput.at(n) - cancelled;
        double width = i < last ? number(i + 1) - n : 1;
        double coarse = Math.min((birth + death) * (1 - 1 / width) / 2, Math.min(birth, death));
        if (n >= limit && i < full) {
            full = i;
        }
        up[i] = n >= limit ? 0 : birth - coarse;
        refused[i] = n >= limit || i == last ? birth - coarse : 0;
        down[i] = death - coarse;
        abandoned[i] = n > limit + 1 ? (n - limit) * 16 / patience : 0;
    }

    /** From a value to the next and back. */
    private void edge(int i) {
        double n = number(i);
        double next = number(i + 1);
        double pace = next <= throughput.concurrency ? 1 + (haste - 1) * throughput.crowding(n) : 1;
        up[i] *= pace / (next - n);
        down[i + 1] = (pace * down[i + 1] + abandoned[i + 1]) / (next - n);
    }

    private double cancelled(double n) {
        double rate = throughput.at(n);
        if (rate == 0) {
            return 0;
        }
        double both = n < throughput.concurrency ? shared * rate / throughput.most() : inLine;
        return Math.min(both, MOST * Math.min(births.arrivals(), rate));
    }

    static double mean(double[] law) {
        double mean = 0;
        for (int i = 1; i < law.length; i++) {
            mean += law[i] * NUMBERS[i];
        }
        return mean;
    }

    static double mean(Rates rates, double[] law) {
        double mean = 0;
        for (int i = 1; i < Math.min(rates.size, law.length); i++) {
            mean += law[i] * rates.number(i);
        }
        return mean;
    }

    /** Probability that arrivals find no place. */
    double fullness(double[] law) {
        double sum = 0;
        for (int i = full; i < Math.min(size, law.length); i++) {
            sum += law[i];
        }
        return sum;
    }

    /** The law that does not move any more, as long as {@link #size}. */
    double[] equilibrium() {
        return Arrays.copyOf(equilibrium, size);
    }

    /** Seconds in which the number forgets what it was when it is not far from the mean: its variance over its diffusion. */
    double relaxation() {
        double mean = mean(this, equilibrium);
        double variance = 0;
        double diffusion = 0;
        for (int i = 0; i < size; i++) {
            double away = number(i) - mean;
            double width = i + 1 < size ? number(i + 1) - number(i) : 0;
            variance += equilibrium[i] * away * away;
            diffusion += equilibrium[i] * up[i] * width * width;
        }
        return variance == 0 ? 0 : variance / diffusion;
    }

    /** Whether a queue that is full is as long as clients wait, not as there is room. */
    boolean isImpatient() {
        return limit < room;
    }

    double arrivals() {
        return births.arrivals();
    }

    Throughput throughput() {
        return throughput;
    }

    /**
     * The law some seconds later, by an implicit step of Euler's.
     *
     * @param law as long as {@link #size}, of which nothing gets lost
     */
    double[] step(double[] law, double seconds, double[] scratch) {
        var next = new double[size];
        double before = 1 + seconds * up[0];
        scratch[0] = size > 1 ? -seconds * down[1] / before : 0;
        next[0] = law[0] / before;
        for (int i = 1; i < size; i++) {
            double from = seconds * up[i - 1];
            double pivot = 1 + seconds * (up[i] + down[i]) + from * scratch[i - 1];
            scratch[i] = i + 1 < size ? -seconds * down[i + 1] / pivot : 0;
            next[i] = (law[i] + from * next[i - 1]) / pivot;
        }
        for (int i = size - 2; i >= 0; i--) {
            next[i] -= scratch[i] * next[i + 1];
        }
        return next;
    }
}
