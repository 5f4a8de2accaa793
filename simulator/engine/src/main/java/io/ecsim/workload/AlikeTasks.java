// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import static io.ecsim.workload.Traffic.MICRO;

import io.ecsim.kernel.Time;
import io.ecsim.workload.TaskModel.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests in tasks that do alike, all together, in whole millionths: those that wait (the backlog) and those at
 * work. Every amount that leaves one place arrives at another, so nothing is lost to rounding.
 *
 * <p>Tasks with a backlog are alike only if it is the same; of those at work each may have its own number, for what they
 * become is linear, and so the same for the sum (see {@link #finish}).
 */
final class AlikeTasks {
    /** Where the tasks stand in a group's division of requests. */
    private static final class Place {
        private final GroupLoad group;
        private final double weight;
        private int position = -1;
        private long taken;

        private Place(Kind.Place place) {
            this.group = place.group();
            this.weight = place.weight();
        }
    }

    /**
     * What each of the tasks did, amounts in millionths. What it had at work, and so what it finished, is its own.
     *
     * @param waited of requests in the backlog, times seconds
     * @param begun requests that got to work
     */
    record Each(double cpuSeconds, double waited, double arrived, double begun) {
        static final Each NOTHING = new Each(0, 0, 0, 0);

        Each plus(Each more) {
            return new Each(
                    cpuSeconds + more.cpuSeconds, waited + more.waited, arrived + more.arrived, begun + more.begun);
        }

        Each minus(Each less) {
            return new Each(
                    cpuSeconds - less.cpuSeconds, waited - less.waited, arrived - less.arrived, begun - less.begun);
        }
    }

    final Kind kind;
    final Contention contention;
    /** Stands for the backlog that they have in common. */
    final Object backlogs = new Object();

    private final ServiceLoad service;
    private final TaskModel model;
    private final List<Place> places = new ArrayList<>();
    private int members;

    private double arrivals;
    private Plan plan = Plan.NOT_YET;
    private long fullAt = Long.MAX_VALUE;

    private long time;
    private long backlog;
    private long atWork;
    private double unbegun;
    private long answered;
    private long errors;

    /** Millionths at work in a task that had none when these came together. */
    private double reference;

    private Each each = Each.NOTHING;

    AlikeTasks(Kind kind, Contention contention, long now) {
        this.kind = kind;
        this.contention = contention;
        this.service = kind.service;
        this.model = kind.model;
        this.time = now;
        kind.places.forEach(place -> places.add(new Place(place)));
    }

    // Who belongs to them

    void join(long backlog, long atWork) {
        if (members++ == 0) {
            places.forEach(place -> place.group.takers.add(this));
            service.tasks.add(this);
        }
        this.backlog += backlog;
        this.atWork += atWork;
        places.forEach(place -> place.group.takersChanged());
    }

    /** The part of one task, which has to take it with it. */
    long takeBacklog() {
        long taken = backlog / members;
        backlog -= taken;
        return taken;
    }

    long takeAtWork(long wanted) {
        long taken = members == 1 ? atWork : Math.max(0, Math.min(atWork, wanted));
        atWork -= taken;
        return taken;
    }

    void left() {
        members--;
        places.forEach(place -> place.group.takersChanged());
        if (members == 0) {
            places.forEach(place -> place.group.takers.remove(this));
            service.tasks.remove(this);
        }
    }

    /** Whether all have left. */
    boolean isEmpty() {
        return members == 0;
    }

    /** Up to the last {@link #advance}. */
    Each each() {
        return each;
    }

    double reference() {
        return reference;
    }

    // What they get

    double weight(GroupLoad group) {
        return members * place(group).weight;
    }

    /** They have a place in a group's division, of which nothing has been divided yet. */
    void place(GroupLoad group, int position) {
        var place = place(group);
        place.position = position;
        place.taken = 0;
    }

    private Place place(GroupLoad group) {
        for (var place : places) {
            if (place.group == group) {
                return place;
            }
        }
        throw new IllegalArgumentException("no target of the group");
    }

    /** Requests per second to each. */
    void findArrivals() {
        arrivals = 0;
        for (var place : places) {
            arrivals += place.group.rate(place.position) / members;
        }
    }

    // What they make of it

    double demand() {
        return model.demand(arrivals, backlogOfEach());
    }

    private long backlogOfEach() {
        return members == 0 ? 0 : (backlog + members - 1) / members;
    }

    boolean waits() {
        return backlogOfEach() > TaskModel.NEGLIGIBLE;
    }

    /** From now on; requests beyond a limit that has come down are turned away at once. */
    void plan(long now, double grant, double available) {
        advance(now);
        plan = model.plan(now, arrivals, backlogOfEach(), grant, available);
        unbegun = 0;
        turnAway();
        fullAt = kind.alone != null ? fullAt(now) : Long.MAX_VALUE;
    }

    private long fullAt(long now) {
        double begins = plan.queueing() ? plan.rate() : arrivals;
        boolean stays = plan.until() == Long.MAX_VALUE;
        double inflow = backlog > 0 ? begins : Math.min(begins, arrivals);
        return kind.alone.memory.fullAt(
                now,
                (double) backlog / MICRO,
                stays ? 0 : arrivals - begins,
                (double) atWork / MICRO,
                inflow,
                model.duration());
    }

    /** When the plan ends by itself, or the memory is full. */
    long until() {
        return Math.min(plan.until(), fullAt);
    }

    /** Whether the container of the only task uses all the memory that it may. */
    boolean isFull() {
        return kind.alone != null && kind.alone.memory.isFull(time, (double) inFlight() / MICRO);
    }

    /** vCPUs, by each. */
    double cpuUsed() {
        return plan.cpu();
    }

    /** How long a request that comes now is in the task; longer and longer when more come than it can do. */
    double secondsInTask() {
        boolean falling = plan.queueing() && plan.rate() > 0;
        double waiting = falling ? waitBehind(backlog) : 0;
        double behind = falling ? Math.max(1, arrivals / plan.rate()) : 1;
        return (model.latency() + plan.atCpu() + waiting) * behind;
    }

    /** Seconds until a request that comes now is begun. */
    private double waitBehind(long backlog) {
        return backlog / plan.rate() / MICRO / members;
    }

    /** In each. */
    double meanInProgress() {
        return arrivals * secondsInTask();
    }

    long inFlight() {
        return backlog + atWork;
    }

    /** Brings the books to the present, by the plan made before. */
    void advance(long now) {
        if (now == time) {
            return;
        }
        double seconds = Time.toSeconds(now - time);
        time = now;
        long arrived = arrived(now);
        long waiting = backlog;
        long begun = begin(waiting + arrived, seconds);
        backlog = waiting + arrived - begun;
        turnAway();
        long done = finish(begun, seconds);
        answer(done, waiting);
        double waited = (waiting + backlog) / 2.0 * seconds;
        each = each.plus(
                new Each(plan.cpu() * seconds, waited / members, (double) arrived / members, (double) begun / members));
    }

    private long arrived(long now) {
        long all = 0;
        for (var place : places) {
            long sent = place.group.sent(place.position, now);
            place.group.tally.routed(sent - place.taken);
            all += sent - place.taken;
            place.taken = sent;
        }
        service.offered(all);
        return all;
    }

    /** How much of what is there gets to work. */
    private long begin(long there, double seconds) {
        if (!plan.queueing()) {
            return there;
        }
        double exact = plan.rate() * members * seconds * MICRO + unbegun;
        if (exact >= there) {
            return there;
        }
        long begun = (long) exact;
        unbegun = exact - begun;
        return begun;
    }

    private void turnAway() {
        long limit = plan.limit() > Long.MAX_VALUE / members ? Long.MAX_VALUE : plan.limit() * members;
        long excess = backlog - limit;
        if (excess > 0) {
            backlog -= excess;
            if (plan.timeoutBinds()) {
                fail(excess, timeout());
            } else {
                service.rejected(excess);
                if (kind.group != null) {
                    kind.group.tally.failed(excess, ElbError.HTTP_502);
                }
            }
        }
    }

    /**
     * Those at work follow dL/dt = inflow - L / duration: mean values of M/M/infinity, exact while the inflow is even.
     * By the same equation the integral of L is the duration times what finishes (Little's law). It is linear: the sum
     * over all tasks follows it, and what a task brought with it decays by itself, on top of what came since.
     */
    private long finish(long begun, double seconds) {
        double time = seconds / model.duration();
        long before = atWork + begun;
        // time is infinite when requests take none: nothing stays at work
        double stays = StrictMath.exp(-time);
        double comes = begun * -StrictMath.expm1(-time) / time;
        atWork = Math.min(before, Math.round(atWork * stays + comes));
        reference = reference * stays + comes / members;
        return before - atWork;
    }

    private void answer(long done, long waitingBefore) {
        if (model.isHopeless()) {
            fail(done, timeout());
            return;
        }
        answered += done;
        long wrong = Math.min(done, Math.round(answered * model.errors()) - errors);
        errors += wrong;
        boolean waited = plan.queueing() && plan.rate() > 0;
        double from = model.latency() + (waited ? waitBehind(waitingBefore) : 0);
        double to = model.latency() + (waited ? waitBehind(backlog) : 0);
        service.responseTimes.add(done, from, to, plan.atCpu(), model.timeout());
        service.tally.answered(done, wrong, from, to, plan.atCpu(), model.timeout());
        if (kind.group != null) {
            kind.group.tally.answered(done, wrong, from, to, plan.atCpu(), model.timeout());
        }
    }

    private ElbError timeout() {
        return kind.group == null ? ElbError.HTTP_460 : kind.group.timeout(model.timeout());
    }

    private void fail(long requests, ElbError code) {
        service.tally.failed(requests, code);
        if (kind.group != null) {
            kind.group.tally.failed(requests, code);
        }
    }
}
