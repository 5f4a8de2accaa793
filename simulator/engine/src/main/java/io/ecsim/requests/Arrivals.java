// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import io.ecsim.kernel.RandomStream;
import io.ecsim.kernel.Time;
import io.ecsim.workload.Traffic;

/**
 * The moments at which requests of a {@link Traffic} arrive: those of a Poisson process with its rate. Where the number
 * of an interval is known, from a record or drawn already, as many arrive in it, each at a moment of its own: so do those of a Poisson
 * process whose number is known (D. R. Cox and P. A. W. Lewis, "The Statistical Analysis of Series of Events", 1966, 2.1).
 */
final class Arrivals {
    private final RandomStream random;
    private Traffic traffic;

    /** Where the present rate began, and where it ends. */
    private long time;

    private long changesAt;
    private double rate;

    /** When the next number is to be looked at; {@link Long#MAX_VALUE} when requests come independently. */
    private long countedUntil;
    /** Requests that are still to come until then, and the rate x time that they share. */
    private long left;

    private double amount;

    /** Rate x time until the next request; infinite when no more comes until then. */
    private double ahead;

    private boolean arrives;
    private long next = Long.MAX_VALUE;

    Arrivals(RandomStream random) {
        this.random = random;
    }

    /** From now on; nothing is remembered of what would have come. */
    void setTraffic(Traffic traffic, long now) {
        this.traffic = traffic;
        changesAt = now;
        countedUntil = now;
        begin(now);
    }

    /** When it is next to {@link #pass}; {@link Long#MAX_VALUE} when never. */
    long next() {
        return next;
    }

    /** That moment is there. Returns whether a request arrives: there may just be another rate. */
    boolean pass() {
        boolean arrived = arrives;
        if (arrived) {
            draw();
        } else {
            ahead -= rate * Time.toSeconds(next - time);
        }
        begin(next);
        return arrived;
    }

    private void begin(long now) {
        if (now >= changesAt) {
            rate = traffic.rate(now);
            changesAt = traffic.nextChange(now);
        }
        time = now;
        if (now >= countedUntil) {
            count();
        }
        long until = Math.min(changesAt, countedUntil);
        double nanos = ahead / rate * Time.SECOND;
        boolean last = until == countedUntil && ahead < Double.POSITIVE_INFINITY; // rounding loses none
        arrives = nanos < until - now || last && until < Long.MAX_VALUE;
        next = nanos < until - now ? now + (long) (nanos + 0.5) : until;
    }

    private void count() {
        countedUntil = traffic.countedUntil(time);
        if (countedUntil < Long.MAX_VALUE) {
            long before = traffic.arrivedBefore(time);
            long after = traffic.arrivedBefore(countedUntil);
            amount = (double) (after - before) / Traffic.MICRO;
            left = after / Traffic.MICRO - before / Traffic.MICRO; // broken numbers add up
        }
        draw();
    }

    private void draw() {
        double log = StrictMath.log(random.nextOpenDouble());
        if (countedUntil == Long.MAX_VALUE) {
            ahead = -log;
        } else if (left == 0) {
            ahead = Double.POSITIVE_INFINITY;
        } else {
            ahead = amount * -StrictMath.expm1(log / left); // the first of so many that are spread evenly
            amount -= ahead;
            left--;
        }
    }
}
