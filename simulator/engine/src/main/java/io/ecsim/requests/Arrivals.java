// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import io.ecsim.kernel.RandomStream;
import io.ecsim.kernel.Time;
import io.ecsim.workload.Traffic;

/**
 * The moments at which requests of a {@link Traffic} arrive: a Poisson process with its rate, or a burstier one in which
 * groups of requests arrive so, of a geometric size (compound Poisson). Then counts of any time span have a variance of
 * {@code dispersion} times their mean, the index of dispersion (D. R. Cox and P. A. W. Lewis, "The Statistical Analysis
 * of Series of Events", 1966, 4.5).
 */
final class Arrivals {
    private final RandomStream random;
    /** Geometric on 1, 2, ... with mean m: E[B^2] / E[B] = 2 m - 1. */
    private final double meanGroup;

    private Traffic traffic;
    private double rate;
    private long changesAt;

    /** Rate x time until the next group, in requests. */
    private double ahead;

    private int together;
    private long next;

    /** @param dispersion variance over mean of counts, from 1 up; 1 is Poisson */
    Arrivals(double dispersion, RandomStream random) {
        if (!(dispersion >= 1 && dispersion < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("dispersion must be from 1 up, not " + dispersion);
        }
        this.random = random;
        this.meanGroup = (dispersion + 1) / 2;
        this.next = Long.MAX_VALUE;
    }

    /** From now on; nothing is remembered of what would have come. */
    void setTraffic(Traffic traffic, long now) {
        this.traffic = traffic;
        rate = traffic.rate(now);
        changesAt = traffic.nextChange(now);
        drawGroup(now);
    }

    /** When the next request arrives; {@link Long#MAX_VALUE} when none does. */
    long next() {
        return next;
    }

    /** The next one has arrived. */
    void pass() {
        if (--together == 0) {
            drawGroup(next);
        }
    }

    private void drawGroup(long from) {
        ahead = -meanGroup * StrictMath.log(random.nextOpenDouble());
        together = meanGroup == 1 ? 1 : geometric();
        next = reach(from);
    }

    private int geometric() {
        double rest = StrictMath.log(random.nextOpenDouble()) / StrictMath.log1p(-1 / meanGroup);
        return (int) Math.min(Integer.MAX_VALUE, 1 + (long) rest);
    }

    private long reach(long from) {
        long time = from;
        while (true) {
            double nanos = ahead / rate * Time.SECOND;
            if (nanos < changesAt - time) {
                return time + (long) (nanos + 0.5);
            }
            if (changesAt == Long.MAX_VALUE) {
                return Long.MAX_VALUE;
            }
            ahead -= rate * Time.toSeconds(changesAt - time);
            time = changesAt;
            rate = traffic.rate(time);
            changesAt = traffic.nextChange(time);
        }
    }
}
