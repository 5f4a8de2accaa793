// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import io.ecsim.kernel.RandomStream;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import io.ecsim.workload.ElbError;
import io.ecsim.workload.Retries;
import io.ecsim.workload.Traffic;
import java.util.List;

/**
 * Clients of one service: when they send, where to, and when they try again. A try that failed is repeated after a random
 * part of a time that doubles with every failure, up to 20 s: exponential back-off with full jitter, as AWS's own clients
 * do. Services that call this one are such clients too: they send when they are asked to, wait for as long as they say, and
 * learn what became of it.
 */
final class Clients implements Moments.Actor {
    /** Statuses of the software's own answers. */
    private static final int OK = 200;

    private static final int ERROR = 500;

    private static final long LONGEST_BACKOFF = 20 * Time.SECOND;

    private final String serviceName;
    private final Outcomes service;
    private final Requests requests;
    private final Moments moments;
    private final int index;
    private final Arrivals arrivals;
    private final RandomStream random;
    private final Tracer tracer;
    /** Null when none of them is traced. */
    private final Tracer.Sample sample;

    private final Heap again = new Heap();
    /** Calls, of which some have ended already, by when their callers give up. */
    private final Heap deadlines = new Heap();

    private int retries;
    private long backoff;

    private List<Group> groups;
    private double[] upTo = {1};

    /**
     * @param service where requests are counted that no target group gets
     * @param own the target group that all goes to at first
     * @param tracer null when no request is traced
     */
    Clients(
            String name,
            String serviceName,
            Outcomes service,
            Group own,
            Requests requests,
            Moments moments,
            RandomStreams streams,
            Tracer tracer) {
        this.serviceName = serviceName;
        this.tracer = tracer;
        this.sample = tracer == null ? null : tracer.of(serviceName);
        this.service = service;
        this.requests = requests;
        this.moments = moments;
        this.index = moments.add(this);
        this.arrivals = new Arrivals(streams.stream("arrivals/" + name));
        this.random = streams.stream("clients/" + name);
        this.groups = List.of(own);
    }

    void setTraffic(Traffic traffic, long now) {
        arrivals.setTraffic(traffic, now);
        settle();
    }

    void setRetries(Retries retries) {
        this.retries = retries.retries();
        this.backoff = Time.of(retries.backoff());
    }

    /** @param shares of the groups, together at most 1; the rest goes nowhere */
    void setShares(List<Group> groups, List<Double> shares) {
        this.groups = List.copyOf(groups);
        upTo = new double[shares.size()];
        double sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum += shares.get(i);
            upTo[i] = sum > 1 - 1e-12 ? 1 : sum;
        }
    }

    // Sending

    @Override
    public void act(long now) {
        if (arrivals.next() <= now) {
            if (arrivals.pass()) {
                begin(now);
            }
        } else if (deadlines.least() <= now) {
            giveUp(deadlines.remove(), now);
        } else {
            int request = again.remove();
            requests.outcomes[request].retried();
            send(request, choose(), now);
        }
        settle();
    }

    private void settle() {
        moments.set(index, Math.min(Math.min(arrivals.next(), again.least()), deadlines.least()));
    }

    private void begin(long now) {
        var group = choose();
        int request = take(group == null ? service : group.owner, now);
        requests.caller[request] = null;
        requests.deadline[request] = Long.MAX_VALUE;
        requests.trace[request] = sample != null && sample.takes(now) ? new Trace(serviceName, now) : null;
        send(request, group, now);
    }

    private int take(Outcomes outcomes, long now) {
        int request = requests.take();
        requests.clients[request] = this;
        requests.outcomes[request] = outcomes;
        requests.begun[request] = now;
        requests.failures[request] = 0;
        outcomes.offered();
        return request;
    }

    /** A call for a request in another service's task, which learns what becomes of it. */
    void call(Station caller, int parent, long timeout, long now) {
        int request = take(service, now);
        requests.caller[request] = caller;
        requests.parent[request] = parent;
        requests.parentTurn[request] = requests.turn[parent];
        requests.deadline[request] = now + timeout;
        requests.trace[request] = requests.trace[parent] == null ? null : requests.trace[parent].call(serviceName, now);
        deadlines.add(request, now + timeout);
        settle();
        send(request, choose(), now);
    }

    private void giveUp(int request, long now) {
        if (requests.clients[request] == this && requests.deadline[request] <= now) {
            requests.station[request].abandon(request, now);
        }
    }

    /** Null when no rule forwards it. */
    private Group choose() {
        if (upTo.length == 1 && upTo[0] == 1) {
            return groups.get(0);
        }
        double rank = random.nextDouble();
        for (int i = 0; i < upTo.length; i++) {
            if (rank < upTo[i]) {
                return groups.get(i);
            }
        }
        return null;
    }

    private void send(int request, Group group, long now) {
        requests.sent[request] = now;
        requests.group[request] = group;
        if (requests.trace[request] != null) {
            requests.trace[request].sent(group == null ? null : group.name, now);
        }
        if (group == null) {
            failed(request, ElbError.HTTP_503, now);
        } else {
            group.receive(requests, request, now);
        }
    }

    // What becomes of it

    /** The software has answered. */
    void answered(int request, long now) {
        var outcomes = requests.outcomes[request];
        long wrong = requests.wrong[request] ? Traffic.MICRO : 0;
        double seconds = Time.toSeconds(now - requests.sent[request]);
        outcomes.tally.answered(Traffic.MICRO, wrong, seconds);
        requests.group[request].tally.answered(Traffic.MICRO, wrong, seconds);
        traceAnswer(request, wrong == 0 ? OK : ERROR, now);
        if (wrong > 0 && triesAgain(request, now)) {
            return;
        }
        outcomes.responses.add(now - requests.begun[request]);
        if (wrong > 0) {
            outcomes.failed();
        } else {
            outcomes.served();
        }
        end(request, wrong == 0, now);
    }

    /** No target has answered. */
    void failed(int request, ElbError code, long now) {
        count(request, code, now);
        if (!triesAgain(request, now)) {
            requests.outcomes[request].failed();
            end(request, false, now);
        }
    }

    /** The software has turned it away (LB-12: 502). */
    void rejected(int request, long now) {
        count(request, ElbError.HTTP_502, now);
        if (!triesAgain(request, now)) {
            requests.outcomes[request].rejected();
            end(request, false, now);
        }
    }

    private void end(int request, boolean served, long now) {
        var caller = requests.caller[request];
        int parent = requests.parent[request];
        boolean isAwaited = caller != null && requests.turn[parent] == requests.parentTurn[request];
        var trace = requests.trace[request];
        if (trace != null) {
            trace.ended(served, now);
            if (caller == null) {
                tracer.ended(trace, now);
            }
        }
        requests.free(request);
        if (isAwaited) {
            caller.called(parent, served, now);
        }
    }

    private void count(int request, ElbError code, long now) {
        traceAnswer(request, code.code(), now);
        requests.outcomes[request].tally.failed(Traffic.MICRO, code);
        if (requests.group[request] != null) {
            requests.group[request].tally.failed(Traffic.MICRO, code);
        }
    }

    private void traceAnswer(int request, int status, long now) {
        if (requests.trace[request] != null) {
            requests.trace[request].answered(status, now);
        }
    }

    private boolean triesAgain(int request, long now) {
        int failures = ++requests.failures[request];
        if (failures > retries) {
            return false;
        }
        double longest = Math.min(LONGEST_BACKOFF, backoff * StrictMath.scalb(1.0, failures - 1));
        again.add(request, now + (long) (random.nextDouble() * longest));
        settle();
        return true;
    }
}
