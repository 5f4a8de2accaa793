// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.kernel.Time;
import io.ecsim.workload.Prospects.Figures;

/** The law of the requests in each of some tasks that do alike, by what comes to them and the CPU that they have. */
final class InTasks {
    /** As a part of the CPU: a task that uses so much wants more. */
    private static final double BUSY = 0.98;
    /** Tasks share the CPU anew when what one uses has changed by so many vCPUs. */
    private static final double NOTICED = 0.01;

    /** Requests by which a concurrency is beyond what the CPU and the latency hold. */
    private static final double MANY = 10;
    /** Seconds; a latency of so little is soon over. */
    private static final double IN_STEP = 1;

    /** By so many times the mean of the equilibrium a number may be there by chance. */
    private static final double NEAR = 1.1;

    /** Of the CPU that a task has: changes that change nothing. */
    private static final double SLIGHT = 1e-3;

    /** Between two looks at how tasks share their CPU, at first. */
    private static final long SOON = Time.MILLISECOND * 50;
    /** Parts of a wait, and of the time since something else came, after which one looks again. */
    private static final int LOOKS = 8;
    /** Seconds. */
    private static final double SHORTEST_LOOK = 0.01;

    private static final double LONGEST_LOOK = 3600;

    /**
     * @param arrivals requests per second
     * @param regularity variance of their number over its mean
     * @param even whether each task has as many requests as the others
     * @param grant vCPUs that each gets for its demand
     * @param available vCPUs that it would get if it wanted all it can have
     * @param contended whether others may want the same CPU
     */
    record Plan(double arrivals, double regularity, boolean even, double grant, double available, boolean contended) {}

    private final TaskModel model;
    private final RequestsLaw law;
    private Recent recent;
    /** Whether others have joined since it was last looked at. */
    private boolean isMixed;

    private Plan plan = new Plan(0, 1, false, 0, 0, false);
    private Throughput throughput;
    /** Seconds of a request that are not CPU, if they are beside the throughput. */
    private double beside;

    private Stays stays;
    /** As it is while the number is by chance what it is. */
    private InProgress steady;

    /** Whether what was before plays a part, and changes. */
    private boolean temporary;

    private long lookAgain = Long.MAX_VALUE;
    /** When it was last planned that something else comes. */
    private long plannedAt;

    /** vCPUs used for requests when this was planned. */
    private double used;

    InTasks(TaskModel model, long now) {
        this.model = model;
        this.law = new RequestsLaw(now);
        this.recent = new Recent(model.timeout());
    }

    /** One more, beside so many others. */
    void join(long now, int others, InTask more) {
        isMixed |= law.mix(now, others, more.law());
        recent = others == 0 ? more.recent().copy() : recent.longer(more.recent());
    }

    double present(long now) {
        return Rates.mean(law.present(now));
    }

    InTask each(long now, long requests) {
        var present = law.present(now);
        return new InTask(requests, present, Rates.mean(present), recent);
    }

    /** vCPUs that each would use if it could have them. */
    double demand(long now, double arrivals) {
        double wanted = model.demand(arrivals);
        if (throughput == null || model.cpuSeconds() == 0) {
            return wanted;
        }
        double used = law.at(now).done() * model.cpuSeconds();
        boolean wantsMore = used > BUSY * Math.min(throughput.vcpus, throughput.most() * model.cpuSeconds());
        return wantsMore ? model.demand(Double.POSITIVE_INFINITY) : Math.max(wanted, model.rest() + used);
    }

    void plan(long now, Plan plan) {
        var before = this.plan;
        this.plan = plan;
        if (model.isInstant()) {
            return;
        }
        boolean same = throughput != null && plan.arrivals() == before.arrivals() && before.even() == plan.even();
        plannedAt = same ? plannedAt : now;
        double vcpus = Math.max(0, plan.available() - model.rest());
        if (throughput == null || Math.abs(throughput.vcpus - vcpus) > SLIGHT * throughput.vcpus) {
            findThroughput(vcpus);
            same = false;
        }
        if (!same || isMixed || plan.regularity() != before.regularity()) {
            look(now);
        }
        used = law.at(now).done() * model.cpuSeconds();
    }

    /**
     * Where a task can work on many more than its CPU can, those at the CPU are followed; the others are in step with them
     * if they are soon over.
     */
    private void findThroughput(double vcpus) {
        double cpuSeconds = model.cpuSeconds();
        double others = cpuSeconds == 0 ? Double.POSITIVE_INFINITY : vcpus * model.latency() / cpuSeconds;
        if (model.latency() <= IN_STEP && model.concurrency() > 2 * (others + vcpus) + MANY) {
            beside = model.latency();
            throughput = new Throughput(cpuSeconds, 0, vcpus, model.concurrency() - (int) others);
        } else {
            beside = 0;
            throughput = new Throughput(cpuSeconds, model.latency(), vcpus, model.concurrency());
        }
        stays = new Stays(model, throughput);
        steady = new InProgress(stays, beside, InProgress.Ages.STEADY);
    }

    private void look(long now) {
        isMixed = false;
        double admitted =
                plan.arrivals() - Math.min(plan.arrivals(), law.at(now).rejected());
        recent.change(now, admitted);
        double variation = model.cpuVariation();
        double regularity = plan.regularity();
        double shared = plan.even() ? regularity : (regularity + variation) / (1 + variation);
        var births = new Births(throughput, plan.arrivals(), regularity, variation, shared);
        double limit = throughput.concurrency + recent.within(now);
        var rates = new Rates(
                births, (double) model.queue() + throughput.concurrency, limit, model.timeout(), law.support());
        double hovering = hovering(now, rates);
        double leaving = admitted - law.growth();
        var each = hovering == 1
                ? steady
                : new InProgress(stays, beside, (waiting, seconds) -> {
                    double same = waiting / throughput.most() + seconds;
                    double age = recent.age(now, waiting + Math.max(0, leaving) * seconds);
                    return hovering + (1 - hovering) * Math.min(2, age / same);
                });
        var prospects = new Prospects(rates, stays, each.upTo(rates));
        law.change(now, prospects);
        temporary = hovering < 1 && !(recent.isSteady(now) && law.isSettled());
        double wait = law.at(now).present() / Math.max(1e-9, throughput.most()) + model.duration();
        double look = Math.max(wait, Time.toSeconds(now - plannedAt)) / LOOKS;
        look = Math.max(SHORTEST_LOOK, Math.min(LONGEST_LOOK, look));
        lookAgain = temporary ? now + Time.ofSeconds(look) : Long.MAX_VALUE;
    }

    /** 1 where the number is by chance what it is; 0 where it grows, or shrinks, because there is, or was, too much. */
    private double hovering(long now, Rates rates) {
        double present = Rates.mean(rates, law.present(now));
        double mean = Rates.mean(rates, rates.equilibrium());
        return plan.arrivals() >= throughput.most() ? 0 : present <= NEAR * mean + 1 ? 1 : mean / present;
    }

    /** Up to when all is known that was known before {@code now}, or becomes so now. */
    long known(long now) {
        if (model.isInstant() || throughput == null) {
            return Long.MAX_VALUE;
        }
        if (now >= lookAgain) {
            look(now);
        }
        while (law.known() <= now) {
            law.step(temporary ? lookAgain - now : Long.MAX_VALUE);
        }
        return Math.min(lookAgain, law.known());
    }

    Figures figures(long now) {
        return throughput == null || model.isInstant() ? Figures.NONE : law.at(now);
    }

    Figures inTheEnd() {
        return throughput == null || model.isInstant() ? Figures.NONE : law.inTheEnd();
    }

    /** How long requests took that were answered, as far as it is known. */
    Answered answers(long from, long to) {
        if (throughput == null || model.isInstant()) {
            return Answered.AT_ONCE;
        }
        return law.answered(from, to);
    }

    double cpuUsed(Figures figures) {
        double granted = Math.max(0, plan.grant() - model.rest());
        return Math.min(model.rest(), plan.grant())
                + Math.min(granted, Math.max(0, figures.done()) * model.cpuSeconds());
    }

    double secondsInTask() {
        boolean idle = model.isInstant() || throughput == null || plan.arrivals() <= 0;
        double seconds = idle ? 0 : law.inTheEnd().present() / plan.arrivals();
        return Math.max(seconds, model.duration());
    }

    /** @param memory of the only task; null when it cannot be full */
    long until(long now, MemoryUse memory) {
        long next = Long.MAX_VALUE;
        if (memory != null || plan.contended()) {
            long known = known(now);
            var present = figures(now);
            var then = known == Long.MAX_VALUE ? present : figures(known);
            if (memory != null) {
                double growth = (then.present() - present.present()) / Math.max(1e-9, Time.toSeconds(known - now));
                next = Math.min(known, memory.fullAt(now, present.present(), growth, 0, 0, 0));
            }
            if (plan.contended() && isNoticed(then)) {
                next = Math.min(next, Math.max(known, now + Math.max(SOON, (now - plannedAt) / LOOKS)));
            }
        }
        return next;
    }

    private boolean isNoticed(Figures then) {
        return Math.abs(then.done() * model.cpuSeconds() - used) > NOTICED;
    }
}
