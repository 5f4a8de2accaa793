// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import static io.ecsim.workload.Traffic.MICRO;

import io.ecsim.kernel.Time;
import io.ecsim.workload.TaskModel.Plan;

/**
 * The requests in one task, in whole millionths: those that wait (the backlog) and those at work. Every amount that
 * leaves one place arrives at another, so nothing is lost to rounding.
 */
final class TaskLoad {
    /** No target: nothing is sent to it. */
    static final int NOWHERE = -1;

    final String id;
    final ServiceLoad service;
    final InstanceLoad instance;
    final TaskCpu cpu;
    private final TaskModel model;

    private int position = NOWHERE;
    private double arrivals;
    private Plan plan = Plan.NOT_YET;

    private long time;
    private long sent;
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

    TaskLoad(String id, ServiceLoad service, InstanceLoad instance, TaskCpu cpu, Application app, long now) {
        this.id = id;
        this.service = service;
        this.instance = instance;
        this.cpu = cpu;
        this.model = TaskModel.of(app, Math.min(cpu.limit(), instance.vcpus));
        this.time = now;
        this.readAt = now;
    }

    /** Its place among the targets from now on, of which the service has just begun to count anew. */
    void target(int position) {
        this.position = position;
        this.sent = 0;
    }

    int position() {
        return position;
    }

    void arrivals(double perSecond) {
        arrivals = perSecond;
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
    }

    /** When the plan ends by itself. */
    long until() {
        return plan.until();
    }

    double cpuUsed() {
        return plan.cpu();
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
        service.routed(arrived);
        turnAway();
        long done = finish(begun, seconds);
        answer(done, waiting);
        double inProgress = model.duration() * done + (waiting + backlog) / 2.0 * seconds; // millionths x seconds
        cpuSeconds += plan.cpu() * seconds;
        memorySeconds += model.memoryAtRest() * seconds + model.memoryPerRequest() * inProgress / MICRO;
        arrivedSinceRead += arrived;
        answeredSinceRead += done;
    }

    private long arrived(long now) {
        if (position == NOWHERE) {
            return 0;
        }
        long before = sent;
        sent = service.sent(position, now);
        return sent - before;
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
                service.lost(excess);
            } else {
                service.rejected(excess);
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
        answered += done;
        long wrong = Math.min(done, Math.round(answered * model.errors()) - errors);
        errors += wrong;
        boolean waited = plan.queueing() && plan.rate() > 0;
        double from = waited ? waitingBefore / plan.rate() / MICRO : 0;
        double to = waited ? backlog / plan.rate() / MICRO : 0;
        service.answered(done, wrong, model.latency() + from, model.latency() + to, plan.atCpu(), model.timeout());
    }

    TaskReading read() {
        double seconds = Time.toSeconds(time - readAt);
        double memory = seconds > 0 ? memorySeconds / seconds : model.memoryAtRest();
        var reading = new TaskReading(seconds, cpuSeconds, memory, arrivedSinceRead, answeredSinceRead);
        readAt = time;
        cpuSeconds = 0;
        memorySeconds = 0;
        arrivedSinceRead = 0;
        answeredSinceRead = 0;
        return reading;
    }
}
