// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import static io.ecsim.requests.TracedRequest.NEVER;

import io.ecsim.kernel.Time;
import java.util.ArrayList;
import java.util.List;

/** What is known of a request that is traced, while it is in progress. */
final class Trace {
    /** In place of a status: whoever waited for it is gone. */
    private static final int CUT = 0;

    private static final class Try {
        private String group;
        private String task;
        private long sent;
        private long received = NEVER;
        private long worked = NEVER;
        private long computed = NEVER;
        private long called = NEVER;
        private long ended = NEVER;
        private int status = CUT;
        private double cpuNanos;
        private final List<Trace> calls = new ArrayList<>(0);

        private TracedRequest.Try asOf(long now) {
            long end = ended == NEVER ? now : ended;
            var made = calls.stream().map(call -> call.asOf(end)).toList();
            double cpu = cpuNanos / Time.SECOND;
            return new TracedRequest.Try(group, task, sent, received, worked, computed, called, end, status, cpu, made);
        }
    }

    private final String service;
    private final long begun;
    private final List<Try> tries = new ArrayList<>(1);
    private Try last;
    private long ended = NEVER;
    private boolean served;

    Trace(String service, long now) {
        this.service = service;
        this.begun = now;
    }

    /** @param group null when no rule forwards it */
    void sent(String group, long now) {
        last = new Try();
        last.group = group;
        last.sent = now;
        tries.add(last);
    }

    void received(String task, long now) {
        last.task = task;
        last.received = now;
    }

    /** @param cpuNanos CPU time that it takes */
    void worked(double cpuNanos, long now) {
        last.cpuNanos = cpuNanos;
        last.worked = now;
    }

    void computed(long now) {
        last.computed = now;
    }

    void called(long now) {
        last.called = now;
    }

    /** A call that it makes. */
    Trace call(String service, long now) {
        var call = new Trace(service, now);
        last.calls.add(call);
        return call;
    }

    /** A try has ended. */
    void answered(int status, long now) {
        last.status = status;
        last.ended = now;
    }

    void ended(boolean served, long now) {
        this.served = served;
        this.ended = now;
    }

    /** All that has come to pass; what is not over ends now. */
    TracedRequest asOf(long now) {
        long end = ended == NEVER ? now : ended;
        return new TracedRequest(
                service,
                begun,
                end,
                served,
                tries.stream().map(each -> each.asOf(end)).toList());
    }
}
