// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import static io.ecsim.workload.Traffic.MICRO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.kernel.Distribution;
import io.ecsim.kernel.Distribution.Constant;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import io.ecsim.workload.Algorithm;
import io.ecsim.workload.Application;
import io.ecsim.workload.Application.Call;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.ElbError;
import io.ecsim.workload.RequestModel;
import io.ecsim.workload.Retries;
import io.ecsim.workload.ServiceBooks;
import io.ecsim.workload.Share;
import io.ecsim.workload.TaskCpu;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A front that calls a backend; expected numbers are computed by hand. */
class CallsTest {
    private static final TaskCpu TWO_VCPUS = new TaskCpu(2048, 2, 2048);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final RequestLoad load = new RequestLoad(new RandomStreams(5));

    private void start(
            String service, Distribution cpu, double latency, double errors, Duration timeout, Call... calls) {
        var request = new RequestModel(cpu, new Constant(latency), null, new Share(errors), timeout);
        var app = new Application(request, 200, 500, null, null, null, null, null).calling(List.of(calls));
        load.addInstance("host of " + service, 2);
        load.addGroup(service, service, 60, Algorithm.round_robin);
        load.addTask(service, service, "host of " + service, TWO_VCPUS, Double.POSITIVE_INFINITY, app, 0);
        load.setTargets(service, Map.of(service, 1.0), 0);
    }

    private void start(String service, double latency, Call... calls) {
        start(service, new Constant(0), latency, 0, MINUTE, calls);
    }

    private static Call call(String service, double perRequest, double timeout) {
        return new Call(service, perRequest, Duration.ofMillis(Math.round(timeout * 1000)));
    }

    /** For 100 s, and until all is done. */
    private void send(double rate) {
        load.setTraffic("front", new ConstantTraffic(rate), 0);
        load.setTraffic("front", ConstantTraffic.NONE, 100 * Time.SECOND);
        load.advance(400 * Time.SECOND);
    }

    private void closed(ServiceBooks books) {
        assertThat(books.inFlight()).isZero();
        assertThat(books.offered()).isEqualTo(books.served() + books.failed() + books.rejected());
    }

    @Test
    void theFrontIsAsSlowAsItsSlowestCall_whichAreAllMadeAtOnce() {
        start("stock", 0.3);
        start("prices", 0.1);
        start("front", 0.05, call("stock", 2, 2), call("prices", 1, 2));
        send(20);
        assertThat(load.latency("front").mean()).isCloseTo(350, within(2.0)); // milliseconds
        long offered = load.books("front").offered();
        assertThat(load.books("front").served()).isEqualTo(offered);
        assertThat(load.callBooks("stock").offered()).isEqualTo(2 * offered);
        assertThat(load.callBooks("prices").served()).isEqualTo(offered);
        assertThat(load.books("stock").offered()).isZero(); // no outside clients
        assertThat(load.groupAnswers("stock").routed()).isEqualTo(2 * offered); // but the load balancer's
    }

    @Test
    void aBrokenNumberOfCallsIsRightOnAverage() {
        start("stock", 0.01);
        start("front", 0.01, call("stock", 1.4, 2));
        send(200);
        double ratio =
                (double) load.callBooks("stock").offered() / load.books("front").offered();
        assertThat(ratio).isCloseTo(1.4, within(0.015)); // 20,000 requests: four standard deviations of 0.49 each
    }

    @Test
    void aCallThatTakesTooLongFailsTheRequest_afterItsTimeout() {
        start("stock", 3);
        start("front", 0.05, call("stock", 1, 0.5));
        send(20);
        var books = load.books("front");
        assertThat(books.failed()).isEqualTo(books.offered()).isPositive();
        assertThat(load.latency("front").mean()).isCloseTo(550, within(3.0));
        assertThat(load.groupAnswers("front").targetErrors()).isEqualTo(books.offered());
        assertThat(load.groupAnswers("stock").elbErrors().get(ElbError.HTTP_460))
                .isEqualTo(books.offered());
        closed(load.callBooks("stock"));
    }

    @Test
    void aCallThatFailsFailsTheRequest() {
        start("stock", new Constant(0), 0.1, 0.2, MINUTE);
        start("front", 0, call("stock", 2, 2));
        send(100);
        var books = load.books("front");
        // 1 - 0.8^2, four standard deviations of 10,000
        assertThat((double) books.failed() / books.offered()).isCloseTo(0.36, within(0.02));
        closed(books);
    }

    @Test
    void aCallOfAServiceWithoutTasksFailsAtOnce() {
        start("front", 0.1, call("stock", 1, 2));
        send(10);
        assertThat(load.books("front").failed()).isEqualTo(load.books("front").offered());
        assertThat(load.callBooks("stock").failed())
                .isEqualTo(load.books("front").offered());
        assertThat(load.latency("front").mean()).isCloseTo(100, within(1.0));
    }

    @Test
    void callsGoOnToFurtherServices() {
        start("shelf", 0.2);
        start("stock", 0.1, call("shelf", 3, 2));
        start("front", 0, call("stock", 2, 2));
        send(10);
        assertThat(load.latency("front").mean()).isCloseTo(300, within(2.0));
        assertThat(load.callBooks("shelf").served())
                .isEqualTo(6 * load.books("front").served());
    }

    /** Two M/M/1 in a row: 1 / (1/s - rate) each, and departures of the first are a Poisson process (P. J. Burke, 1956). */
    @Test
    void aBackendThatIsBusyIsSlow_asQueueingTheorySays() {
        var one = new TaskCpu(1024, 1, 1024);
        var app = new Application(
                new RequestModel(new Distribution.Exponential(0.01), null, null, null, MINUTE),
                1,
                100_000,
                null,
                null,
                null,
                null,
                null);
        for (var service : List.of("stock", "front")) {
            load.addInstance("host of " + service, 1);
            load.addGroup(service, service, 60, Algorithm.round_robin);
            var calls = service.equals("front") ? List.of(call("stock", 1, 50)) : List.<Call>of();
            var its = service.equals("front")
                    ? new Application(app.request(), 100_000, 0, null, null, null, null, null)
                    : app;
            load.addTask(service, service, "host of " + service, one, Double.POSITIVE_INFINITY, its.calling(calls), 0);
            load.setTargets(service, Map.of(service, 1.0), 0);
        }
        load.setTraffic("front", new ConstantTraffic(50), 0);
        load.advance(20_000 * Time.SECOND);
        assertThat(load.latency("front").mean()).isCloseTo(40, within(1.2)); // 20 ms each, within 3 %
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothingIsLostFromTheBooks_whateverGoesWrong(long seed) {
        var random = new RandomStreams(seed).stream("calls");
        var patience = Duration.ofMillis(200 + random.nextInt(1500));
        start("shelf", new Distribution.Exponential(0.02), 0.1, 0.1, patience);
        start("stock", new Distribution.Exponential(0.01), 0.05, 0.05, patience, call("shelf", 1.5, 0.4));
        start(
                "front",
                new Distribution.Exponential(0.01),
                0,
                0.05,
                patience,
                call("stock", 1.5, 0.8),
                call("shelf", 0.5, 0.3));
        load.setRetries("front", new Retries(2, Duration.ofMillis(50)));
        load.setTraffic("front", new ConstantTraffic(20), 0);
        for (int second = 1; second < 100; second++) {
            long now = second * Time.SECOND;
            var service = List.of("shelf", "stock", "front").get(random.nextInt(3));
            if (random.nextInt(3) == 0) {
                load.closeConnections(service, now);
            }
            load.advance(now);
            for (var books : List.of(load.books("front"), load.callBooks("stock"), load.callBooks("shelf"))) {
                assertThat(books.offered())
                        .isEqualTo(books.served() + books.failed() + books.rejected() + books.inFlight());
                assertThat(books.inFlight()).isNotNegative();
            }
        }
        load.setTraffic("front", ConstantTraffic.NONE, 100 * Time.SECOND);
        load.advance(400 * Time.SECOND);
        closed(load.books("front"));
        closed(load.callBooks("stock"));
        closed(load.callBooks("shelf"));
        assertThat(load.books("front").served()).isGreaterThan(50L * MICRO);
    }
}
