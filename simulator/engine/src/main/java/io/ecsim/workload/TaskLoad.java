// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import static io.ecsim.workload.Traffic.MICRO;

import io.ecsim.kernel.Time;
import io.ecsim.workload.TaskModel.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests in one task, in whole millionths: those that wait (the backlog) and those at work. Every amount that
 * leaves one place arrives at another, so nothing is lost to rounding.
 */
final class TaskLoad {
    final String id;
    final ServiceLoad service;
    final InstanceLoad instance;
    final TaskCpu cpu;
    private final TaskModel model;
    private final MemoryUse memory;
    private final boolean canFill;

    /** Places among the targets of groups; none while nothing is sent to it. */
    private final List<Place> places = new ArrayList<>();

    /** The group that its requests came from last; null before the first. */
    private GroupLoad group;

    private double arrivals;
    private Plan plan = Plan.NOT_YET;
    private long fullAt = Long.MAX_VALUE;

    private long time;
    private long backlog;
    private long atWork;
    private double unbegun;
    private long answered;
    private long errors;

    private long readAt;
    private double cpuSeconds;
    private double memorySeconds;
    private long arrivedSinceRead;
    private long answeredSinceRead;

    private static final class Place {
        private final GroupLoad group;
        private final int position;
        private long taken;

        private Place(GroupLoad group, int position) {
            this.group = group;
            this.position = position;
        }
    }

    /** @param memoryLimit MiB above which its container is killed; infinite when there is none */
    TaskLoad(
            String id,
            ServiceLoad service,
            InstanceLoad instance,
            TaskCpu cpu,
            double memoryLimit,
            Application app,
            long now) {
        this.id = id;
        this.service = service;
        this.instance = instance;
        this.cpu = cpu;
        this.model = TaskModel.of(app, Math.min(cpu.limit(), instance.vcpus), service.idleTimeout());
        this.memory = TaskModel.memory(app, memoryLimit, now);
        this.canFill = memory.canFill(model.room());
        this.time = now;
        this.readAt = now;
    }

    /** It is a target of the group from now on; the group has just begun to count anew. */
    void join(GroupLoad group, int position) {
        places.add(new Place(group, position));
        this.group = group;
    }

    void leave(GroupLoad group) {
        places.removeIf(place -> place.group == group);
        findArrivals();
    }

    void findArrivals() {
        arrivals = 0;
        places.forEach(place -> arrivals += place.group.rate(place.position));
    }

    double demand() {
        return model.demand(arrivals, backlog);
    }

    /** From now on; requests beyond a limit that has come down are turned away at once. */
    void plan(long now, double grant, double available) {
        advance(now);
        plan = model.plan(now, arrivals, backlog, grant, available);
        unbegun = 0;
        turnAway();
        fullAt = canFill ? fullAt(now) : Long.MAX_VALUE;
    }

    private long fullAt(long now) {
        double begins = plan.queueing() ? plan.rate() : arrivals;
        boolean stays = plan.until() == Long.MAX_VALUE;
        double inflow = backlog > 0 ? begins : Math.min(begins, arrivals);
        return memory.fullAt(
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

    /** Whether its container uses all the memory that it may. */
    boolean isFull() {
        return canFill && memory.isFull(time, (double) inFlight() / MICRO);
    }

    double cpuUsed() {
        return plan.cpu();
    }

    /** How long a request that comes now is in the task; longer and longer when more come than it can do. */
    double secondsInTask() {
        boolean falling = plan.queueing() && plan.rate() > 0;
        double waiting = falling ? backlog / plan.rate() / MICRO : 0;
        double behind = falling ? Math.max(1, arrivals / plan.rate()) : 1;
        return (model.latency() + plan.atCpu() + waiting) * behind;
    }

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
        memorySeconds += memory.integral(time, now);
        time = now;
        long arrived = arrived(now);
        long waiting = backlog;
        long begun = begin(waiting + arrived, seconds);
        backlog = waiting + arrived - begun;
        turnAway();
        long done = finish(begun, seconds);
        answer(done, waiting);
        double inProgress = model.duration() * done + (waiting + backlog) / 2.0 * seconds; // millionths x seconds
        cpuSeconds += plan.cpu() * seconds;
        memorySeconds += memory.perRequest() * inProgress / MICRO;
        arrivedSinceRead += arrived;
        answeredSinceRead += done;
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
        double exact = plan.rate() * seconds * MICRO + unbegun;
        if (exact >= there) {
            return there;
        }
        long begun = (long) exact;
        unbegun = exact - begun;
        return begun;
    }

    private void turnAway() {
        long excess = backlog - plan.limit();
        if (excess > 0) {
            backlog -= excess;
            if (plan.timeoutBinds()) {
                fail(excess, timeout());
            } else {
                service.rejected(excess);
                if (group != null) {
                    group.tally.failed(excess, ElbError.HTTP_502);
                }
            }
        }
    }

    /**
     * Those at work follow dL/dt = inflow - L / duration: mean values of M/M/infinity, exact while the inflow is even.
     * By the same equation the integral of L is the duration times what finishes (Little's law).
     */
    private long finish(long begun, double seconds) {
        double time = seconds / model.duration();
        long before = atWork + begun;
        // time is infinite when requests take none: nothing stays at work
        double left = atWork * StrictMath.exp(-time) - begun * StrictMath.expm1(-time) / time;
        atWork = Math.min(before, Math.round(left));
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
        double from = model.latency() + (waited ? waitingBefore / plan.rate() / MICRO : 0);
        double to = model.latency() + (waited ? backlog / plan.rate() / MICRO : 0);
        service.responseTimes.add(done, from, to, plan.atCpu(), model.timeout());
        service.tally.answered(done, wrong, from + plan.atCpu(), to + plan.atCpu());
        if (group != null) {
            group.tally.answered(done, wrong, from + plan.atCpu(), to + plan.atCpu());
        }
    }

    private ElbError timeout() {
        return group == null ? ElbError.HTTP_460 : group.timeout(model.timeout());
    }

    private void fail(long requests, ElbError code) {
        service.tally.failed(requests, code);
        if (group != null) {
            group.tally.failed(requests, code);
        }
    }

    /** What it has in progress will never be answered. */
    void lose(ElbError code) {
        fail(inFlight(), code);
        backlog = 0;
        atWork = 0;
    }

    TaskReading read() {
        double seconds = Time.toSeconds(time - readAt);
        double mean = seconds > 0 ? memorySeconds / seconds : memory.at(time, 0);
        var reading = new TaskReading(seconds, cpuSeconds, mean, arrivedSinceRead, answeredSinceRead);
        readAt = time;
        cpuSeconds = 0;
        memorySeconds = 0;
        arrivedSinceRead = 0;
        answeredSinceRead = 0;
        return reading;
    }
}
