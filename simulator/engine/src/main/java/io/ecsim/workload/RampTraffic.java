// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.kernel.Time;
import io.ecsim.workload.StepTraffic.Step;
import java.util.List;

/**
 * A rate that goes straight from each point to the next: zero before the first point, that of the last one for ever
 * after. Between two points it is cut into about a hundred steps, of a second to five minutes each; the rate of a step
 * is the mean of the ramp over it, so that the amounts at the ends of steps are those of the ramp.
 */
public record RampTraffic(List<Step> points) implements Traffic {
    private static final long SHORTEST = Time.SECOND;
    private static final long LONGEST = 5 * Time.MINUTE;
    private static final int STEPS = 100;

    public RampTraffic {
        points = Step.inTurn("points", points);
    }

    @Override
    public double rate(long time) {
        int i = last(time);
        if (i < 0 || i == points.size() - 1) {
            return i < 0 ? 0 : points.get(i).rate();
        }
        long begin = begin(i, time);
        long end = nextChange(time);
        return Amounts.rate(since(i, end) - since(i, begin), end - begin);
    }

    @Override
    public long nextChange(long time) {
        int i = last(time);
        if (i == points.size() - 1) {
            return Long.MAX_VALUE;
        }
        return i < 0
                ? points.get(0).time()
                : Math.min(begin(i, time) + step(i), points.get(i + 1).time());
    }

    @Override
    public long arrivedBefore(long time) {
        int i = last(time);
        long arrived = 0;
        for (int before = 0; before < i; before++) {
            arrived += since(before, points.get(before + 1).time());
        }
        if (i < 0 || i == points.size() - 1) {
            return i < 0
                    ? 0
                    : arrived
                            + Amounts.of(
                                    points.get(i).rate(), time - points.get(i).time());
        }
        long begin = begin(i, time);
        long end = nextChange(time);
        long here = since(i, begin);
        return arrived + here + Amounts.part(since(i, end) - here, time - begin, end - begin);
    }

    /** The last point that is not after a time; -1 before the first. */
    private int last(long time) {
        int i = points.size() - 1;
        while (i >= 0 && points.get(i).time() > time) {
            i--;
        }
        return i;
    }

    private long step(int i) {
        return Math.max(
                SHORTEST,
                Math.min(LONGEST, (points.get(i + 1).time() - points.get(i).time()) / STEPS));
    }

    /** Of the step in which a time after point {@code i} lies. */
    private long begin(int i, long time) {
        return time - (time - points.get(i).time()) % step(i);
    }

    /** The ramp's own amount from point {@code i} to a time before the next: a trapezium. */
    private long since(int i, long time) {
        Step from = points.get(i);
        Step to = points.get(i + 1);
        double elapsed = time - from.time();
        double rise = (to.rate() - from.rate()) * (elapsed / (to.time() - from.time()));
        return Amounts.of(from.rate() + rise / 2, time - from.time());
    }

    @Override
    public String description() {
        double first = points.get(0).rate();
        double last = points.get(points.size() - 1).rate();
        return "ramp from " + Amounts.plain(first) + "/s to " + Amounts.plain(last) + "/s in " + points.size()
                + " points";
    }
}
