// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.kernel.Distribution;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import io.ecsim.workload.Algorithm;
import io.ecsim.workload.Application;
import io.ecsim.workload.Application.MemoryModel;
import io.ecsim.workload.Bytes;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.RequestModel;
import io.ecsim.workload.ServiceBooks;
import io.ecsim.workload.TaskCpu;
import io.ecsim.workload.Traffic;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tasks behind a load balancer that are a queue of the textbooks.
 *
 * @param service seconds of CPU
 * @param tasks to which requests are sent at random
 * @param servers vCPUs of each
 * @param concurrency how many requests share them; as many as servers is first come, first served
 * @param room for requests that wait
 */
record Queue(Distribution service, int tasks, int servers, int concurrency, int room) {
    private static final Bytes MEBIBYTE = new Bytes(1 << 20);
    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    /** What became of the requests of some time. */
    record Run(ResponseHistogram responses, ServiceBooks books) {}

    /**
     * Plays {@code seconds} of equilibrium, after {@code before}. Requests that bring the queue there, those that are
     * looked at, and those that come while these are still in it, have books of their own: nothing is cut off.
     */
    Run play(double load, double before, double seconds, long seed) {
        var requests = new RequestLoad(new RandomStreams(seed));
        var targets = start(requests);
        var clients = List.of("early", "clients", "late");
        for (var each : clients) {
            requests.addGroup(each, each, Double.POSITIVE_INFINITY, Algorithm.weighted_random);
            requests.setTargets(each, targets, 0);
        }
        var traffic = new ConstantTraffic(load * tasks * servers / service.mean());
        requests.setTraffic("early", traffic, 0);
        long from = Time.ofSeconds(before);
        long to = from + Time.ofSeconds(seconds);
        requests.setTraffic("early", ConstantTraffic.NONE, from);
        requests.setTraffic("clients", traffic, from);
        requests.setTraffic("clients", ConstantTraffic.NONE, to);
        requests.setTraffic("late", traffic, to);
        long end = empty(requests, "clients", to);
        requests.setTraffic("late", ConstantTraffic.NONE, end);
        empty(requests, "late", end);
        holdLittlesLaw(requests, clients);
        return new Run(requests.responses("clients"), requests.books("clients"));
    }

    private Map<String, Double> start(RequestLoad requests) {
        var model = new RequestModel(service, null, MEBIBYTE, null, FOR_EVER);
        var app = new Application(model, concurrency, room, new MemoryModel(new Bytes(0)), null, null, null, null);
        Map<String, Double> weights = new LinkedHashMap<>();
        for (int i = 0; i < tasks; i++) {
            var cpu = new TaskCpu(1024 * servers, servers, 1024 * servers);
            requests.addInstance("i" + i, servers);
            requests.addTask("t" + i, "tasks", "i" + i, cpu, Double.POSITIVE_INFINITY, app, 0);
            weights.put("t" + i, 1.0);
        }
        return weights;
    }

    private static long empty(RequestLoad requests, String clients, long from) {
        long now = from;
        while (requests.books(clients).inFlight() > 0) {
            now += 10 * Time.SECOND;
            requests.advance(now);
        }
        return now;
    }

    /** Requests in the tasks, added up over time, are the times of all requests: the queue was empty before and is again. */
    private static void holdLittlesLaw(RequestLoad requests, List<String> clients) {
        double inTasks = 0;
        for (var task : requests.tasks()) {
            var reading = requests.readTask(task);
            inTasks += reading.memory() * reading.seconds();
        }
        double ofRequests = 0;
        long offered = 0;
        long ended = 0;
        for (var each : clients) {
            ofRequests += requests.responses(each).seconds();
            var books = requests.books(each);
            offered += books.offered();
            ended += books.served() + books.failed() + books.rejected();
        }
        assertThat(inTasks).isCloseTo(ofRequests, within(1e-9 * ofRequests));
        assertThat(ended).isEqualTo(offered).isGreaterThan(1000 * Traffic.MICRO);
    }
}
