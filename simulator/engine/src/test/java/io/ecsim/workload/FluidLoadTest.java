// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import static io.ecsim.workload.Traffic.MICRO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.ecsim.kernel.Distribution.Constant;
import io.ecsim.kernel.Time;
import io.ecsim.workload.Application.MemoryModel;
import io.ecsim.workload.StepTraffic.Step;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FluidLoadTest {
    private static final double NONE = Double.POSITIVE_INFINITY;
    static final TaskCpu HALF = new TaskCpu(512, NONE, 512);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final FluidLoad load = new FluidLoad();

    /** 10 ms of CPU a request, so that one vCPU does 100 requests a second. */
    static Application app(double latency, Duration timeout, int concurrency, int queue) {
        var request = new RequestModel(
                new Constant(0.01), new Constant(latency), new Bytes(Bytes.MIB), new Share(0.01), timeout);
        var memory = new MemoryModel(new Bytes(300 * Bytes.MIB));
        return new Application(request, concurrency, queue, memory, null, null, null, null);
    }

    static final Application PLAIN = app(0.04, TEN_SECONDS, 200, 500);

    private void run(double rate, TaskCpu cpu, Application app, double vcpus) {
        run(load, rate, cpu, app, vcpus);
    }

    /** One task {@code t} of service {@code shop}, alone on instance {@code i}. */
    static void run(FluidLoad load, double rate, TaskCpu cpu, Application app, double vcpus) {
        load.addInstance("i", vcpus);
        load.addTask("t", "shop", "i", cpu, app, 0);
        load.setTargets("shop", List.of("t"), 0);
        load.setTraffic("shop", new ConstantTraffic(rate), 0);
        load.solve(0);
    }

    static long seconds(double seconds) {
        return Time.ofSeconds(seconds);
    }

    static double requests(long micro) {
        return (double) micro / MICRO;
    }

    @ParameterizedTest
    @CsvSource({"0", "1.7", "33.3", "99.99"})
    @Tag("SC-115")
    void belowSaturationUtilisationIsRateTimesCpuTime(double rate) {
        run(rate, HALF, PLAIN, 1);
        load.advance(seconds(60));
        load.readTask("t");
        load.advance(seconds(120));
        assertThat(load.cpuUtilisation("t")).isCloseTo(rate * 0.01 / 0.5, withinPercentage(1.0));
        assertThat(load.readTask("t").cpuSeconds()).isCloseTo(60 * rate * 0.01, withinPercentage(1.0));
    }

    /** In one instant an instance becomes as another was until then, whose tasks end: 10 a second for 20 s are 200. */
    @Test
    void whoTakesThePlaceOfTasksThatEndIsCounted() {
        load.addInstance("i", 2);
        load.addInstance("j", 2);
        load.addTask("t", "shop", "i", HALF, PLAIN, 0);
        load.addTask("u", "shop", "i", HALF, PLAIN, 0);
        load.addTask("v", "shop", "j", HALF, PLAIN, 0);
        load.setTargets("shop", List.of("t", "u", "v"), 0);
        load.setTraffic("shop", new ConstantTraffic(10), 0);
        load.solve(0);
        load.advance(seconds(10));
        load.addTask("w", "shop", "j", HALF, PLAIN, seconds(10));
        load.setTarget("shop", "w", 1, seconds(10));
        load.setTarget("shop", "t", 0, seconds(10));
        load.removeTask("t", seconds(10));
        load.setTarget("shop", "u", 0, seconds(10));
        load.removeTask("u", seconds(10));
        load.solve(seconds(10));
        load.advance(seconds(20));
        var books = load.books("shop");
        assertThat(books.offered()).isEqualTo(200 * MICRO);
        assertThat(books.served() + books.failed() + books.inFlight()).isEqualTo(200 * MICRO);
    }

    @Test
    @Tag("SC-116")
    void aTaskUsesTheIdleCpuOfItsInstanceUnlessATaskLevelLimitForbidsIt() {
        run(1_000, HALF, PLAIN, 2);
        load.advance(seconds(60));
        assertThat(load.cpuUtilisation("t")).isCloseTo(4, within(1e-3));
        load.removeTask("t", seconds(60));
        load.addTask("t", "shop", "i", new TaskCpu(512, 0.5, 512), PLAIN, seconds(60));
        load.solve(seconds(60));
        load.advance(seconds(120));
        assertThat(load.cpuUtilisation("t")).isCloseTo(1, within(1e-3));
    }

    @Test
    @Tag("RS-13")
    void aBusyNeighbourTakesWhatIsIdleAndNoMore() {
        run(30, new TaskCpu(1024, NONE, 1024), PLAIN, 1);
        load.addTask("n", "batch", "i", HALF, PLAIN, 0);
        load.setTargets("batch", List.of("n"), 0);
        load.setTraffic("batch", new ConstantTraffic(1_000), 0);
        load.solve(0);
        load.advance(seconds(60));
        assertThat(load.cpuUtilisation("t")).isCloseTo(0.3, within(0.01));
        assertThat(load.cpuUtilisation("n")).isCloseTo(0.7 / 0.5, within(0.02));
    }

    @Test
    void cpuAtRestIsUsedWithoutAnyRequest() {
        var app = new Application(null, null, null, null, new Share(0.02), null, null, null);
        run(0, HALF, app, 1);
        load.advance(seconds(100));
        assertThat(load.readTask("t").cpuSeconds()).isCloseTo(2, within(1e-9));
    }

    @Test
    void softwareAboutWhichNothingIsSaidAnswersAtOnceAndForNothing() {
        run(50, HALF, Application.UNDESCRIBED, 1);
        load.advance(seconds(10));
        assertThat(load.books("shop")).isEqualTo(new ServiceBooks(500 * MICRO, 500 * MICRO, 0, 0, 0, 0));
        assertThat(load.readTask("t").cpuSeconds()).isZero();
    }

    @Test
    void requestsInProgressAreRateTimesTheirTimeUnderProcessorSharing_andHoldMemory() {
        run(80, HALF, PLAIN, 1);
        load.advance(seconds(10));
        load.readTask("t");
        load.advance(seconds(20));
        assertThat(requests(load.books("shop").inFlight())).isCloseTo(80 * (0.04 + 0.05), within(0.02));
        assertThat(load.readTask("t").memory()).isCloseTo(300 + 80 * (0.04 + 0.05), within(0.02));
    }

    @Test
    void errorsOfTheSoftwareAreFailedRequests() {
        run(50, HALF, PLAIN, 1);
        load.advance(seconds(100));
        var books = load.books("shop");
        assertThat(books.failed()).isEqualTo(Math.round((books.served() + books.failed()) * 0.01));
        var reading = load.readGroup("shop");
        assertThat(reading.targetErrors()).isEqualTo(books.failed());
        assertThat(reading.failed()).isZero();
        assertThat(reading.routed()).isEqualTo(5_000 * MICRO);
        assertThat(load.readGroup("shop").routed()).isZero();
    }

    @Test
    void aFullTaskRejectsWhatItHasNoRoomFor() {
        run(150, HALF, app(0.09, Duration.ofSeconds(60), 200, 300), 1);
        load.advance(seconds(60));
        var books = load.books("shop");
        // at the door of a full house there is by chance no place for two: M/M/1 from above, 1 / (1.5 - 1)
        assertThat(requests(books.inFlight())).isCloseTo(500 - 2, within(5.0));
        // while the first two hundred share the CPU more are in the task than are missing of what came
        assertThat(requests(books.rejected())).isCloseTo(50 * 60 - 400, within(10.0));
    }

    @Test
    void behindAQueueAsLongAsTheirPatienceAllGiveUp_andTheWorkIsInVain() {
        run(150, HALF, app(0.04, Duration.ofSeconds(2), 200, 500), 1);
        load.advance(seconds(60));
        var books = load.books("shop");
        // 150 come a second and wait for 2 s; the 200 that are worked on have waited as long before
        assertThat(requests(books.inFlight())).isCloseTo(300, within(10.0));
        assertThat(books.rejected()).isZero();
        long served = books.served();
        load.advance(seconds(120));
        assertThat(load.books("shop").served()).isEqualTo(served);
        assertThat(requests(load.books("shop").failed() - books.failed())).isCloseTo(150 * 60, within(1.0));
    }

    @Test
    @Tag("LB-12")
    void whatTakesLongerThanTheTimeoutFailsAltogether() {
        run(10, HALF, app(5, Duration.ofSeconds(2), 200, 500), 1);
        load.advance(seconds(600));
        assertThat(load.books("shop").served()).isZero();
        assertThat(requests(load.books("shop").failed())).isCloseTo(6_000 - 10 * 2, within(0.5));
    }

    @Test
    void concurrencyLimitsHowMuchATaskWorksOnHoweverMuchCpuThereIs() {
        run(300, HALF, app(0.99, Duration.ofSeconds(60), 100, 500), 8);
        load.advance(seconds(60));
        assertThat(load.cpuUtilisation("t")).isCloseTo(100 * 0.01 / 0.5, within(0.01));
        assertThat(requests(load.books("shop").inFlight())).isCloseTo(600, within(2.0));
    }

    @Test
    void aBacklogDrainsAtTheSpareRate() {
        load.addInstance("i", 1);
        load.addTask("t", "shop", "i", HALF, app(0, Duration.ofSeconds(60), 200, 5_000), 0);
        load.setTargets("shop", List.of("t"), 0);
        var steps = List.of(new Step(Duration.ZERO, 150), new Step(TEN_SECONDS, 60));
        load.setTraffic("shop", new StepTraffic(steps), 0);
        load.solve(0);
        assertThat(load.nextChange()).isEqualTo(seconds(10));
        load.solve(seconds(10));
        // 5 s of work: that of 400 that wait, and half of that of 200 that share the CPU
        assertThat(requests(load.books("shop").inFlight())).isCloseTo(600, within(20.0));
        load.advance(seconds(15));
        // 2 s less of work
        assertThat(requests(load.books("shop").inFlight())).isCloseTo(400, within(20.0));
        assertThat(load.cpuUtilisation("t")).isCloseTo(2, within(1e-6));
        load.advance(seconds(40));
        assertThat(load.cpuUtilisation("t")).isCloseTo(1.2, within(0.01));
        assertThat(load.nextChange()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aSolvedLoadIsCleanUntilItsNextChange() {
        run(150, HALF, PLAIN, 1);
        load.setTraffic("shop", new StepTraffic(List.of(new Step(Duration.ZERO, 150), new Step(TEN_SECONDS, 60))), 0);
        load.solve(0);
        assertThat(load.dirty()).isFalse();
        long next = load.nextChange();
        load.advance(next - 1);
        assertThat(load.dirty()).isFalse();
        load.advance(next);
        assertThat(load.dirty()).isTrue();
        assertThat(load.nextChange()).isEqualTo(next);
        load.solve(next);
        assertThat(load.dirty()).isFalse();
    }

    @Test
    @Tag("LB-8")
    void targetsTakeTurnsToTheMillionth() {
        load.addInstance("i", 4);
        for (var id : List.of("a", "b", "c")) {
            load.addTask(id, "shop", "i", HALF, PLAIN, 0);
        }
        load.setTargets("shop", List.of("a", "b", "c", "a"), 0);
        load.setTraffic("shop", new ConstantTraffic(1e-6), 0);
        load.solve(0);
        load.advance(seconds(5));
        assertThat(load.books("shop").inFlight() + load.books("shop").served())
                .as("none is lost")
                .isEqualTo(5);
        for (var id : List.of("a", "b", "c")) {
            assertThat(load.readTask(id).arrived())
                    .as("of alike tasks the mean")
                    .isEqualTo(2);
        }
    }

    @Test
    @Tag("LB-12")
    void withoutTargetsRequestsFailAtTheLoadBalancer() {
        load.setTraffic("shop", new ConstantTraffic(10), 0);
        load.solve(0);
        load.advance(seconds(6));
        assertThat(load.books("shop")).isEqualTo(new ServiceBooks(60 * MICRO, 0, 60 * MICRO, 0, 0, 0));
        var reading = load.readGroup("shop");
        assertThat(reading.failed()).isEqualTo(60 * MICRO);
        assertThat(reading.routed()).as("SC-132").isZero();
        assertThat(load.latency("shop").p99()).isNaN();
    }

    @Test
    @Tag("LB-12")
    void aTaskThatIsGoneLosesItsRequestsAndFailsThoseStillSentToIt() {
        load.addInstance("i", 4);
        load.addTask("a", "shop", "i", HALF, PLAIN, 0);
        load.addTask("b", "shop", "i", HALF, PLAIN, 0);
        load.setTargets("shop", List.of("a", "b"), 0);
        load.setTraffic("shop", new ConstantTraffic(20), 0);
        load.solve(0);
        load.advance(seconds(10));
        long inFlight = load.books("shop").inFlight();
        load.readGroup("shop");
        load.removeTask("a", seconds(10));
        load.solve(seconds(10));
        load.advance(seconds(20));
        var reading = load.readGroup("shop");
        assertThat(reading.failed()).isEqualTo(100 * MICRO + inFlight / 2);
        assertThat(reading.routed()).isEqualTo(200 * MICRO);
    }

    @Test
    void aTaskThatIsNoTargetAnyMoreFinishesWhatItHas() {
        run(150, HALF, PLAIN, 1);
        load.advance(seconds(5));
        load.setTargets("shop", List.of(), seconds(5));
        load.setTraffic("shop", ConstantTraffic.NONE, seconds(5));
        load.solve(seconds(5));
        load.advance(seconds(60));
        assertThat(load.books("shop").inFlight()).isLessThan(10);
        assertThat(load.books("shop").rejected()).isLessThan(10);
        assertThat(requests(load.readTask("t").answered())).isCloseTo(750, within(1e-4));
    }

    @Test
    void unknownAndRepeatedNamesAreRefused() {
        run(1, HALF, PLAIN, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load.readTask("u"))
                .withMessage("No such task: u");
        assertThatIllegalArgumentException().isThrownBy(() -> load.addInstance("i", 2));
        assertThatIllegalArgumentException().isThrownBy(() -> load.addTask("t", "shop", "i", HALF, PLAIN, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> load.removeInstance("i"));
        load.advance(5);
        assertThatIllegalArgumentException().isThrownBy(() -> load.advance(4));
    }
}
