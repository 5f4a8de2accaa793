// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.kernel.Time;
import java.util.ArrayDeque;

/** What came to a task lately, for as long as a client waits. Rates are requests per second. */
final class Recent {
    /** A rate from some time on. */
    private record Since(long time, double rate) {}

    private static final double NOTICED = 1e-3;

    private static final double MOST_DEVIATIONS = 3;

    private final double patience;
    /** The newest first. */
    private final ArrayDeque<Since> rates = new ArrayDeque<>();

    /** @param patience seconds, may be infinite */
    Recent(double patience) {
        this.patience = patience;
    }

    Recent copy() {
        var copy = new Recent(patience);
        copy.rates.addAll(rates);
        return copy;
    }

    /** Of two, what is known for longer. */
    Recent longer(Recent other) {
        boolean isOther =
                !other.rates.isEmpty() && (rates.isEmpty() || other.rates.peekLast().time < rates.peekLast().time);
        return isOther ? other.copy() : this;
    }

    /** Another rate from now on. */
    void change(long now, double rate) {
        if (rates.isEmpty() || Math.abs(rates.peekFirst().rate - rate) > NOTICED * rate) {
            rates.addFirst(new Since(now, rate));
        }
        while (rates.size() > 1 && isOver(rates, now)) {
            rates.removeLast();
        }
    }

    /** Whether even the end of the oldest rate is too long ago. */
    private boolean isOver(ArrayDeque<Since> rates, long now) {
        var oldest = rates.removeLast();
        boolean over = Time.toSeconds(now - rates.peekLast().time) >= patience;
        rates.addLast(oldest);
        return over;
    }

    /** Whether nothing has changed for as long as clients wait. */
    boolean isSteady(long now) {
        return rates.isEmpty() || Time.toSeconds(now - rates.peekFirst().time) >= patience;
    }

    /**
     * How many come within the time for which a client waits; infinite before it is over for the first time. While their
     * rate changes it is the most that chance allows.
     */
    double within(long now) {
        if (Time.toSeconds(now - rates.peekLast().time) < patience) {
            return Double.POSITIVE_INFINITY;
        }
        double sum = 0;
        double until = 0;
        for (var since : rates) {
            double from = Math.min(patience, Time.toSeconds(now - since.time));
            sum += since.rate * (from - until);
            until = from;
        }
        return isSteady(now) ? sum : sum + MOST_DEVIATIONS * StrictMath.sqrt(sum + 1);
    }

    /** How long ago the first of the latest so many requests came; before all that is known they came as first known. */
    double age(long now, double requests) {
        double left = requests;
        double until = 0;
        double rate = 0;
        for (var since : rates) {
            double from = Time.toSeconds(now - since.time);
            rate = since.rate;
            if (left <= rate * (from - until)) {
                return left == 0 ? until : until + left / rate;
            }
            left -= rate * (from - until);
            until = from;
        }
        return rate > 0 ? until + left / rate : until;
    }
}
