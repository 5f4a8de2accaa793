// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.kernel.Time;

/**
 * The figures by which a task turns requests into work.
 *
 * @param cpuSeconds CPU time of a request
 * @param cpuVariation its squared coefficient of variation
 * @param latency seconds of a request that are not CPU
 * @param latencyVariance of them
 * @param duration seconds that a request takes when nothing is in its way
 * @param rest vCPUs used without any request
 * @param concurrency requests that it works on at once
 * @param queue requests that wait at most
 * @param timeout seconds after which a client, or the load balancer, gives up
 * @param errors share of answers that are errors
 */
record TaskModel(
        double cpuSeconds,
        double cpuVariation,
        double latency,
        double latencyVariance,
        double duration,
        double rest,
        int concurrency,
        int queue,
        double timeout,
        double errors) {

    private static final RequestModel FREE = new RequestModel(null, null, null, null, null);

    /**
     * @param cold whether it has just started
     * @param vcpus that the task can have at most; a request runs on one of them, or on the part of one there is
     * @param idleTimeout seconds that a load balancer waits for an answer; infinite without one
     */
    static TaskModel of(Application app, boolean cold, double vcpus, double idleTimeout) {
        var request = app.request() == null ? FREE : app.request();
        double cpu = request.cpu().mean();
        double cpuSeconds = cpu * (cold ? app.coldStart().factor() : 1);
        double latency = request.latency().mean();
        double timeout = Math.min(idleTimeout, Time.toSeconds(Time.of(request.timeout())));
        return new TaskModel(
                cpuSeconds,
                cpu == 0 ? 1 : request.cpu().variance() / (cpu * cpu),
                latency,
                request.latency().variance(),
                latency + cpuSeconds / Math.min(1, vcpus),
                app.cpuAtRest().fraction(),
                app.concurrency(),
                app.queue(),
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

    /** Requests that it takes in at most, in progress and waiting. */
    double room() {
        return (double) concurrency + queue;
    }

    /** Whether requests take no time at all. */
    boolean isInstant() {
        return duration == 0;
    }

    /** vCPUs that the task would use for so many requests per second, if it could have them. */
    double demand(double arrivals) {
        return cpuSeconds == 0 ? rest : rest + Math.min(arrivals, concurrency / duration) * cpuSeconds;
    }
}
