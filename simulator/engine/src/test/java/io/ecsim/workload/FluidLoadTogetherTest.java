// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.kernel.RandomStream;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tasks that do nearly alike are solved for once, by the mean of their laws. Beside it the plain way, in which each is
 * solved for by itself: all of a service together do the same, though most of the time there is far too much to do. Who of
 * those that are not served is turned away at once, and who later gives up, depends on when each task began.
 */
class FluidLoadTogetherTest {
    private static final int STEPS = 80;
    private static final List<String> SERVICES = List.of("a", "b");
    private static final List<Application> APPLICATIONS = List.of(
            FluidLoadTest.app(0.04, Duration.ofSeconds(10), 200, 500),
            FluidLoadTest.app(0.2, Duration.ofSeconds(3), 20, 50));

    private final List<String> tasks = new ArrayList<>();
    private final FluidLoad together = new FluidLoad();
    private final FluidLoad apart = new FluidLoad(true);
    private RandomStream random;
    private int started;
    private long now;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("ecsim.tries", 40));
    }

    private void both(Consumer<FluidLoad> change) {
        change.accept(together);
        change.accept(apart);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theTasksOfAServiceDoTheSameAsWhenAllAreSolvedForByThemselves(long seed) {
        random = new RandomStreams(seed).stream("world");
        for (int i = 0; i < 6; i++) {
            var instance = "i-" + i;
            both(load -> load.addInstance(instance, 2));
        }
        both(load -> load.addGroup("other", "a", 60, Algorithm.round_robin));
        both(load -> load.setTargets("a", List.of(), 0));
        both(load -> load.setTargets("b", List.of(), 0));
        both(load -> load.setShares("b", Map.of("other", 0.4), 0));
        for (int step = 0; step < STEPS; step++) {
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                changeSomething(); // several in an instant
            }
            both(load -> load.solve(now));
            // a millionth of a request in a nanosecond would be a thousand a second
            now += (1 + random.nextInt(2_000)) * Time.MILLISECOND;
            both(load -> load.advance(now));
            SERVICES.forEach(this::sameBooks);
            if (random.nextInt(4) == 0) {
                SERVICES.forEach(this::sameReading);
            }
        }
    }

    private void sameBooks(String service) {
        var one = together.books(service);
        var other = apart.books(service);
        assertThat(one.offered()).isCloseTo(other.offered(), within((long) STEPS));
        assertThat(one.served()).isCloseTo(other.served(), within(2 * Traffic.MICRO + other.offered() / 25));
        assertThat(one.served() + one.failed() + one.rejected() + one.inFlight())
                .isEqualTo(one.offered());
    }

    private void sameReading(String service) {
        var figures = List.<ToDoubleFunction<TaskReading>>of(
                TaskReading::seconds, TaskReading::cpuSeconds, TaskReading::arrived);
        var one = new double[figures.size()];
        var other = new double[figures.size()];
        for (var task : tasks.stream().filter(id -> id.startsWith(service)).toList()) {
            var reading = together.readTask(task);
            var alone = apart.readTask(task);
            for (int i = 0; i < one.length; i++) {
                one[i] += figures.get(i).applyAsDouble(reading);
                other[i] += figures.get(i).applyAsDouble(alone);
            }
        }
        for (int i = 0; i < one.length; i++) {
            double requests = i < 2 ? 1 : Traffic.MICRO;
            assertThat(one[i]).isCloseTo(other[i], within(2 * requests + other[i] / 50));
        }
    }

    private void changeSomething() {
        var service = SERVICES.get(random.nextInt(SERVICES.size()));
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> start(service);
            case 4, 5 -> aim(service);
            case 6, 7 -> {
                double rate = 150 * (1 + tasks.size()) * random.nextDouble() * random.nextDouble();
                both(load -> load.setTraffic(service, new ConstantTraffic(rate), now));
            }
            case 8 -> {
                if (!tasks.isEmpty()) {
                    var cut = tasks.get(random.nextInt(tasks.size()));
                    both(load -> load.closeConnections(cut, now));
                }
            }
            default -> {
                if (!tasks.isEmpty()) {
                    var gone = tasks.remove(random.nextInt(tasks.size()));
                    both(load -> load.removeTask(gone, now));
                }
            }
        }
    }

    /** One on each of some instances, most of them targets: so that many are alike. */
    private void start(String service) {
        var app = APPLICATIONS.get(random.nextInt(4) / 3);
        int instances = 1 + random.nextInt(6);
        for (int i = 0; i < instances; i++) {
            var id = service + "-" + started++;
            var instance = "i-" + i;
            both(load -> load.addTask(id, service, instance, new TaskCpu(512, 0.05, 512), app, now));
            tasks.add(id);
            if (random.nextInt(8) > 0) {
                both(load -> load.setTarget(service, id, 1, now));
            }
        }
    }

    private void aim(String service) {
        if (!tasks.isEmpty()) {
            var target = tasks.get(random.nextInt(tasks.size()));
            double weight = random.nextInt(3) / 2.0;
            var group = random.nextInt(4) == 0 ? "other" : service;
            both(load -> load.setTarget(group, target, weight, now));
        }
    }
}
