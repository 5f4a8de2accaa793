// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.kernel.Time;

/** Traffic as things that arrive one by one, each at the moment at which its amount is complete. */
public final class Arrivals {
    private static final long MOST = Time.HOUR;

    private Traffic traffic;
    private final long horizon;
    private long count;
    private long next;

    /** A stretch of time with one rate, and the amounts before its ends. */
    private long begin;

    private long end;
    private long before;
    private long after;

    /** @param horizon nanoseconds; what comes later is not looked for */
    public Arrivals(Traffic traffic, long horizon) {
        this.traffic = traffic;
        this.horizon = horizon;
        findNext();
    }

    /** When the next thing arrives, in nanoseconds; {@link Long#MAX_VALUE} when none does before the horizon. */
    public long next() {
        return next;
    }

    /** Takes the next thing. Returns when it arrived. */
    public long take() {
        long taken = next;
        count++;
        findNext();
        return taken;
    }

    /** More or less of it comes for some time; what came before {@code from} has been taken. */
    public void scale(double factor, long from, long until) {
        traffic = new ScaledTraffic(traffic, factor, from, until);
        begin = from;
        end = from;
        before = traffic.arrivedBefore(from);
        after = before;
        findNext();
    }

    private void findNext() {
        long wanted = (count + 1) * Traffic.MICRO;
        while (after < wanted) {
            if (end >= horizon) {
                next = Long.MAX_VALUE;
                return;
            }
            begin = end;
            end = Math.min(traffic.nextChange(begin), begin + MOST);
            before = after;
            after = traffic.arrivedBefore(end);
        }
        if (before >= wanted) {
            next = begin;
            return;
        }
        double part = (double) (wanted - before) / (after - before);
        next = Math.min(end, begin + (long) Math.ceil(part * (end - begin)));
    }
}
