// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.service.ServiceFacts.Completion;
import io.ecsim.service.ServiceFacts.OldTasks;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rolling updates pass by pass over a small model of tasks with unlimited room: for every desired count from 1 to 20 and
 * all percents in steps of 5, they end, or are stuck, exactly where the arithmetic says.
 */
class RolloutLawsTest {
    private static final StopChoice FIRST =
            (tasks, count) -> tasks.stream().limit(count).map(TaskFacts::id).toList();

    /** Nothing can stop when all tasks are needed, nothing can start when one more is too many. */
    private static boolean isStuckByArithmetic(int desired, int minimum, int maximum) {
        boolean noneMayStop = desired * minimum > 100 * (desired - 1);
        boolean noneMayStart = desired * maximum < 100 * (desired + 1);
        return noneMayStop && noneMayStart;
    }

    static IntStream desiredCounts() {
        return IntStream.rangeClosed(1, 20);
    }

    @ParameterizedTest(name = "{0} tasks")
    @Tag("SV-30")
    @Tag("SV-32")
    @Tag("SV-33")
    @Tag("SV-34")
    @MethodSource("desiredCounts")
    void aRolloutEndsExceptWhereNothingMayStopAndNothingMayStart(int desired) {
        for (int minimum = 0; minimum <= 100; minimum += 5) {
            for (int maximum = 100; maximum <= 200; maximum += 5) {
                endsAsItMust(desired, minimum, maximum, () -> true);
            }
        }
    }

    /** Tasks get healthy and stop when they like. */
    @ParameterizedTest(name = "{0} tasks")
    @Tag("SV-30")
    @Tag("SV-32")
    @Tag("SV-33")
    @MethodSource("desiredCounts")
    void neitherDoesItMatterHowLongTasksTake(int desired) {
        SplittableRandom random = new SplittableRandom(desired);
        for (int minimum = 0; minimum <= 100; minimum += 5) {
            for (int maximum = 100; maximum <= 200; maximum += 5) {
                endsAsItMust(desired, minimum, maximum, () -> random.nextInt(3) == 0);
            }
        }
    }

    private static void endsAsItMust(int desired, int minimum, int maximum, BooleanSupplier moves) {
        Model model = new Model(desired, minimum, maximum);
        String what = desired + " tasks, " + minimum + "/" + maximum;
        ServicePlan plan = model.pass();
        for (int i = 0; i < 500 && !plan.complete() && !plan.stuck(); i++) {
            model.timePasses(moves);
            plan = model.pass();
        }
        assertThat(plan.stuck()).as(what + " is stuck").isEqualTo(isStuckByArithmetic(desired, minimum, maximum));
        assertThat(plan.complete()).as(what + " ends").isNotEqualTo(plan.stuck());
        if (plan.complete()) {
            assertThat(model.tasks).as(what).hasSize(desired).allMatch(task -> task.deployment.equals("new"));
        }
    }

    /** A service whose tasks only do what they are told. */
    private static final class Model {
        private static final class OneTask {
            final String id;
            final String deployment;
            boolean healthy;
            boolean stopping;

            OneTask(String id, String deployment, boolean healthy) {
                this.id = id;
                this.deployment = deployment;
                this.healthy = healthy;
            }

            TaskFacts facts() {
                return new TaskFacts(id, deployment, healthy && !stopping, stopping, isUp(), false, false);
            }

            boolean isUp() {
                return healthy && !stopping;
            }
        }

        final List<OneTask> tasks = new ArrayList<>();
        private final int desired;
        private final int minimum;
        private final int maximum;
        private int started;

        Model(int desired, int minimum, int maximum) {
            this.desired = desired;
            this.minimum = minimum;
            this.maximum = maximum;
            for (int i = 0; i < desired; i++) {
                tasks.add(new OneTask("old" + i, "old", true));
            }
        }

        ServicePlan pass() {
            long before = healthy();
            ServicePlan plan = Reconciler.plan(facts(), FIRST);
            for (ServicePlan.Stop stop : plan.stops()) {
                tasks.stream().filter(task -> task.id.equals(stop.task())).forEach(task -> task.stopping = true);
            }
            for (int i = 0; i < plan.start(); i++) {
                tasks.add(new OneTask("new" + started++, "new", false));
            }
            if (healthy() < before) {
                assertThat(100 * healthy()).as("healthy of " + desired).isGreaterThanOrEqualTo(desired * minimum);
            }
            assertThat(100 * tasks.size()).as("not stopped of " + desired).isLessThanOrEqualTo(desired * maximum);
            return plan;
        }

        private ServiceFacts facts() {
            return new ServiceFacts(
                    desired,
                    ServiceFacts.minimumHealthy(desired, minimum),
                    ServiceFacts.maximum(desired, maximum),
                    List.of("new", "old"),
                    DeploymentRolloutState.IN_PROGRESS,
                    tasks.stream().map(OneTask::facts).toList(),
                    true,
                    new Completion(desired, OldTasks.STOPPED));
        }

        private int healthy() {
            return (int) tasks.stream().filter(OneTask::isUp).count();
        }

        void timePasses(BooleanSupplier moves) {
            tasks.removeIf(task -> task.stopping && moves.getAsBoolean());
            tasks.stream().filter(task -> moves.getAsBoolean()).forEach(task -> task.healthy = true);
        }
    }
}
