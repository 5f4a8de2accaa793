// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.kernel.Distribution;
import io.ecsim.kernel.Distribution.Constant;
import io.ecsim.kernel.Distribution.Exponential;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import io.ecsim.requests.TracedRequest.Try;
import io.ecsim.workload.Algorithm;
import io.ecsim.workload.Application;
import io.ecsim.workload.Application.Call;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.RequestModel;
import io.ecsim.workload.Retries;
import io.ecsim.workload.Share;
import io.ecsim.workload.TaskCpu;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests whose every step is known; times that a test names are computed by hand. */
@Tag("SC-133")
class TracesTest {
    private static final TaskCpu ONE_VCPU = new TaskCpu(1024, 1, 1024);
    private static final long MILLI = Time.SECOND / 1000;

    private final List<TracedRequest> traced = new ArrayList<>();

    private RequestLoad load(Tracer tracer, Share errors, Call... calls) {
        var load = new RequestLoad(new RandomStreams(5), tracer);
        start(load, "stock", new Constant(0.01), 0.02, new Share(0), 100);
        start(load, "shop", new Exponential(0.02), 0.03, errors, 4, calls);
        return load;
    }

    private Tracer all() {
        return new Tracer(0, 1, new RandomStreams(5), traced::add);
    }

    private static void start(
            RequestLoad load,
            String service,
            Distribution cpu,
            double latency,
            Share errors,
            int atOnce,
            Call... calls) {
        var request = new RequestModel(cpu, new Constant(latency), null, errors, Duration.ofSeconds(2));
        var app = new Application(request, atOnce, 20, null, null, null, null, null).calling(List.of(calls));
        load.addInstance("host of " + service, 1);
        load.addGroup(service, service, 60, Algorithm.round_robin);
        load.addTask("task of " + service, service, "host of " + service, ONE_VCPU, Double.POSITIVE_INFINITY, app, 0);
        load.setTargets(service, Map.of("task of " + service, 1.0), 0);
    }

    private static Call oneOfStock() {
        return new Call("stock", 1.0, Duration.ofSeconds(1));
    }

    /** For so many seconds, and until all is done. */
    private static void send(RequestLoad load, double rate, long seconds) {
        load.setTraffic("shop", new ConstantTraffic(rate), 0);
        load.setTraffic("shop", ConstantTraffic.NONE, seconds * Time.SECOND);
        load.advance((seconds + 100) * Time.SECOND);
    }

    @Test
    void tracingChangesNothing() {
        var watched = load(all(), new Share(0.1), oneOfStock());
        var plain = load(null, new Share(0.1), oneOfStock());
        for (var load : List.of(watched, plain)) {
            load.setRetries("shop", new Retries(2, Duration.ofMillis(100)));
            send(load, 40, 60);
        }
        assertThat(watched.books("shop")).isEqualTo(plain.books("shop"));
        assertThat(watched.latency("shop")).isEqualTo(plain.latency("shop"));
        assertThat(watched.callBooks("stock")).isEqualTo(plain.callBooks("stock"));
    }

    @Test
    void ofAllRequests_everyOneIsTraced_andItsTimeIsTheResponseTime() {
        var load = load(all(), new Share(0));
        send(load, 30, 100);
        assertThat(traced).hasSize((int) (load.books("shop").served() / 1_000_000));
        double mean = traced.stream().mapToLong(TracedRequest::nanos).average().orElseThrow() / MILLI;
        assertThat(mean).isCloseTo(load.latency("shop").mean(), within(1e-6));
    }

    @Test
    void aTryGoesThroughItsPhasesInOrder() {
        send(load(all(), new Share(0), oneOfStock()), 25, 60);
        assertThat(traced).isNotEmpty().allSatisfy(request -> {
            Try only = request.tries().get(0);
            assertThat(List.of(only.sent(), only.received(), only.worked(), only.computed(), only.called()))
                    .isSorted();
            assertThat(only.sent()).isEqualTo(request.begun());
            assertThat(only.computed() - only.worked())
                    .isGreaterThanOrEqualTo((long) (only.cpuSeconds() * Time.SECOND) - 1);
            assertThat(only.called() - only.computed()).isEqualTo(30 * MILLI); // its other latency
            assertThat(only.calls()).hasSize(1);
            assertThat(only.ended()).isEqualTo(only.calls().get(0).ended()).isEqualTo(request.ended());
            assertThat(only.status()).isEqualTo(200);
            assertThat(only.task()).isEqualTo("task of shop");
            assertThat(only.targetGroup()).isEqualTo("shop");
        });
        assertThat(traced)
                .anySatisfy(
                        request -> { // four are worked on at once: others wait
                            Try only = request.tries().get(0);
                            assertThat(only.worked()).isGreaterThan(only.received());
                        });
    }

    @Test
    void whoeverTriesAgainHasATryForEach_andWaitsBetweenThem() {
        var load = load(all(), new Share(1));
        load.setRetries("shop", new Retries(2, Duration.ofMillis(400)));
        send(load, 5, 20);
        assertThat(traced).isNotEmpty().allSatisfy(request -> {
            assertThat(request.served()).isFalse();
            assertThat(request.tries())
                    .hasSize(3)
                    .allSatisfy(each -> assertThat(each.status()).isEqualTo(500));
            for (int i = 1; i < 3; i++) {
                // full jitter: at most 400 ms, then 800 ms
                assertThat(request.tries().get(i).sent()
                                - request.tries().get(i - 1).ended())
                        .isBetween(0L, i * 400 * MILLI);
            }
        });
    }

    @Test
    void whoGivesUpLeavesTheRestUntraced() {
        var load = new RequestLoad(new RandomStreams(5), all());
        start(load, "shop", new Constant(0), 5, new Share(0), 10); // the client waits for 2 s
        send(load, 1, 10);
        assertThat(traced).isNotEmpty().allSatisfy(request -> {
            Try only = request.tries().get(0);
            assertThat(only.ended() - only.sent()).isEqualTo(2 * Time.SECOND);
            assertThat(only.status()).isEqualTo(460);
            assertThat(only.called()).isEqualTo(TracedRequest.NEVER);
        });
    }

    /** X-Ray's default rule. 40 a second for 1,000 s: 1,000 and a twentieth of 39,000, four standard deviations of 43. */
    @Test
    void theFirstOfEachSecondIsTaken_andAShareOfTheRest() {
        send(load(new Tracer(1, 0.05, new RandomStreams(5), traced::add), new Share(0)), 40, 1000);
        assertThat(traced.size()).isBetween(2950 - 172, 2950 + 172);
        assertThat(traced.stream().map(request -> request.begun() / Time.SECOND).distinct())
                .hasSizeBetween(999, 1000);
    }

    @Test
    void noneIsTakenWithoutAReservoirAndAShare() {
        send(load(new Tracer(0, 0, new RandomStreams(5), traced::add), new Share(0)), 40, 10);
        assertThat(traced).isEmpty();
    }
}
