// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.aws.CpuCredits;
import io.ecsim.aws.CreditSpecification;
import io.ecsim.aws.Queue;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Distribution;
import io.ecsim.metrics.Datapoint;
import io.ecsim.workload.Application;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.Consumers;
import io.ecsim.workload.RequestModel;
import io.ecsim.workload.Share;
import io.ecsim.workload.StepTraffic;
import io.ecsim.workload.Traffic;
import io.ecsim.workload.Workload;
import io.ecsim.world.World.TrafficModel;
import io.ecsim.world.Worlds;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One task that may use all of one burstable instance. */
class BurstableInstancesTest {
    private static Scenarios on(String type, CpuCredits mode) {
        Scenarios scenario = new Scenarios().service(1, 0, 100);
        scenario.taskDefinitions.add(Scenarios.web(256, 256));
        CreditSpecification said = mode == null ? null : new CreditSpecification(mode);
        scenario.instances.add(new ContainerInstances(type, "us-east-1a", 1, null, null, said, null));
        return scenario.withoutLatencies();
    }

    /** It uses so many vCPUs, whatever comes. */
    private static Scenarios using(Scenarios scenario, double vcpus) {
        scenario.applications.put("web", new Application(null, null, null, null, new Share(vcpus), null, null, null));
        return scenario;
    }

    /** Each request takes 10 ms of CPU. */
    private static Scenarios serving(Scenarios scenario, TrafficModel solver, Traffic traffic) {
        RequestModel request = new RequestModel(new Distribution.Constant(0.01), null, null, null, null);
        scenario.applications.put("web", new Application(request, 1, 10, null, null, null, null, null));
        scenario.workload.add(new Workload("web", traffic));
        scenario.world = Worlds.with("traffic", solver);
        return scenario;
    }

    private record Run(Recorder recorder, RunResult result) {
        static Run of(Scenarios scenario) {
            Recorder recorder = new Recorder();
            return new Run(recorder, Simulation.run(scenario.build(), recorder, () -> false, true));
        }

        List<Double> vcpus() {
            return recorder.all(Entry.InstanceCpuChanged.class).stream()
                    .map(Entry.InstanceCpuChanged::vcpus)
                    .toList();
        }

        /** Seconds. */
        double heldAt() {
            return recorder.rows.stream()
                    .filter(row -> row.entry() instanceof Entry.InstanceCpuChanged)
                    .findFirst()
                    .orElseThrow()
                    .at();
        }

        double last(String metric) {
            return recorder.points(metric)
                    .get(recorder.points(metric).size() - 1)
                    .sum();
        }
    }

    /** CW-36: a fresh t2.micro at 100 % has its 30 credits and what it earns meanwhile for 33 minutes and 20 seconds. */
    @Test
    @Tag("CW-36")
    @Tag("SC-605")
    void aT2WithoutCreditsIsHeldToItsBaseline_atTheMomentAtWhichTheyAreGone() {
        Run run = Run.of(using(on("t2.micro", null), 1));
        assertThat(run.vcpus()).containsExactly(0.1);
        assertThat(run.heldAt()).isCloseTo(2_000, within(1.0));
        assertThat(run.last("CPUCreditBalance")).isCloseTo(0, within(0.001));
        assertThat(run.last("CPUCreditUsage")).isCloseTo(0.5, within(0.001)); // five minutes at 10 %
    }

    @Test
    @Tag("SC-603")
    @Tag("SC-606")
    void aT3WithoutCreditsGoesOn_andItsSurplusIsOnTheBill() {
        Run run = Run.of(using(on("t3.micro", null), 2).until(Duration.ofHours(24)));
        assertThat(run.vcpus()).isEmpty();
        assertThat(run.last("CPUCreditBalance")).isZero();
        assertThat(run.last("CPUSurplusCreditBalance")).isCloseTo(288, within(1e-6));
        assertThat(run.recorder().points("CPUSurplusCreditsCharged").stream()
                        .mapToDouble(Datapoint::sum)
                        .sum())
                .isCloseTo(2_304, within(0.2)); // the task runs for all but the first moments of the day
        // CW-39: 2,592 credits are 43.2 vCPU-hours, $0.05 each
        assertThat(run.result().bill().byKind().get("cpuCredits").doubleValue()).isCloseTo(2.16, within(0.0005));
    }

    @ParameterizedTest
    @EnumSource(TrafficModel.class)
    @Tag("SC-608")
    void requestsAreSlowOnceTheCreditsAreGone(TrafficModel solver) {
        // 50/s x 10 ms are half a vCPU: 30 credits and the earnings of 6 an hour last 30 / (0.5 - 0.1) = 75 minutes
        Run run = Run.of(
                serving(on("t2.micro", null), solver, new ConstantTraffic(50)).until(Duration.ofHours(2)));
        assertThat(run.vcpus()).containsExactly(0.1);
        assertThat(run.heldAt() / 60).isCloseTo(75, within(0.75));
        RunResult.Requests requests = run.result().requests();
        // from then on ten requests a second are served of fifty
        long expected = Math.round(75 * 60 * 50 + 45 * 60 * 10);
        assertThat((double) requests.served() / 1_000_000 / expected).isCloseTo(1, within(0.02));
    }

    /** Two hours at half of the baseline bring back 6 credits. */
    @ParameterizedTest
    @EnumSource(TrafficModel.class)
    @Tag("SC-605")
    void anInstanceThatHasEarnedSomethingIsFastAgain(TrafficModel solver) {
        Traffic traffic = new StepTraffic(List.of(
                new StepTraffic.Step(Duration.ZERO, 100),
                new StepTraffic.Step(Duration.ofHours(1), 0),
                new StepTraffic.Step(Duration.ofHours(1).plusMinutes(10), 5)));
        Run run = Run.of(serving(on("t2.micro", null), solver, traffic).until(Duration.ofMinutes(190)));
        assertThat(run.vcpus()).containsExactly(0.1, 1.0);
        assertThat(run.last("CPUCreditBalance")).isBetween(6.0, 7.1);
    }

    @Test
    @Tag("SC-604")
    void aT3InStandardModeBeginsWithoutCredits() {
        Run run = Run.of(using(on("t3.micro", CpuCredits.standard), 2).until(Duration.ofMinutes(10)));
        assertThat(run.vcpus()).containsExactly(0.2);
        assertThat(run.heldAt()).isLessThan(1);
    }

    /** A message a second, each a second of CPU: as at 100 %, 33 minutes and 20 seconds; then ten seconds for each. */
    @Test
    @Tag("SC-601")
    @Tag("SC-605")
    void workOnMessagesTakesCreditsToo() {
        Scenarios scenario = on("t2.micro", null);
        RequestModel message = new RequestModel(new Distribution.Constant(1), null, null, null, null);
        scenario.applications.put("web", new Application(message, null, null, null, null, null, null, null));
        scenario.queues.add(new Queue("jobs", null));
        scenario.workload.add(Workload.ofQueue(
                "jobs", new ConstantTraffic(2), new Consumers("web", 1, new Distribution.Constant(0), null)));
        Run run = Run.of(scenario);
        assertThat(run.vcpus()).containsExactly(0.1);
        assertThat(run.heldAt()).isCloseTo(2_000, within(2.0));
        // a message a second, and one in ten seconds in the 1,600 that are left of the hour
        assertThat((double) run.result().queues().get("jobs").deleted()).isCloseTo(2_160, within(5.0));
        assertThat(run.last("CPUCreditUsage")).isCloseTo(0.5, within(0.01));
    }

    @Test
    void otherInstancesHaveNoCredits() {
        Run run = Run.of(using(on("m6i.large", CpuCredits.standard), 2));
        assertThat(run.vcpus()).isEmpty();
        assertThat(run.recorder().points("CPUCreditBalance")).isEmpty();
        assertThat(run.result().bill().byKind()).doesNotContainKey("cpuCredits");
    }
}
