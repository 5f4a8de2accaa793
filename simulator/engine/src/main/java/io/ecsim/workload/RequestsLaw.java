// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.kernel.Time;
import io.ecsim.workload.Prospects.Figures;
import io.ecsim.workload.Prospects.Part;
import java.util.Arrays;
import java.util.List;

/**
 * The law of the number of requests in a task, as it moves: Kolmogorov's forward equations of a birth and death process,
 * in implicit steps, extrapolated (E. Hairer and G. Wanner, "Solving Ordinary Differential Equations II", 1996, IV.9), as
 * long as the error of the mean allows. Within a step all is interpolated, so that it hardly matters when one looks. Once
 * the law is that of the equilibrium, no more steps are taken.
 */
final class RequestsLaw {
    /** Error of a step, by the mean number. */
    private static final double TOLERANCE = 5e-3;

    /** How much the share that is turned away may change in a step, by its error. */
    private static final double AWAY = 0.05;

    /** By so small a part its figures differ from those of the equilibrium when it is there. */
    private static final double SETTLED = 2e-4;

    /** Seconds of what is there in the end: if less is still to come, it is taken as there. Ours. */
    private static final double SOON = 0.01;

    /** Probability of a number that does not matter. */
    private static final double NOTHING = 1e-12;

    /** Probabilities of two laws differ by no more when they are one law. */
    private static final double SAME = 1e-9;

    private static final long SHORTEST = Time.MILLISECOND / 100;
    private static final long LONGEST = Time.HOUR;

    private Prospects prospects;
    private double[] law = {1};
    private double[] next = law;
    private long time;
    private long until;
    private double step;
    private boolean settled;
    private Figures now = Figures.NONE;
    private Figures then = Figures.NONE;
    private Figures inTheEnd = Figures.NONE;
    private List<Part> nowParts = List.of();
    private List<Part> thenParts = List.of();

    RequestsLaw(long now) {
        time = now;
        until = now;
    }

    /**
     * The law of some tasks and one more.
     *
     * @return whether it is another
     */
    boolean mix(long at, int others, double[] more) {
        var mixed = others == 0 ? more : present(at);
        if (others > 0) {
            if (isSame(mixed, more)) {
                return false;
            }
            mixed = Arrays.copyOf(mixed, Math.max(mixed.length, more.length));
            for (int i = 0; i < mixed.length; i++) {
                mixed[i] += ((i < more.length ? more[i] : 0) - mixed[i]) / (others + 1);
            }
        }
        begin(at, mixed);
        return true;
    }

    private static boolean isSame(double[] one, double[] other) {
        for (int i = 0; i < Math.max(one.length, other.length); i++) {
            if (Math.abs((i < one.length ? one[i] : 0) - (i < other.length ? other[i] : 0)) > SAME) {
                return false;
            }
        }
        return true;
    }

    private void begin(long at, double[] law) {
        this.law = law;
        next = law;
        time = at;
        until = at;
        settled = false;
        if (prospects != null) {
            now = prospects.of(within(law, prospects.rates.size));
            then = now;
        }
    }

    /** How many values matter at a time within the present step. */
    int support() {
        return Math.max(support(law), support(next));
    }

    private static int support(double[] law) {
        int size = law.length;
        while (size > 1 && Math.abs(law[size - 1]) < NOTHING) {
            size--;
        }
        return size;
    }

    /** As it is at a time within the present step. */
    double[] present(long at) {
        double part = part(at);
        var present = new double[Math.max(law.length, next.length)];
        for (int i = 0; i < present.length; i++) {
            double before = i < law.length ? law[i] : 0;
            present[i] = before + part * ((i < next.length ? next[i] : 0) - before);
        }
        return present;
    }

    /** By how many requests per second the mean grows. */
    double growth() {
        return until == time ? 0 : (then.present() - now.present()) / Time.toSeconds(until - time);
    }

    /** From now on it moves by other rates. */
    void change(long at, Prospects prospects) {
        this.prospects = prospects;
        law = within(present(at), prospects.rates.size);
        next = law;
        time = at;
        until = at;
        now = prospects.of(law);
        then = now;
        inTheEnd = prospects.of(prospects.rates.equilibrium());
        double pace = Math.abs(prospects.rates.arrivals() - now.done() - now.rejected() - now.abandoned());
        settled = isThere(now) || isSoonThere(now, pace);
        if (settled) {
            law = prospects.rates.equilibrium();
            next = law;
            now = inTheEnd;
            then = inTheEnd;
            nowParts = prospects.parts(law);
            thenParts = nowParts;
            return;
        }
        nowParts = prospects.parts(law);
        thenParts = nowParts;
        double busy = prospects.rates.arrivals() + now.done();
        step = 0.1 * Math.min((now.present() + 1) / pace, (now.present() + 1) * 2 / busy);
    }

    private double part(long at) {
        return until == time ? 0 : (double) (at - time) / (until - time);
    }

    /** Whether nothing changes any more. */
    boolean isSettled() {
        return settled;
    }

    private boolean isThere(Figures figures) {
        double most = SETTLED * (inTheEnd.present() + 0.01);
        return Math.abs(figures.present() - inTheEnd.present()) < most
                && Math.abs(figures.done() - inTheEnd.done()) <= SETTLED * inTheEnd.done()
                && Math.abs(figures.rejected() - inTheEnd.rejected()) <= SETTLED * (inTheEnd.rejected() + 1e-3);
    }

    /**
     * Whether what is still to come counts for less than {@link #SOON} seconds of what is there in the end.
     *
     * @param pace requests per second by which the mean changes
     */
    private boolean isSoonThere(Figures figures, double pace) {
        double change = Math.abs(figures.present() - inTheEnd.present());
        double seconds = Math.max(prospects.rates.relaxation(), pace > 0 ? change / pace : 0);
        double lost = Math.abs(figures.rejected() + figures.givenUp() - inTheEnd.rejected() - inTheEnd.givenUp());
        return seconds * change <= SOON * inTheEnd.present() && seconds * lost <= SOON * inTheEnd.done();
    }

    /** Up to which it is known; {@link Long#MAX_VALUE} when it has settled. */
    long known() {
        return settled ? Long.MAX_VALUE : until;
    }

    /** Goes on from the time up to which it is known; {@code longest} nanoseconds at most. */
    void step(long longest) {
        time = until;
        law = next;
        now = then;
        nowParts = thenParts;
        settled = isThere(now);
        if (settled) {
            return;
        }
        var rates = prospects.rates;
        var scratch = new double[rates.size];
        double most = Math.max(SHORTEST, Math.min(LONGEST, longest));
        for (int tries = 0; ; tries++) {
            double nanos = Math.max(SHORTEST, Math.min(most, step * Time.SECOND));
            nanos = Math.max(1, Math.rint(nanos));
            double seconds = nanos / Time.SECOND;
            var once = rates.step(law, seconds, scratch);
            var twice = rates.step(rates.step(law, seconds / 2, scratch), seconds / 2, scratch);
            double turnedAway = Math.abs(rates.fullness(twice) - rates.fullness(once))
                    + AWAY * Math.abs(rates.fullness(twice) - rates.fullness(law));
            double mean = Rates.mean(rates, twice);
            double wrong = Math.abs(mean - Rates.mean(rates, once)) + seconds * rates.arrivals() * turnedAway;
            double error = wrong / (TOLERANCE * (Math.max(0, mean) + 0.2));
            double factor = Math.max(0.2, Math.min(5, 0.9 / StrictMath.sqrt(error + 1e-9)));
            step = seconds * factor;
            if (error < 8 || nanos <= SHORTEST || tries > 20) {
                for (int i = 0; i < rates.size; i++) {
                    twice[i] = 2 * twice[i] - once[i];
                }
                until = time + (long) nanos;
                next = normal(twice);
                break;
            }
        }
        then = prospects.of(next);
        if (isThere(then)) {
            next = rates.equilibrium();
            then = inTheEnd;
        }
        thenParts = prospects.parts(next);
    }

    /** Where there is room for fewer than before, more than these are as many as there is room for. */
    private static double[] within(double[] law, int size) {
        var within = Arrays.copyOf(law, size);
        for (int i = size; i < law.length; i++) {
            within[size - 1] += law[i];
        }
        return normal(within);
    }

    private static double[] normal(double[] law) {
        double sum = Arrays.stream(law).sum();
        for (int i = 0; i < law.length; i++) {
            law[i] /= sum;
        }
        return law;
    }

    // Readings within the present step

    Figures at(long at) {
        return settled ? now : now.between(then, part(at));
    }

    /** How long those took that were answered from one time to another, within what is known. */
    Answered answered(long from, long to) {
        double share = (part(from) + part(to)) / 2;
        double after = share * then.done();
        double before = (1 - share) * now.done();
        return new Answered(nowParts, thenParts, settled || after + before == 0 ? 0 : after / (after + before));
    }

    Figures inTheEnd() {
        return inTheEnd;
    }
}
