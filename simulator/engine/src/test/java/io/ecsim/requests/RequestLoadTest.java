// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import static io.ecsim.workload.Traffic.MICRO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.kernel.Distribution;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import io.ecsim.workload.Algorithm;
import io.ecsim.workload.Application;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.ElbError;
import io.ecsim.workload.RequestModel;
import io.ecsim.workload.Retries;
import io.ecsim.workload.Share;
import io.ecsim.workload.TaskCpu;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLoadTest {
    private static final TaskCpu ONE_VCPU = new TaskCpu(1024, 1, 1024);
    private final RequestLoad load = new RequestLoad(new RandomStreams(11));

    private static Application app(double cpu, double latency, int concurrency, int queue, Duration timeout) {
        var request = new RequestModel(
                new Distribution.Constant(cpu), new Distribution.Constant(latency), null, null, timeout);
        return new Application(request, concurrency, queue, null, null, null, null, null);
    }

    private void start(Application app, String... tasks) {
        for (var task : tasks) {
            load.addInstance("host of " + task, 1);
            load.addTask(task, "shop", "host of " + task, ONE_VCPU, Double.POSITIVE_INFINITY, app, 0);
        }
    }

    private static Map<String, Double> equal(String... tasks) {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (var task : tasks) {
            weights.put(task, 1.0);
        }
        return weights;
    }

    private void balance(Algorithm algorithm, double idleTimeout, String... tasks) {
        load.addGroup("shop", "shop", idleTimeout, algorithm);
        load.setTargets("shop", equal(tasks), 0);
    }

    private void send(double rate, double seconds) {
        load.setTraffic("shop", new ConstantTraffic(rate), 0);
        load.setTraffic("shop", ConstantTraffic.NONE, Time.ofSeconds(seconds));
    }

    private long failures(ElbError code) {
        return load.answers("shop").elbErrors().get(code) / MICRO;
    }

    private double arrived(String task) {
        return load.readTask(task).arrived();
    }

    @Test
    @Tag("LB-8")
    void roundRobin_sendsToEachInTurn() {
        start(app(0.001, 0, 200, 500, null), "a", "b", "c");
        balance(Algorithm.round_robin, 60, "a", "b", "c");
        send(100, 60);
        double all = load.books("shop").offered();
        assertThat(arrived("a")).isCloseTo(all / 3, within(1.0 * MICRO));
        assertThat(arrived("b")).isCloseTo(all / 3, within(1.0 * MICRO));
        assertThat(arrived("c")).isCloseTo(all / 3, within(1.0 * MICRO));
    }

    @Test
    @Tag("LB-8")
    void leastOutstanding_fillsTheFirstTarget_asLongAsItIsFree() {
        start(app(0.01, 0, 200, 500, null), "a", "b");
        balance(Algorithm.least_outstanding_requests, 60, "a", "b");
        send(20, 600);
        // Busy with its own for a share x of the time, the first leaves just what comes then: x = 0.2 (1 - x)
        double all = load.books("shop").offered();
        assertThat(arrived("a") / all).isCloseTo(1 / 1.2, within(0.02));
    }

    @Test
    @Tag("LB-12")
    void withoutTargets_requestsFail503_andWithATargetThatIsGone502() {
        balance(Algorithm.round_robin, 60);
        load.setTraffic("shop", new ConstantTraffic(50), 0);
        load.setTargets("shop", equal("gone"), 10 * Time.SECOND);
        load.setTraffic("shop", ConstantTraffic.NONE, 20 * Time.SECOND);
        assertThat(failures(ElbError.HTTP_503)).isBetween(400L, 600L);
        assertThat(failures(ElbError.HTTP_502)).isBetween(400L, 600L);
        assertThat(load.books("shop").failed()).isEqualTo(load.books("shop").offered());
    }

    @Test
    @Tag("LB-12")
    @Tag("LB-13")
    void aTargetThatLeaves_worksOffWhatItHas_andOneThatStopsLosesIt() {
        start(app(0, 10, 200, 500, null), "a", "b");
        balance(Algorithm.round_robin, 60, "a", "b");
        load.setTraffic("shop", new ConstantTraffic(10), 0);
        load.setTargets("shop", equal("b"), 5 * Time.SECOND);
        load.setTraffic("shop", ConstantTraffic.NONE, 5 * Time.SECOND);
        load.removeTask("b", 6 * Time.SECOND);
        load.advance(20 * Time.SECOND);
        var books = load.books("shop");
        assertThat(load.readTask("a").answered()).isEqualTo(books.served()).isPositive();
        assertThat(failures(ElbError.HTTP_502) * MICRO).isEqualTo(books.offered() - books.served());
        assertThat(books.inFlight()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 5})
    @Tag("LB-12")
    void whoWaitsForTooLong_givesUp_clientOrLoadBalancer(double idleTimeout) {
        balance(Algorithm.round_robin, idleTimeout, "a");
        start(app(0, 3, 1, 500, Duration.ofSeconds(2)), "a");
        send(1, 100);
        load.advance(200 * Time.SECOND);
        var code = idleTimeout < 2 ? ElbError.HTTP_504 : ElbError.HTTP_460;
        assertThat(failures(code) * MICRO).isEqualTo(load.books("shop").offered());
        assertThat(load.books("shop").inFlight()).isZero();
    }

    @Test
    void whatWaitsLeavesTheQueue_whenItsClientGivesUp_andWhatIsWorkedOnDoesNot() {
        start(app(1, 0, 1, 500, Duration.ofMillis(1500)), "a");
        balance(Algorithm.round_robin, 60, "a");
        send(20, 100);
        load.advance(110 * Time.SECOND);
        // one a second is worked on, at the end of its client's patience or not; the rest waits in vain
        assertThat(load.readTask("a").cpuSeconds()).isCloseTo(101, within(2.0));
        var books = load.books("shop");
        assertThat(books.served() + books.failed()).isEqualTo(books.offered());
        assertThat(books.failed()).isGreaterThan(18 * 100 * MICRO);
    }

    @Test
    void clientsTryAgain_soOftenAndWithBackoff_andEachRequestHasOneEnd() {
        balance(Algorithm.round_robin, 60);
        load.setRetries("shop", new Retries(3, Duration.ofMillis(100)));
        send(100, 10);
        load.advance(10 * Time.SECOND + 701 * Time.MILLISECOND); // 100 + 200 + 400 ms at most
        var books = load.books("shop");
        assertThat(books.failed()).isEqualTo(books.offered());
        assertThat(books.inFlight()).isZero();
        assertThat(load.books("shop").retries()).isEqualTo(3 * books.offered());
        assertThat(failures(ElbError.HTTP_503) * MICRO).isEqualTo(4 * books.offered());
    }

    @Test
    void answersThatAreErrors_areTriedAgainToo() {
        var request = new RequestModel(new Distribution.Constant(0.001), null, null, new Share(0.5), null);
        start(new Application(request, null, null, null, null, null, null, null), "a");
        balance(Algorithm.round_robin, 60, "a");
        load.setRetries("shop", new Retries(1, Duration.ofMillis(1)));
        send(100, 1000);
        load.advance(1010 * Time.SECOND);
        var books = load.books("shop");
        assertThat((double) books.failed() / books.offered()).isCloseTo(0.25, within(0.01));
        assertThat((double) load.answers("shop").targetErrors() / books.offered())
                .isCloseTo(0.75, within(0.01));
    }

    @Test
    @Tag("RS-13")
    void tasksOfAShortInstance_shareItByWeight_andALoneOneHasItAll() {
        var app = app(0.1, 0, 1000, 100_000, Duration.ofHours(10));
        load.addInstance("host", 2);
        load.addTask("a", "shop", "host", new TaskCpu(256, Double.POSITIVE_INFINITY, 256), 1e9, app, 0);
        load.addTask("b", "cart", "host", new TaskCpu(768, Double.POSITIVE_INFINITY, 768), 1e9, app, 0);
        load.setTargets("shop", equal("a"), 0);
        load.setTargets("cart", equal("b"), 0);
        load.setTraffic("shop", new ConstantTraffic(50), 0);
        load.advance(100 * Time.SECOND);
        assertThat(load.readTask("a").cpuSeconds()).isCloseTo(200, within(2.0));
        load.setTraffic("cart", new ConstantTraffic(50), 100 * Time.SECOND);
        load.advance(200 * Time.SECOND);
        assertThat(load.readTask("a").cpuSeconds()).isCloseTo(50, within(2.0));
        assertThat(load.readTask("b").cpuSeconds()).isCloseTo(150, within(4.0));
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLost_whateverHappensToTheTasks(Algorithm algorithm) {
        var random = new RandomStreams(algorithm.ordinal()).stream("world");
        balance(algorithm, 0.5, "t0", "t1", "t2", "t3");
        load.setRetries("shop", new Retries(2, Duration.ofMillis(50)));
        var apps = new Application[] {
            app(0.01, 0.02, 3, 2, null), app(0.02, 0, 100, 0, Duration.ofMillis(300)), app(0, 0.6, 5, 9, null)
        };
        load.addInstance("host", 2);
        load.setTraffic("shop", new ConstantTraffic(150), 0);
        long now = 0;
        for (int i = 0; i < 3000; i++) {
            now += random.nextInt((int) (200 * Time.MILLISECOND));
            var task = "t" + random.nextInt(4);
            if (!load.tasks().contains(task)) {
                var app = apps[random.nextInt(apps.length)];
                load.addTask(task, "shop", "host", new TaskCpu(512, 1, 512), 1e9, app, now);
            } else if (random.nextInt(3) == 0) {
                load.removeTask(task, now);
            } else if (random.nextInt(3) == 0) {
                load.closeConnections(task, now);
            } else {
                load.setTargets("shop", equal("t" + random.nextInt(2), "t" + (2 + random.nextInt(2))), now);
            }
            var books = load.books("shop");
            assertThat(books.served() + books.failed() + books.rejected() + books.inFlight())
                    .isEqualTo(books.offered());
        }
        load.setTraffic("shop", ConstantTraffic.NONE, now);
        load.advance(now + 10 * Time.SECOND);
        var books = load.books("shop");
        assertThat(books.inFlight()).isZero();
        assertThat(books.served()).isPositive();
        assertThat(books.rejected()).isPositive();
        var answers = load.answers("shop");
        assertThat(answers.served() + answers.targetErrors() + answers.failed())
                .isEqualTo(books.offered() + load.books("shop").retries());
        assertThat(load.groupAnswers("shop")).isEqualTo(answers);
    }

    @Test
    void theSameSeed_givesTheSameRequests_andAnotherOneOthers() {
        assertThat(playedWith(5)).isEqualTo(playedWith(5)).isNotEqualTo(playedWith(6));
    }

    private static Object playedWith(long seed) {
        var load = new RequestLoad(new RandomStreams(seed));
        load.setTargets("shop", Map.<String, Double>of(), 0);
        load.setTraffic("shop", new ConstantTraffic(100), 0);
        load.advance(100 * Time.SECOND);
        return load.books("shop");
    }
}
