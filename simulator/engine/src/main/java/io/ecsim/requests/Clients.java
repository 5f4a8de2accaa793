// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import io.ecsim.kernel.RandomStream;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import io.ecsim.workload.ElbError;
import io.ecsim.workload.ServiceBooks;
import io.ecsim.workload.Tally;
import io.ecsim.workload.Traffic;
import java.util.List;

/**
 * The clients of one service: when they send, where to, when they try again, and what became of it all. A try that
 * failed is repeated after a random part of a time that doubles with every failure, up to 20 s: exponential back-off
 * with full jitter, as AWS's own clients do.
 */
final class Clients implements Moments.Actor {
    private static final long LONGEST_BACKOFF = 20 * Time.SECOND;

    final Tally tally = new Tally();
    final ResponseHistogram responses = new ResponseHistogram();
    private final Requests requests;
    private final Moments moments;
    private final int index;
    private final Arrivals arrivals;
    private final RandomStream random;
    private final Heap again = new Heap();
    private int retries;
    private long backoff;

    private List<Group> groups;
    private double[] upTo = {1};

    private long offered;
    private long served;
    private long failed;
    private long rejected;
    private long retried;
    private long inFlight;

    Clients(String service, Group own, double dispersion, Requests requests, Moments moments, RandomStreams streams) {
        this.requests = requests;
        this.moments = moments;
        this.index = moments.add(this);
        this.arrivals = new Arrivals(dispersion, streams.stream("arrivals/" + service));
        this.random = streams.stream("clients/" + service);
        this.groups = List.of(own);
    }

    void setTraffic(Traffic traffic, long now) {
        arrivals.setTraffic(traffic, now);
        settle();
    }

    void setRetries(int retries, long backoff) {
        this.retries = retries;
        this.backoff = backoff;
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
            arrivals.pass();
            begin(now);
        } else {
            retried++;
            send(again.remove(), now);
        }
        settle();
    }

    private void settle() {
        moments.set(index, Math.min(arrivals.next(), again.least()));
    }

    private void begin(long now) {
        int request = requests.take();
        requests.clients[request] = this;
        requests.begun[request] = now;
        requests.failures[request] = 0;
        offered++;
        inFlight++;
        send(request, now);
    }

    private void send(int request, long now) {
        requests.sent[request] = now;
        requests.group[request] = null;
        int to = 0;
        if (upTo.length != 1 || upTo[0] < 1) {
            double rank = random.nextDouble();
            while (to < upTo.length && rank >= upTo[to]) {
                to++;
            }
        }
        if (to == upTo.length) {
            failed(request, ElbError.HTTP_503, now);
        } else {
            tally.routed(Traffic.MICRO);
            groups.get(to).receive(requests, request, now);
        }
    }

    // What becomes of it

    /** The software has answered. */
    void answered(int request, long now) {
        long wrong = requests.wrong[request] ? Traffic.MICRO : 0;
        double seconds = Time.toSeconds(now - requests.sent[request]);
        tally.answered(Traffic.MICRO, wrong, seconds, seconds);
        requests.group[request].tally.answered(Traffic.MICRO, wrong, seconds, seconds);
        if (wrong > 0 && triesAgain(request, now)) {
            return;
        }
        responses.add(now - requests.begun[request]);
        if (wrong > 0) {
            failed++;
        } else {
            served++;
        }
        end(request);
    }

    /** No target has answered. */
    void failed(int request, ElbError code, long now) {
        count(request, code);
        if (!triesAgain(request, now)) {
            failed++;
            end(request);
        }
    }

    /** The software has turned it away (LB-12: 502). */
    void rejected(int request, long now) {
        count(request, ElbError.HTTP_502);
        if (!triesAgain(request, now)) {
            rejected++;
            end(request);
        }
    }

    private void count(int request, ElbError code) {
        tally.failed(Traffic.MICRO, code);
        if (requests.group[request] != null) {
            requests.group[request].tally.failed(Traffic.MICRO, code);
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

    private void end(int request) {
        inFlight--;
        requests.free(request);
    }

    ServiceBooks books() {
        return new ServiceBooks(
                offered * Traffic.MICRO,
                served * Traffic.MICRO,
                failed * Traffic.MICRO,
                rejected * Traffic.MICRO,
                inFlight * Traffic.MICRO);
    }

    /** Tries after the first, in millionths. */
    long retried() {
        return retried * Traffic.MICRO;
    }
}
