// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.service.ServiceFacts.Completion;
import io.ecsim.service.ServiceFacts.OldTasks;
import io.ecsim.service.ServicePlan.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Single passes; expected numbers are those of the worked examples SW-4 to SW-9. */
class ReconcilerTest {
    private static final String NEW = "new";
    private static final String OLD = "old";
    private static final StopChoice FIRST =
            (tasks, count) -> tasks.stream().limit(count).map(TaskFacts::id).toList();

    private final List<TaskFacts> tasks = new ArrayList<>();

    private void healthy(int count, String deployment) {
        add(count, deployment, true, false, true, false, false);
    }

    private void unhealthy(int count, String deployment) {
        add(count, deployment, true, false, false, true, false);
    }

    private void pending(int count, String deployment) {
        add(count, deployment, false, false, false, false, false);
    }

    private void stopping(int count, String deployment) {
        add(count, deployment, false, true, false, false, false);
    }

    private void draining(int count, boolean running) {
        add(count, NEW, running, false, running, false, true);
    }

    private void add(
            int count,
            String deployment,
            boolean run,
            boolean stop,
            boolean healthy,
            boolean unhealthy,
            boolean drain) {
        for (int i = 0; i < count; i++) {
            tasks.add(new TaskFacts("t" + tasks.size(), deployment, run, stop, healthy, unhealthy, drain));
        }
    }

    private ServicePlan plan(int desired, int minimum, int maximum) {
        return Reconciler.plan(facts(desired, minimum, maximum, tasks), FIRST);
    }

    private static ServiceFacts facts(int desired, int minimum, int maximum, List<TaskFacts> tasks) {
        return new ServiceFacts(
                desired,
                ServiceFacts.minimumHealthy(desired, minimum),
                ServiceFacts.maximum(desired, maximum),
                List.of(NEW, OLD),
                DeploymentRolloutState.IN_PROGRESS,
                tasks,
                true,
                new Completion(desired, OldTasks.STOPPED));
    }

    @ParameterizedTest(name = "desired {0}, {1} % is at least {2} tasks")
    @Tag("SV-30")
    @CsvSource({"4, 50, 2", "2, 75, 2", "10, 75, 8", "3, 66, 2", "5, 80, 4", "7, 50, 4", "1, 100, 1", "0, 100, 0"})
    void theMinimumIsRoundedUp(int desired, int percent, int expected) {
        assertThat(ServiceFacts.minimumHealthy(desired, percent)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "desired {0}, {1} % is at most {2} tasks")
    @Tag("SV-30")
    @CsvSource({"4, 200, 8", "3, 125, 3", "10, 125, 12", "3, 133, 3", "5, 120, 6", "7, 150, 10", "1, 150, 1"})
    void theMaximumIsRoundedDown(int desired, int percent, int expected) {
        assertThat(ServiceFacts.maximum(desired, percent)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "desired {0}, {1}/{2}: stop {3}, start {4}")
    @Tag("SV-33")
    @CsvSource({
        "4, 50, 100, 2, 0", "4, 100, 150, 0, 2", "4, 100, 200, 0, 4", "4, 50, 200, 2, 4", "6, 50, 200, 3, 6",
        "10, 75, 125, 2, 2", "5, 80, 120, 1, 1", "7, 50, 150, 3, 3", "1, 0, 100, 1, 0", "1, 100, 200, 0, 1"
    })
    void theFirstPassOfARollingUpdateUsesTheWholeRoom(int desired, int minimum, int maximum, int stop, int start) {
        healthy(desired, OLD);
        ServicePlan plan = plan(desired, minimum, maximum);
        assertThat(plan.stops()).hasSize(stop).allMatch(s -> s.cause() == Cause.DEPLOYMENT);
        assertThat(plan.start()).isEqualTo(start);
        assertThat(plan.stuck()).isFalse();
    }

    @ParameterizedTest(name = "desired {0}, {1}/{2}")
    @Tag("SV-34")
    @CsvSource({"1, 100, 100", "1, 50, 100", "1, 100, 150", "2, 75, 100", "2, 100, 100", "3, 100, 125", "4, 100, 100"})
    void aDeploymentThatCanNeitherStopNorStartIsStuck(int desired, int minimum, int maximum) {
        healthy(desired, OLD);
        ServicePlan plan = plan(desired, minimum, maximum);
        assertThat(plan.stuck()).isTrue();
        assertThat(plan.stops()).isEmpty();
        assertThat(plan.start()).isZero();
    }

    @Test
    @Tag("SV-1")
    @Tag("SV-5")
    void missingTasksAreStartedAndSurplusOnesStopped() {
        healthy(3, NEW);
        assertThat(plan(5, 100, 200).start()).isEqualTo(2);
        assertThat(plan(1, 100, 200).stops()).hasSize(2).allMatch(stop -> stop.cause() == Cause.SCALING);
    }

    @Test
    @Tag("SV-33")
    void oldTasksThatAreNotRunningGoWhateverTheMinimum() {
        healthy(2, OLD);
        pending(2, OLD);
        assertThat(plan(4, 100, 200).stops()).extracting(ServicePlan.Stop::task).containsExactly("t2", "t3");
    }

    @Test
    @Tag("SV-13")
    void anUnhealthyTaskIsReplacedFirstAndStoppedWhenTheReplacementIsHealthy() {
        healthy(3, NEW);
        unhealthy(1, NEW);
        ServicePlan first = plan(4, 100, 200);
        assertThat(first.start()).isEqualTo(1);
        assertThat(first.stops()).isEmpty();
        pending(1, NEW);
        assertThat(plan(4, 100, 200).start()).isZero();
        assertThat(plan(4, 100, 200).stops()).isEmpty();
        tasks.remove(4);
        healthy(1, NEW);
        assertThat(plan(4, 100, 200).stops()).containsExactly(new ServicePlan.Stop("t3", Cause.UNHEALTHY));
    }

    @Test
    @Tag("SV-13")
    void whereTheMaximumForbidsAReplacementOneUnhealthyTaskIsStoppedAtATime() {
        healthy(2, NEW);
        unhealthy(2, NEW);
        ServicePlan plan = plan(4, 100, 100);
        assertThat(plan.start()).isZero();
        assertThat(plan.stops()).containsExactly(new ServicePlan.Stop("t2", Cause.UNHEALTHY));
    }

    @Test
    @Tag("SV-13")
    void fourUnhealthyTasksAreReplacedTwoAtATimeWithinHundredAndFiftyPercent() {
        unhealthy(4, NEW);
        assertThat(plan(4, 100, 150).start()).isEqualTo(2);
    }

    @ParameterizedTest(name = "desired {0}, {1}/{2}")
    @Tag("SV-13")
    @CsvSource({"1, 100, 100", "1, 50, 100", "2, 100, 100", "3, 100, 125"})
    void whereTheMaximumForbidsTheNewRevisionOneUnhealthyTaskOfTheOldOneIsStoppedAtATime(
            int desired, int minimum, int maximum) {
        unhealthy(desired, OLD);
        ServicePlan plan = plan(desired, minimum, maximum);
        assertThat(plan.stops()).containsExactly(new ServicePlan.Stop("t0", Cause.UNHEALTHY));
        assertThat(plan.stuck()).isFalse();
        tasks.set(0, new TaskFacts("t0", OLD, false, true, false, false, false));
        assertThat(plan(desired, minimum, maximum).stops()).isEmpty();
    }

    @Test
    @Tag("SV-14")
    void aTaskThatRecoversWhileItsReplacementStartsLeavesOneToStop() {
        healthy(5, NEW);
        assertThat(plan(4, 100, 200).stops()).hasSize(1);
    }

    @Test
    @Tag("SV-16")
    @Tag("IN-2")
    void aDrainingInstanceIsEmptiedWithinThePercents() {
        healthy(2, NEW);
        draining(2, true);
        assertThat(plan(4, 50, 100).stops()).hasSize(2).allMatch(stop -> stop.cause() == Cause.DRAINING);
        assertThat(plan(4, 50, 100).start()).isZero();
        assertThat(plan(4, 100, 200).stops()).isEmpty();
        assertThat(plan(4, 100, 200).start()).isEqualTo(2);
        assertThat(plan(4, 100, 100).stuck()).isTrue();
    }

    @Test
    @Tag("SV-16")
    void aPendingTaskOnADrainingInstanceStopsAtOnce() {
        healthy(3, NEW);
        draining(1, false);
        assertThat(plan(4, 100, 100).stops()).containsExactly(new ServicePlan.Stop("t3", Cause.DRAINING));
    }

    @Test
    @Tag("SV-36")
    void tasksOfTheOldestDeploymentStopFirst() {
        healthy(2, OLD);
        healthy(2, "oldest");
        healthy(2, NEW);
        ServiceFacts facts = new ServiceFacts(
                4,
                4,
                8,
                List.of(NEW, OLD, "oldest"),
                DeploymentRolloutState.IN_PROGRESS,
                List.copyOf(tasks),
                true,
                new Completion(4, OldTasks.STOPPED));
        assertThat(Reconciler.plan(facts, FIRST).stops())
                .extracting(ServicePlan.Stop::task)
                .containsExactly("t2", "t3");
    }

    @Test
    @Tag("SV-38")
    void aDeploymentIsCompleteWhenTheReplacedTasksAreStopped() {
        healthy(4, NEW);
        stopping(1, OLD);
        assertThat(plan(4, 100, 200).complete()).isFalse();
        tasks.remove(4);
        assertThat(plan(4, 100, 200).complete()).isTrue();
    }

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("ecsim.tries", 500));
    }

    /** SV-30 to SV-33 as laws, on services in any state. */
    @ParameterizedTest(name = "seed {0}")
    @Tag("SV-30")
    @Tag("SV-32")
    @MethodSource("seeds")
    void aPlanKeepsTheMinimumAndTheMaximum(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 40; i++) {
            tasks.clear();
            int desired = random.nextInt(8);
            for (int n = random.nextInt(14); n > 0; n--) {
                boolean running = random.nextInt(4) > 0;
                boolean stopping = random.nextInt(6) == 0;
                boolean healthy = running && !stopping && random.nextInt(3) > 0;
                boolean unhealthy = running && !healthy && random.nextBoolean();
                String deployment = random.nextBoolean() ? NEW : OLD;
                add(1, deployment, running, stopping, healthy, unhealthy, random.nextInt(8) == 0);
            }
            ServiceFacts facts =
                    facts(desired, 25 * random.nextInt(5), 100 + 25 * random.nextInt(5), List.copyOf(tasks));
            laws(facts, Reconciler.plan(facts, FIRST));
        }
    }

    private static void laws(ServiceFacts facts, ServicePlan plan) {
        List<String> stopped = plan.stops().stream().map(ServicePlan.Stop::task).toList();
        assertThat(stopped).doesNotHaveDuplicates();
        long healthyBefore =
                facts.tasks().stream().filter(t -> t.healthy() && !t.stopping()).count();
        long healthyStopped = facts.tasks().stream()
                .filter(t -> t.healthy() && stopped.contains(t.id()))
                .count();
        if (healthyStopped > 0) {
            assertThat(healthyBefore - healthyStopped).isGreaterThanOrEqualTo(facts.minimumHealthy());
        }
        if (plan.start() > 0) {
            assertThat(facts.tasks().size() + plan.start()).isLessThanOrEqualTo(facts.maximum());
        }
        assertThat(facts.tasks()).filteredOn(TaskFacts::stopping).noneMatch(t -> stopped.contains(t.id()));
        if (plan.stuck()) {
            assertThat(plan.start() + plan.stops().size()).isZero();
        }
    }
}
