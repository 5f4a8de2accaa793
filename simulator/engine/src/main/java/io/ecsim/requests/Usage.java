// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import io.ecsim.kernel.Time;
import io.ecsim.workload.Application.MemoryModel;
import io.ecsim.workload.TaskReading;
import io.ecsim.workload.Traffic;

/** What a task has used and done since it began, and since it was last read. */
final class Usage {
    private final MemoryModel memory;
    private final double perRequest;
    private final double limit;
    private final long startedAt;
    private long time;
    private double cpuNanos;
    private double requestNanos;
    private long arrived;
    private long answered;

    private long askedAt;
    private double cpuNanosAsked;
    private double recent;
    private boolean wasFull;

    private long readAt;
    private double cpuNanosRead;
    private double requestNanosRead;
    private long arrivedRead;
    private long answeredRead;

    /**
     * @param perRequest MiB that a request in progress holds
     * @param limit MiB that it may use; infinite when there is none
     */
    Usage(MemoryModel memory, double perRequest, double limit, long now) {
        this.memory = memory;
        this.perRequest = perRequest;
        this.limit = limit;
        this.startedAt = now;
        this.time = now;
        this.readAt = now;
        this.askedAt = now;
    }

    /** @param requests in the task since the time last advanced to, and {@code restVcpus} used beside them */
    void advance(long now, int requests, double restVcpus) {
        double nanos = now - time;
        requestNanos += nanos * requests;
        cpuNanos += nanos * restVcpus;
        time = now;
    }

    void arrived() {
        arrived++;
    }

    void answered() {
        answered++;
    }

    /** Whether so many requests, or time, can fill the memory. */
    boolean canFill(double most) {
        boolean leaks = memory.leak().mebibytesPerSecond() > 0;
        return limit < Double.POSITIVE_INFINITY && (leaks || used(most) >= limit);
    }

    /** Requests have come. */
    void look(int requests) {
        wasFull |= used(requests) >= limit;
    }

    /** Whether the memory was full since this was last asked. */
    boolean wasFull(int requests) {
        look(requests);
        boolean answer = wasFull;
        wasFull = false;
        return answer;
    }

    private double used(double requests) {
        return atRest(time) + perRequest * requests;
    }

    private double atRest(long now) {
        return memory.atRest().mebibytes() + memory.leak().mebibytesPerSecond() * Time.toSeconds(now - startedAt);
    }

    /** vCPUs used on average since this was last asked, a second ago at least; {@code jobNanos} as below. */
    double recentVcpus(double jobNanos) {
        double cpu = cpuNanos + jobNanos;
        if (time - askedAt >= Time.SECOND) {
            recent = (cpu - cpuNanosAsked) / (time - askedAt);
            askedAt = time;
            cpuNanosAsked = cpu;
        }
        return recent;
    }

    /** vCPU-seconds used since the start; {@code jobNanos} as below. */
    double cpuSeconds(double jobNanos) {
        return (cpuNanos + jobNanos) / Time.SECOND;
    }

    /** @param jobNanos vCPU-nanoseconds that requests have used since the start */
    TaskReading read(double jobNanos) {
        double cpu = cpuNanos + jobNanos;
        double nanos = time - readAt;
        double requests = nanos > 0 ? (requestNanos - requestNanosRead) / nanos : 0;
        var reading = new TaskReading(
                nanos / Time.SECOND,
                (cpu - cpuNanosRead) / Time.SECOND,
                atRest(readAt + (time - readAt) / 2) + perRequest * requests,
                (arrived - arrivedRead) * Traffic.MICRO,
                (answered - answeredRead) * Traffic.MICRO);
        readAt = time;
        cpuNanosRead = cpu;
        requestNanosRead = requestNanos;
        arrivedRead = arrived;
        answeredRead = answered;
        return reading;
    }
}
