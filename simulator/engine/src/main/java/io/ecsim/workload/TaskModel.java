// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import static io.ecsim.workload.Traffic.MICRO;

import io.ecsim.kernel.Time;

/**
 * The figures by which a task turns requests into work, and what follows from them.
 *
 * @param cpuSeconds CPU time of a request
 * @param latency seconds of a request that are not CPU
 * @param duration seconds that a request takes when nothing is in its way
 * @param rest vCPUs used without any request
 * @param concurrent requests per second that it can work on at most, however much CPU there is
 * @param room requests that it takes in at most, in progress and waiting
 * @param timeout seconds after which a client, or the load balancer, gives up
 * @param errors share of answers that are errors
 */
record TaskModel(
        double cpuSeconds,
        double latency,
        double duration,
        double rest,
        double concurrent,
        double room,
        double timeout,
        double errors) {

    /** Backlogs of up to a thousandth of a request are rounding, not queues; in millionths. */
    static final long NEGLIGIBLE = MICRO / 1000;

    private static final RequestModel FREE = new RequestModel(null, null, null, null, null);

    /**
     * @param cold whether it has just started
     * @param vcpus that the task can have at most; a request runs on one of them, or on the part of one there is
     * @param idleTimeout seconds that a load balancer waits for an answer; infinite without one
     */
    static TaskModel of(Application app, boolean cold, double vcpus, double idleTimeout) {
        var request = app.request() == null ? FREE : app.request();
        double cpuSeconds = request.cpu().mean() * (cold ? app.coldStart().factor() : 1);
        double latency = request.latency().mean();
        double duration = latency + cpuSeconds / Math.min(1, vcpus);
        double timeout = Math.min(idleTimeout, Time.toSeconds(Time.of(request.timeout())));
        return new TaskModel(
                cpuSeconds,
                latency,
                duration,
                app.cpuAtRest().fraction(),
                duration == 0 ? Double.POSITIVE_INFINITY : app.concurrency() / duration,
                (double) app.concurrency() + app.queue(),
                timeout,
                request.errors().fraction());
    }

    /** @param limit MiB above which the container is killed */
    static MemoryUse memory(Application app, double limit, long now) {
        return new MemoryUse(
                app.memory().atRest().mebibytes(),
                app.memory().leak().mebibytesPerSecond(),
                app.request() == null ? 0 : app.request().memory().mebibytes(),
                limit,
                now);
    }

    /** Whether nobody waits long enough for any answer. */
    boolean isHopeless() {
        return duration > timeout;
    }

    /** vCPUs that the task would use if it could have them. */
    double demand(double arrivals, long backlog) {
        double rate = backlog > NEGLIGIBLE ? concurrent : Math.min(arrivals, concurrent);
        return cpuSeconds == 0 ? rest : rest + rate * cpuSeconds;
    }

    /** Requests per second that it can work off with so many vCPUs. */
    private double rate(double vcpus) {
        return cpuSeconds == 0 ? concurrent : Math.min(concurrent, Math.max(0, vcpus - rest) / cpuSeconds);
    }

    /**
     * What the task does from now on.
     *
     * @param arrivals requests per second
     * @param backlog millionths of a request that wait
     * @param grant vCPUs that it gets for its demand
     * @param available vCPUs that it would get if it wanted all it can have
     */
    Plan plan(long now, double arrivals, long backlog, double grant, double available) {
        double rate = rate(grant);
        if (backlog <= NEGLIGIBLE && keepsUp(arrivals, grant)) {
            double cpu = Math.min(rest, grant) + arrivals * cpuSeconds;
            return new Plan(false, rate, Long.MAX_VALUE, false, cpu, timeAtCpu(arrivals, available), Long.MAX_VALUE);
        }
        // Little's law: n requests in the task at this rate take n / rate seconds each; those at work are no backlog.
        double inTask = Math.min(room, rate * timeout);
        long limit = (long) (Math.max(0, inTask - rate * duration) * MICRO);
        return new Plan(
                true,
                rate,
                limit,
                rate * timeout < room,
                Math.min(grant, rest + rate * cpuSeconds),
                runningTime(available),
                until(now, (arrivals - rate) * MICRO, Math.min(backlog, limit), limit));
    }

    /** Whether the grant is what the arrivals ask for, but for rounding, and not too many are in progress. */
    private boolean keepsUp(double arrivals, double grant) {
        return arrivals <= concurrent && (cpuSeconds == 0 || grant >= demand(arrivals, 0) * (1 - 1e-12));
    }

    /** Seconds at the CPU while the task keeps up; at most what a full task or a client's patience allows. */
    private double timeAtCpu(double arrivals, double available) {
        double mean = Queueing.timeAtCpu(cpuSeconds, arrivals * cpuSeconds, available - rest);
        double longest = Math.min(timeout, room / rate(available)) - latency;
        return Math.min(mean, Math.max(cpuSeconds, longest));
    }

    /** Seconds on a vCPU, or on the part of one that there is; the wait behind the backlog is counted by itself. */
    private double runningTime(double available) {
        double vcpus = Math.min(1, available - rest);
        return vcpus > 0 ? Math.min(cpuSeconds / vcpus, timeout) : timeout;
    }

    /** When a backlog that grows by so many millionths a second is empty or full; rounded up to a nanosecond. */
    private static long until(long now, double growth, long backlog, long limit) {
        long way = growth < 0 ? backlog : limit - backlog;
        boolean stays = growth == 0 || growth > 0 && way <= NEGLIGIBLE;
        double nanos = Math.ceil(way / Math.abs(growth) * Time.SECOND);
        return stays || nanos >= Long.MAX_VALUE - now ? Long.MAX_VALUE : now + Math.max(1, (long) nanos);
    }

    /**
     * What a task does until its instance is solved again.
     *
     * @param queueing whether requests wait for others; else they are worked on as they come
     * @param rate requests per second that it begins while it is queueing
     * @param limit millionths of a request that can wait
     * @param timeoutBinds whether the limit is the clients' patience, not the room in the task
     * @param cpu vCPUs used
     * @param atCpu mean seconds of a request at the CPU
     * @param until when the backlog is empty or full; {@link Long#MAX_VALUE} when never
     */
    record Plan(boolean queueing, double rate, long limit, boolean timeoutBinds, double cpu, double atCpu, long until) {
        static final Plan NOT_YET = new Plan(false, 0, Long.MAX_VALUE, false, 0, 0, Long.MAX_VALUE);
    }
}
