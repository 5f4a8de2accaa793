// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.requests.TracedRequest;
import io.ecsim.requests.TracedRequest.Try;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the time of requests went, by service and by cause, from the requests that are traced. All causes of a request
 * together are its response time, from the first try to the outcome. A call counts for the service that is called, too.
 */
public final class TimeSpent {
    /** What a request waits for, or does. Time in the load balancer is that of a try which no target gets. */
    public enum Cause {
        loadBalancer("load balancer"),
        queue("queue of the task"),
        cpu("CPU"),
        cpuShared("waiting for the CPU, which others use"),
        latency("other latency"),
        calls("calls of other services"),
        failedTries("tries that failed"),
        backOff("back-off before the next try");

        private final String words;

        Cause(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * Milliseconds of a request.
     *
     * @param service that is called; null of what is no call
     * @param mean of all requests
     * @param p99 of those whose response time is about the 99th percentile
     */
    public record Part(Cause cause, String service, double mean, double p99) {}

    /**
     * @param requests how many were traced
     * @param parts which together are the mean, and the 99th percentile
     */
    public record Breakdown(long requests, List<Part> parts) {
        public double mean() {
            return parts.stream().mapToDouble(Part::mean).sum();
        }

        public double p99() {
            return parts.stream().mapToDouble(Part::p99).sum();
        }
    }

    private final Map<String, Service> services = new LinkedHashMap<>();

    /** A request and all that was called for it. */
    void add(TracedRequest request) {
        Service service = services.computeIfAbsent(request.service(), name -> new Service());
        service.add(request);
        request.tries().forEach(each -> each.calls().forEach(this::add));
    }

    /** By service, in the order in which they were asked first. */
    public Map<String, Breakdown> services() {
        Map<String, Breakdown> all = new LinkedHashMap<>();
        services.forEach((name, service) -> all.put(name, service.breakdown()));
        return all;
    }

    /** What a part is of. */
    private record Key(Cause cause, String service) {}

    /** Requests of one service, by the size of their response times: steps of at most 1.6 %. */
    private static final class Service {
        private static final int SHIFT = 52 - 6;
        private static final double MILLI = 1e6;
        /** The share of requests around the 99th percentile: from, to. */
        private static final double FROM = 0.985;

        private static final double TO = 0.995;

        private static final class Step {
            private long requests;
            private double[] nanos = new double[Cause.values().length];
        }

        private final Map<Key, Integer> keys = new LinkedHashMap<>();
        private final TreeMap<Long, Step> steps = new TreeMap<>();
        private long requests;
        private Step step;

        Service() {
            for (Cause cause : Cause.values()) {
                if (cause != Cause.calls) {
                    keys.put(new Key(cause, null), keys.size());
                }
            }
        }

        void add(TracedRequest request) {
            long size = Double.doubleToRawLongBits(request.nanos()) >>> SHIFT;
            step = steps.computeIfAbsent(size, s -> new Step());
            step.requests++;
            requests++;
            long before = request.begun();
            int last = request.tries().size() - 1;
            for (int i = 0; i <= last; i++) {
                Try each = request.tries().get(i);
                spend(Cause.backOff, null, each.sent() - before);
                if (i < last) {
                    spend(Cause.failedTries, null, each.ended() - each.sent());
                } else {
                    spend(each);
                }
                before = each.ended();
            }
            spend(Cause.backOff, null, request.ended() - before);
        }

        private void spend(Try last) {
            long received = orEnd(last.received(), last);
            long worked = orEnd(last.worked(), last);
            long computed = orEnd(last.computed(), last);
            long called = orEnd(last.called(), last);
            double cpu = Math.min(computed - worked, last.cpuSeconds() * MILLI * 1e3);
            spend(Cause.loadBalancer, null, received - last.sent());
            spend(Cause.queue, null, worked - received);
            spend(Cause.cpu, null, cpu);
            spend(Cause.cpuShared, null, computed - worked - cpu);
            spend(Cause.latency, null, called - computed);
            if (last.ended() > called) {
                spend(Cause.calls, slowest(last.calls()), last.ended() - called);
            }
        }

        private static long orEnd(long time, Try each) {
            return time == TracedRequest.NEVER ? each.ended() : time;
        }

        /** The service of the call that ended last: the others did not hold the request up. */
        private static String slowest(List<TracedRequest> calls) {
            TracedRequest slowest = calls.get(0);
            for (TracedRequest call : calls) {
                slowest = call.ended() > slowest.ended() ? call : slowest;
            }
            return slowest.service();
        }

        private void spend(Cause cause, String called, double nanos) {
            Integer known = keys.get(new Key(cause, called));
            int place = known == null ? keys.size() : known;
            if (known == null) {
                keys.put(new Key(cause, called), place);
            }
            if (place >= step.nanos.length) {
                step.nanos = Arrays.copyOf(step.nanos, 2 * place);
            }
            step.nanos[place] += nanos;
        }

        Breakdown breakdown() {
            double[] all = new double[keys.size()];
            double[] slow = new double[keys.size()];
            double below = 0;
            double slowRequests = 0;
            for (Step each : steps.values()) {
                double above = below + each.requests;
                double part = Math.max(0, Math.min(above, TO * requests) - Math.max(below, FROM * requests));
                for (int i = 0; i < Math.min(all.length, each.nanos.length); i++) {
                    all[i] += each.nanos[i];
                    slow[i] += each.nanos[i] * part / each.requests;
                }
                slowRequests += part;
                below = above;
            }
            List<Part> parts = new ArrayList<>();
            for (Map.Entry<Key, Integer> key : keys.entrySet()) {
                double mean = all[key.getValue()] / requests / MILLI;
                double p99 = slow[key.getValue()] / slowRequests / MILLI;
                parts.add(new Part(key.getKey().cause(), key.getKey().service(), mean, p99));
            }
            parts.sort((a, b) -> a.cause().compareTo(b.cause()));
            return new Breakdown(requests, parts);
        }
    }
}
