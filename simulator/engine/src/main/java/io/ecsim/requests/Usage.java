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
    private final long startedAt;
    private long time;
    private double cpuNanos;
    private double requestNanos;
    private long arrived;
    private long answered;

    private long readAt;
    private double cpuNanosRead;
    private double requestNanosRead;
    private long arrivedRead;
    private long answeredRead;

    /** @param perRequest MiB that a request in progress holds */
    Usage(MemoryModel memory, double perRequest, long now) {
        this.memory = memory;
        this.perRequest = perRequest;
        this.startedAt = now;
        this.time = now;
        this.readAt = now;
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

    /** MiB used now. */
    double memory(int requests) {
        return atRest(time) + perRequest * requests;
    }

    private double atRest(long now) {
        return memory.atRest().mebibytes() + memory.leak().mebibytesPerSecond() * Time.toSeconds(now - startedAt);
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
