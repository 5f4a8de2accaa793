// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.kernel.Time;

/**
 * Other traffic times a factor, for some time.
 *
 * @param factor at least 0
 * @param from first nanosecond of the factor
 * @param until first nanosecond after it; {@link Long#MAX_VALUE} for ever
 */
public record ScaledTraffic(Traffic base, double factor, long from, long until) implements Traffic {
    public ScaledTraffic {
        Amounts.requireRate("factor", factor);
        Amounts.require("from", from, from >= 0, "an offset from 0 up");
        Amounts.require("until", until, until >= from, "at least from, " + from);
    }

    @Override
    public double rate(long time) {
        return from <= time && time < until ? base.rate(time) * factor : base.rate(time);
    }

    @Override
    public long nextChange(long time) {
        return Math.min(nextOwn(time), base.nextChange(time));
    }

    @Override
    public long countedUntil(long time) {
        long counted = base.countedUntil(time);
        return counted == Long.MAX_VALUE ? counted : Math.min(counted, nextOwn(time));
    }

    private long nextOwn(long time) {
        return time < from ? from : time < until ? until : Long.MAX_VALUE;
    }

    @Override
    public long arrivedBefore(long time) {
        long before = base.arrivedBefore(Math.min(time, from));
        if (time <= from) {
            return before;
        }
        long during = base.arrivedBefore(Math.min(time, until));
        return before + Math.round((during - before) * factor) + base.arrivedBefore(time) - during;
    }

    @Override
    public String description() {
        var end = until == Long.MAX_VALUE ? "" : " to " + Time.words(until);
        return base.description() + ", times " + Amounts.plain(factor) + " from " + Time.words(from) + end;
    }
}
