// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import java.util.TreeMap;

/**
 * The law of a service's response times over a run. In the fluid model a request's response time is a part that is the
 * same for all of a moment and a part that is taken as exponential. So the law is a mixture; parts that differ by less than
 * 0.5 % are kept as one with their mean.
 */
public final class ResponseTimes {
    private static final double LEAST = 1e-6;
    private static final double LOG_STEP = StrictMath.log(1.005);
    /** Of so many answers in time the law is taken as it were without the others. */
    private static final double IN_TIME = 0.99;

    private static final int SLICES = 10;

    /**
     * How long a request takes: a fixed part, and one that is exponential with one of two means.
     *
     * @param fixed seconds
     * @param random mean seconds of the exponential part
     * @param often with which probability it is this
     * @param seldom mean seconds of the other
     */
    record Stay(double fixed, double random, double often, double seldom) {
        double mean() {
            return fixed + often * random + (1 - often) * seldom;
        }
    }

    /** By bucket of the fixed part, then of the part at the CPU: sums run in this order whatever came first. */
    private final TreeMap<Long, Part> parts = new TreeMap<>();

    /** The part added to last: equal tasks are accounted one after the other, and finding it takes two logarithms. */
    private Part last;

    private double lastFixed = Double.NaN;
    private double lastAtCpu = Double.NaN;

    private static final class Part {
        private double weight;
        private double fixed;
        private double atCpu;
        private double longest;

        private void add(double weight, double fixed, double atCpu, double longest) {
            this.weight += weight;
            this.fixed += weight * fixed;
            this.atCpu += weight * atCpu;
            this.longest = Math.max(this.longest, longest);
        }

        /** Weight of what took at most so many seconds. */
        private double within(double seconds) {
            double beyond = seconds - fixed / weight;
            if (beyond < 0) {
                return 0;
            }
            return seconds >= longest || atCpu == 0 ? weight : -weight * StrictMath.expm1(-beyond * weight / atCpu);
        }
    }

    /**
     * Requests that were answered, within the time that their clients wait.
     *
     * @param weight any unit, the same for all
     * @param longest seconds after which nobody waits for the answer
     * @return seconds that they took, times their weight
     */
    double add(double weight, Stay stay, double longest) {
        if (weight <= 0) {
            return 0;
        }
        double seconds = add(weight * stay.often(), Math.min(stay.fixed(), longest), stay.random(), longest);
        if (stay.often() < 1) {
            seconds += add(weight * (1 - stay.often()), Math.min(stay.fixed(), longest), stay.seldom(), longest);
        }
        return seconds;
    }

    private double add(double weight, double fixed, double random, double longest) {
        double inTime = random == 0 ? 1 : -StrictMath.expm1(-(longest - fixed) / random);
        if (inTime > IN_TIME || longest <= fixed) {
            double added = longest <= fixed ? 0 : random;
            part(fixed, added).add(weight, fixed, added, longest);
            return weight * (fixed + added);
        }
        double seconds = 0;
        for (int i = 0; i < SLICES; i++) {
            double each = fixed - random * StrictMath.log1p(-inTime * (i + 0.5) / SLICES);
            part(each, 0).add(weight / SLICES, each, 0, longest);
            seconds += weight / SLICES * each;
        }
        return seconds;
    }

    void addAll(ResponseTimes other) {
        for (var part : other.parts.values()) {
            double fixed = part.fixed / part.weight;
            double atCpu = part.atCpu / part.weight;
            part(fixed, atCpu).add(part.weight, fixed, atCpu, part.longest);
        }
    }

    private Part part(double fixed, double atCpu) {
        if (fixed != lastFixed || atCpu != lastAtCpu) {
            last = parts.computeIfAbsent(bucket(fixed) << 32 | bucket(atCpu), key -> new Part());
            lastFixed = fixed;
            lastAtCpu = atCpu;
        }
        return last;
    }

    private static long bucket(double seconds) {
        return seconds <= LEAST ? 0 : 1 + (long) (StrictMath.log(seconds / LEAST) / LOG_STEP);
    }

    /** The law of both together. */
    public ResponseTimes and(ResponseTimes other) {
        var both = new ResponseTimes();
        both.addAll(this);
        both.addAll(other);
        return both;
    }

    LatencySummary summary() {
        if (parts.isEmpty()) {
            return LatencySummary.NONE;
        }
        double weight = 0;
        double seconds = 0;
        for (var part : parts.values()) {
            weight += part.weight;
            seconds += part.fixed + part.atCpu;
        }
        return new LatencySummary(
                1e3 * seconds / weight, 1e3 * quantile(0.5), 1e3 * quantile(0.95), 1e3 * quantile(0.99));
    }

    /** The seconds within which a share of what there is is served, by bisection; NaN when there is nothing. */
    public double quantile(double share) {
        if (parts.isEmpty()) {
            return Double.NaN;
        }
        double all = 0;
        double longest = 0;
        for (var part : parts.values()) {
            all += part.weight;
            longest = Math.max(longest, Math.max(part.longest, part.fixed / part.weight));
        }
        double weight = share * all;
        double low = 0;
        double high = longest;
        while (high - low > 1e-10 * high) {
            double middle = (low + high) / 2;
            if (within(middle) < weight) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private double within(double seconds) {
        double weight = 0;
        for (var part : parts.values()) {
            weight += part.within(seconds);
        }
        return weight;
    }
}
