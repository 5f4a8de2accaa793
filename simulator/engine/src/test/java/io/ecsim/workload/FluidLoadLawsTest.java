// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import static io.ecsim.workload.Traffic.MICRO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.kernel.Distribution.Constant;
import io.ecsim.kernel.RandomStream;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import io.ecsim.workload.StepTraffic.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds in every world, after every step, whatever comes and goes. */
class FluidLoadLawsTest {
    private static final int STEPS = 60;
    private static final double NONE = Double.POSITIVE_INFINITY;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("ecsim.tries", 60));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theBooksCloseToTheMillionthAfterEveryStep(long seed) {
        var world = new World(seed);
        for (int step = 0; step < STEPS; step++) {
            world.changeSomething();
            world.pass();
            world.offered.forEach((service, offered) -> {
                var books = world.load.books(service);
                assertThat(books.offered()).isEqualTo(offered);
                assertThat(books.served() + books.failed() + books.rejected() + books.inFlight())
                        .isEqualTo(offered);
                assertThat(List.of(books.served(), books.failed(), books.rejected(), books.inFlight()))
                        .allMatch(amount -> amount >= 0);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readingsAddUpToTheBooksAndAreNeverNegative(long seed) {
        var world = new World(seed);
        var answered = new LinkedHashMap<String, Long>();
        for (int step = 0; step < STEPS; step++) {
            world.changeSomething();
            world.pass();
            for (var service : world.offered.keySet()) {
                var reading = world.load.readGroup(service);
                long done = reading.served() + reading.targetErrors();
                assertThat(List.of(reading.routed(), reading.served(), reading.targetErrors()))
                        .allMatch(amount -> amount >= 0);
                assertThat(reading.failed()).isNotNegative();
                assertThat(reading.responses().samples()).isEqualTo(done);
                long finished = answered.merge(service, done + reading.failed(), Long::sum);
                var books = world.load.books(service);
                assertThat(finished).isEqualTo(books.offered() - books.inFlight());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void tasksUseNoMoreCpuThanTheirInstanceHasAndTheyMay(long seed) {
        var world = new World(seed);
        for (int step = 0; step < STEPS; step++) {
            world.changeSomething();
            world.tasks.keySet().forEach(world.load::readTask);
            world.pass();
            var used = new LinkedHashMap<String, Double>();
            world.tasks.forEach((id, task) -> {
                var reading = world.load.readTask(id);
                assertThat(reading.seconds()).isEqualTo(world.passed);
                assertThat(reading.cpuSeconds()).isBetween(0.0, task.cpu.limit() * world.passed + 1e-9);
                assertThat(reading.memory()).isNotNegative();
                assertThat(reading.arrived()).isNotNegative();
                assertThat(reading.answered()).isNotNegative();
                used.merge(task.instance, reading.cpuSeconds(), Double::sum);
            });
            used.forEach((instance, cpuSeconds) ->
                    assertThat(cpuSeconds).isLessThanOrEqualTo(world.vcpus.get(instance) * world.passed + 1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void tasksHoldNoMoreThanTheyHaveRoomFor(long seed) {
        var world = new World(seed);
        for (int step = 0; step < STEPS; step++) {
            world.changeSomething();
            world.pass();
            long room = world.tasks.values().stream()
                    .mapToLong(task -> 2L * task.app.concurrency() + task.app.queue())
                    .sum();
            long inFlight = world.offered.keySet().stream()
                    .mapToLong(service -> world.load.books(service).inFlight())
                    .sum();
            // Just after a task is slowed down, those at work are still as many as before: at most its concurrency.
            assertThat(inFlight).isLessThanOrEqualTo(room * MICRO);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void lookingMoreOftenChangesAlmostNothing(long seed) {
        var rare = new World(seed);
        var often = new World(seed);
        for (int step = 0; step < STEPS; step++) {
            rare.changeSomething();
            rare.pass();
            often.changeSomething();
            often.passInSmallSteps();
        }
        rare.offered.forEach((service, offered) -> {
            var one = rare.load.books(service);
            var other = often.load.books(service);
            assertThat(other.offered()).isEqualTo(one.offered());
            var tolerance = within(1_000 + offered / 100);
            assertThat(other.served()).isCloseTo(one.served(), tolerance);
            assertThat(other.failed()).isCloseTo(one.failed(), tolerance);
            assertThat(other.rejected()).isCloseTo(one.rejected(), tolerance);
        });
    }

    /** Up to three services on up to three instances, in which anything may change at any time. */
    private static final class World {
        private record Task(String instance, TaskCpu cpu, Application app) {}

        private final RandomStream random;
        private final FluidLoad load = new FluidLoad();
        private final Map<String, Double> vcpus = new LinkedHashMap<>();
        private final Map<String, Task> tasks = new LinkedHashMap<>();
        private final Map<String, List<String>> started = new LinkedHashMap<>();
        private final Map<String, Traffic> traffic = new LinkedHashMap<>();
        /** Millionths by service, counted from the traffic alone. */
        private final Map<String, Long> offered = new LinkedHashMap<>();

        private long now;
        private double passed;

        World(long seed) {
            random = new RandomStreams(seed).stream("world");
            for (int i = 0; i <= random.nextInt(3); i++) {
                vcpus.put("i-" + i, 0.5 * (1 + random.nextInt(8)));
                load.addInstance("i-" + i, vcpus.get("i-" + i));
            }
            for (int i = 0; i <= random.nextInt(3); i++) {
                started.put("s-" + i, new ArrayList<>());
                offered.put("s-" + i, 0L);
                setTraffic("s-" + i);
            }
        }

        void changeSomething() {
            var service = "s-" + random.nextInt(started.size());
            switch (random.nextInt(5)) {
                case 0, 1 -> addTask(service);
                case 2 -> setTargets(service);
                case 3 -> setTraffic(service);
                default -> removeTask();
            }
        }

        private void addTask(String service) {
            var id = service + "/" + started.get(service).size();
            var instance = "i-" + random.nextInt(vcpus.size());
            double limit = random.nextInt(2) == 0 ? NONE : 0.25 * (1 + random.nextInt(8));
            var task = new Task(instance, new TaskCpu(random.nextInt(2048), limit, random.nextInt(1024)), app());
            load.addTask(id, service, instance, task.cpu, task.app, now);
            tasks.put(id, task);
            started.get(service).add(id);
            if (random.nextInt(2) == 0) {
                setTargets(service);
            }
        }

        private Application app() {
            var request = new RequestModel(
                    new Constant(random.nextInt(4) == 0 ? 0 : 0.03 * random.nextDouble()),
                    new Constant(random.nextInt(3) == 0 ? 0 : 0.5 * random.nextDouble()),
                    new Bytes(1 << 16),
                    new Share(random.nextInt(2) == 0 ? 0 : random.nextDouble() / 5),
                    Duration.ofMillis(200 + random.nextInt(10_000)));
            var rest = new Share(random.nextInt(2) == 0 ? 0 : random.nextDouble() / 3);
            return new Application(request, 1 + random.nextInt(100), random.nextInt(500), null, rest, null, null, null);
        }

        /** Any of the tasks ever started, those that are gone included. */
        private void setTargets(String service) {
            var targets = started.get(service).stream()
                    .filter(task -> random.nextInt(5) > 0)
                    .toList();
            load.setTargets(service, targets, now);
        }

        private void setTraffic(String service) {
            double rate = 400 * random.nextDouble() * random.nextDouble();
            Traffic steps = new StepTraffic(List.of(
                    new Step(Duration.ZERO, rate),
                    new Step(Duration.ofNanos(now + 1 + random.nextInt(2_000_000_000)), 300 * random.nextDouble())));
            traffic.put(service, new ScaledTraffic(steps, 2 * random.nextDouble(), now, now + 5 * Time.SECOND));
            load.setTraffic(service, traffic.get(service), now);
        }

        private void removeTask() {
            if (!tasks.isEmpty()) {
                var id = List.copyOf(tasks.keySet()).get(random.nextInt(tasks.size()));
                load.removeTask(id, now);
                tasks.remove(id);
            }
        }

        private long next() {
            long length = random.nextInt(5) == 0 ? random.nextInt(1_000) : random.nextInt(2_000_000_000) * 4L;
            traffic.forEach((service, requests) -> offered.merge(
                    service, requests.arrivedBefore(now + length) - requests.arrivedBefore(now), Long::sum));
            passed = Time.toSeconds(length);
            return now + length;
        }

        /** Some time passes, and every change by itself happens when it is due. */
        void pass() {
            long end = next();
            load.solve(now);
            while (load.nextChange() < end) {
                assertThat(load.nextChange()).isGreaterThan(now);
                now = load.nextChange();
                load.solve(now);
            }
            now = end;
            load.advance(now);
        }

        /** The same, but changes by themselves are left to the load, and all books are opened many times. */
        void passInSmallSteps() {
            long end = next();
            load.solve(now);
            for (int part = 9; part >= 0; part--) {
                load.advance(end - (end - now) / 10 * part);
                started.keySet().forEach(load::books);
            }
            now = end;
        }
    }
}
