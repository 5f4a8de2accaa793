// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import static io.ecsim.workload.Traffic.MICRO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.kernel.RandomStream;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A target that takes longer gets fewer requests, so that all have as many in progress. */
class LeastOutstandingRequestsTest {
    private static final double NONE = Double.POSITIVE_INFINITY;

    private final FluidLoad load = new FluidLoad();

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Tag("LB-8")
    void unequalTargetsHaveEquallyManyRequestsInProgress(long seed) {
        RandomStream random = new RandomStreams(seed).stream("targets");
        load.addGroup("web", "shop", 60, Algorithm.least_outstanding_requests);
        load.setShares("shop", Map.of("web", 1.0), 0);
        List<String> tasks = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(6); i++) {
            load.addInstance("i" + i, 0.5 + random.nextDouble());
            var cpu = new TaskCpu(512, random.nextInt(2) == 0 ? NONE : 0.3 + random.nextDouble(), 512);
            var app = FluidLoadTest.app(0.2 * random.nextDouble(), Duration.ofSeconds(60), 10_000, 10_000);
            load.addTask("t" + i, "shop", "i" + i, cpu, app, 0);
            tasks.add("t" + i);
        }
        load.setTargets("web", tasks, 0);
        load.setTraffic("shop", new ConstantTraffic(20 * tasks.size() * random.nextDouble()), 0);
        load.solve(0);
        List<Double> inProgress = tasks.stream().map(load::meanInProgress).toList();
        double first = inProgress.get(0);
        assertThat(inProgress).allSatisfy(each -> assertThat(each).isCloseTo(first, within(0.002 * first)));
        load.advance(Time.ofSeconds(10));
        var books = load.books("shop");
        assertThat(books.offered()).isEqualTo(books.served() + books.failed() + books.rejected() + books.inFlight());
    }

    @Test
    @Tag("LB-8")
    void equalTargetsGetTheSame() {
        load.addGroup("web", "shop", 60, Algorithm.least_outstanding_requests);
        load.setShares("shop", Map.of("web", 1.0), 0);
        for (var task : List.of("a", "b")) {
            load.addInstance(task, 1);
            load.addTask(task, "shop", task, FluidLoadTest.HALF, FluidLoadTest.PLAIN, 0);
        }
        load.setTargets("web", List.of("a", "b"), 0);
        load.setTraffic("shop", new ConstantTraffic(20), 0);
        load.solve(0);
        load.advance(Time.ofSeconds(60));
        assertThat(load.readTask("a").arrived()).isEqualTo(600 * MICRO);
        assertThat(load.readTask("b").arrived()).isEqualTo(600 * MICRO);
    }
}
