// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.service.ServiceFacts.Completion;
import io.ecsim.service.ServiceFacts.OldTasks;
import io.ecsim.service.ServicePlan.Cause;
import io.ecsim.service.ServicePlan.Start;
import io.ecsim.service.ServicePlan.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Single passes while a deployment replaces another: what each of the two gets, and for what the rest waits. */
class ReplacementTest {
    private static final StopChoice FIRST =
            (tasks, count) -> tasks.stream().limit(count).map(TaskFacts::id).toList();

    private final List<TaskFacts> tasks = new ArrayList<>();

    private ReplacementTest healthy(int count, String deployment) {
        return add(count, deployment, true, true, false, false, false);
    }

    private ReplacementTest pending(int count, String deployment) {
        return add(count, deployment, false, false, false, false, deployment.equals("old"));
    }

    private ReplacementTest unhealthy(int count, String deployment) {
        return add(count, deployment, true, false, true, false, false);
    }

    private ReplacementTest isProtected(int count, String deployment) {
        return add(count, deployment, true, true, false, true, false);
    }

    private ReplacementTest add(
            int count,
            String deployment,
            boolean running,
            boolean healthy,
            boolean sick,
            boolean kept,
            boolean stands) {
        for (int i = 0; i < count; i++) {
            String id = "t" + tasks.size();
            tasks.add(new TaskFacts(id, deployment, running, false, healthy, sick, false, kept, stands));
        }
        return this;
    }

    /** The old deployment should have so many tasks; the desired count has just grown by {@code raise}. */
    private ServicePlan plan(int desired, int minimum, int maximum, int goalOfOld, int raise) {
        return Reconciler.plan(
                new ServiceFacts(
                        desired,
                        ServiceFacts.minimumHealthy(desired, minimum),
                        ServiceFacts.maximum(desired, maximum),
                        List.of("new", "old"),
                        DeploymentRolloutState.IN_PROGRESS,
                        tasks,
                        true,
                        new Completion(desired, OldTasks.STOPPED),
                        raise,
                        Map.of("old", goalOfOld),
                        Launches.UNLIMITED),
                FIRST);
    }

    /** The sick one is well again before its replacement let it stop: five for four. */
    @Test
    @Tag("SW-9")
    @Tag("SV-7")
    @Tag("SV-14")
    void aTaskThatRecoveredMakesAnyOfThemOneTooMany() {
        healthy(3, "new").unhealthy(1, "new");
        assertThat(plan(4, 100, 200, 0, 0).starts()).containsExactly(new Start("new", 1));
        healthy(1, "new");
        assertThat(plan(4, 100, 200, 0, 0).stops()).extracting(Stop::task).containsExactly("t3");
        tasks.clear();
        healthy(5, "new");
        assertThat(plan(4, 100, 200, 0, 0).stops()).hasSize(1);
    }

    @Test
    @Tag("SV-15")
    void aLostTaskIsReplacedInItsOwnRevision() {
        healthy(3, "old").pending(4, "new");
        assertThat(plan(4, 100, 200, 4, 0).starts()).containsExactly(new Start("old", 1));
    }

    @Test
    @Tag("SV-15")
    void aRevisionThatNeverGetsHealthyDoesNotEatUpTheOldOne() {
        healthy(3, "old").pending(2, "new");
        assertThat(plan(4, 100, 150, 4, 0).starts()).containsExactly(new Start("old", 1));
    }

    @Test
    @Tag("SV-15")
    void aSickOldRevisionDoesNotKeepItsSuccessorOut() {
        unhealthy(4, "old");
        assertThat(plan(4, 100, 200, 4, 0).starts()).containsExactly(new Start("new", 4));
        assertThat(plan(4, 100, 150, 4, 0).starts()).containsExactly(new Start("new", 2));
    }

    @Test
    @Tag("SV-15")
    void anUnhealthyOldTaskIsReplacedInItsOwnRevisionAndStopsWhenEnoughAreHealthy() {
        healthy(3, "old").unhealthy(1, "old").pending(4, "new");
        ServicePlan first = plan(4, 100, 250, 4, 0);
        assertThat(first.starts()).containsExactly(new Start("old", 1));
        assertThat(first.stops()).isEmpty();
        healthy(1, "old");
        assertThat(plan(4, 100, 250, 4, 0).stops()).containsExactly(new Stop("t3", Cause.DEPLOYMENT));
    }

    @Test
    @Tag("SV-15")
    void nothingIsReplacedThatTheMinimumDoesNotAskFor() {
        healthy(1, "old").healthy(3, "new");
        assertThat(plan(4, 100, 200, 2, 0).starts()).containsExactly(new Start("new", 1));
    }

    @Test
    @Tag("SV-15")
    void aReplacementOnItsWayStopsOnceEnoughAreHealthy() {
        healthy(3, "old").pending(1, "old").pending(4, "new");
        assertThat(plan(4, 100, 200, 4, 0).stops()).isEmpty();
        tasks.clear();
        healthy(3, "old").pending(1, "old").healthy(1, "new").pending(3, "new");
        assertThat(plan(4, 100, 200, 4, 0).stops()).containsExactly(new Stop("t3", Cause.DEPLOYMENT));
    }

    /** 4 old and 4 new when 6 are asked for: 2 new ones first, then 2 old ones. */
    @Test
    @Tag("SW-29")
    @Tag("SV-25")
    void aScaleOutGoesToBothRevisions() {
        healthy(4, "old").pending(4, "new");
        assertThat(plan(6, 100, 200, 4, 2).starts()).containsExactly(new Start("new", 2), new Start("old", 2));
        assertThat(plan(6, 100, 150, 4, 2).starts()).containsExactly(new Start("new", 1));
    }

    @Test
    @Tag("TL-19")
    void aProtectedTaskHoldsADeploymentAndTheNewOnesStartAllTheSame() {
        isProtected(2, "old");
        ServicePlan first = plan(2, 0, 200, 0, 0);
        assertThat(first.stops()).isEmpty();
        assertThat(first.starts()).containsExactly(new Start("new", 2));
        healthy(2, "new");
        ServicePlan then = plan(2, 0, 200, 0, 0);
        assertThat(then.complete()).isFalse();
        assertThat(then.stuck()).isFalse();
        assertThat(then.waits()).isEqualTo("2 tasks are protected from scale-in");
    }

    @Test
    @Tag("SV-33")
    void whoWaitsSaysForWhat() {
        healthy(4, "old").pending(2, "new");
        assertThat(plan(4, 100, 150, 4, 0).waits())
                .isEqualTo("stopping one more would leave 3 healthy, 4 are needed; "
                        + "starting one more would make 7 tasks, 6 are allowed; 2 tasks are not healthy yet");
        tasks.clear();
        healthy(2, "old");
        assertThat(plan(2, 50, 100, 2, 0).waits())
                .isEqualTo("stopping one more would leave 0 healthy, 1 is needed; "
                        + "starting one more would make 3 tasks, 2 are allowed, and 1 is stopping");
        tasks.clear();
        healthy(4, "new");
        tasks.add(new TaskFacts("t4", "old", false, true, false, false, false));
        assertThat(plan(4, 100, 200, 0, 0).waits()).isEqualTo("1 task is not stopped yet");
        tasks.remove(4);
        assertThat(plan(4, 100, 200, 0, 0).waits()).isNull();
    }
}
