// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.journal.Entry;
import io.ecsim.workload.Application;
import io.ecsim.workload.Health;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Replacement of unhealthy tasks behind a load balancer, as whole runs (SW-9, SW-12). A task on an instance without the
 * image: 1 s PROVISIONING, 6 s pull, 1 s start: registered at 8, RUNNING at 9, checks at 13, 43, 73 and so on.
 */
class UnhealthyTasksTest {

    /** The first task fails from 608 on; its checks of 613 and 643 fail. The others start at 300. */
    private static Recorder oneOfFourTurnsUnhealthy(int minimum, int maximum) {
        return Recorder.of(Scenarios.ofWeb()
                .behindLoadBalancer(1, minimum, maximum, 10, 0)
                .running(null, new Health.FailAfter(Duration.ofSeconds(600)), null)
                .at(300, Scenarios.scaleTo(4))
                .until(Duration.ofSeconds(800)));
    }

    @Test
    @Tag("SW-9")
    @Tag("SV-11")
    @Tag("SV-13")
    @Tag("TL-21")
    @Tag("EV-37")
    void aReplacementIsHealthyBeforeTheUnhealthyTaskStops() {
        Recorder run = oneOfFourTurnsUnhealthy(100, 200);
        assertThat(targetStates(run, "task-00001")).startsWith("healthy 13", "unhealthy 643");
        // Placed at the tick 650 where the image is: registered at 653, checked at 658; the tick 660 stops the other.
        assertThat(run.passes()).endsWith("650 stop 0 start 1", "660 stop 1 start 0");
        assertThat(targetStates(run, "task-00005")).startsWith("healthy 658");
        assertThat(run.all(Entry.TaskStopRequested.class))
                .extracting(Entry.TaskStopRequested::task, Entry.TaskStopRequested::why)
                .containsExactly(tuple("task-00001", "Task failed ELB health checks in (target-group web)"));
        assertThat(run.events("(task task-00001) (instance i-00001) is unhealthy in (target-group web) due to (reason"
                        + " Health checks failed)"))
                .hasSize(1);
    }

    @Test
    @Tag("SW-9")
    @Tag("SV-13")
    void whereTheMaximumForbidsItTheUnhealthyTaskStopsFirst() {
        Recorder run = oneOfFourTurnsUnhealthy(100, 100);
        // Stopped at the tick 650, drained at 660, and replaced at that tick.
        assertThat(run.passes()).endsWith("650 stop 1 start 0", "660 stop 0 start 1");
        assertThat(run.moves("task-00001", 650)).endsWith("DEACTIVATING 0", "STOPPING 10", "STOPPED 10");
    }

    /** All four fail from 608 on and are unhealthy at 643: 6 = U, so that two at a time are replaced. */
    @Test
    @Tag("SW-9")
    @Tag("SV-13")
    void whenAllAreUnhealthyAsManyAreReplacedAtATimeAsTheMaximumLeavesRoomFor() {
        Recorder run = Recorder.of(Scenarios.ofWeb()
                .behindLoadBalancer(4, 100, 150, 10, 0)
                .running(null, new Health.FailAfter(Duration.ofSeconds(600)), null)
                .until(Duration.ofSeconds(700)));
        assertThat(run.passes())
                .containsExactly(
                        "0 stop 0 start 4",
                        "650 stop 0 start 2",
                        "660 stop 2 start 0",
                        "670 stop 0 start 2",
                        "680 stop 2 start 0");
    }

    @Test
    @Tag("SV-10")
    @Tag("LB-18")
    void behindALoadBalancerATaskIsHealthyWhenItsTargetIs() {
        Recorder run = Recorder.of(Scenarios.ofWeb().behindLoadBalancer(1));
        assertThat(run.moves("task-00001", 0)).containsExactly("PENDING 1", "ACTIVATING 8", "RUNNING 9");
        assertThat(run.times(Entry.TargetRegistered.class)).containsExactly(8.0);
        assertThat(run.times(Entry.TaskHealthChanged.class)).containsExactly(13.0);
        assertThat(run.times(Entry.DeploymentStateChanged.class)).containsExactly(20.0);
    }

    @Test
    @Tag("SV-11")
    void aTargetThatIsNotHealthyYetIsNoReasonToReplaceATask() {
        Recorder run = Recorder.of(Scenarios.ofWeb().behindLoadBalancer(1).running(Duration.ofSeconds(34), null, null));
        assertThat(targetStates(run, "task-00001")).containsExactly("healthy 43");
        assertThat(run.passes()).containsExactly("0 stop 0 start 1");
    }

    /** Ready 36 s after registration: unhealthy at 43, healthy only at 193, 184 s after RUNNING. */
    @ParameterizedTest(name = "grace period {0} s: replaced at {1}")
    @Tag("SW-12")
    @Tag("SV-12")
    @Tag("LB-2")
    @Tag("LB-4")
    @CsvSource({"0, 50", "60, 70", "175, 190", "184, "})
    void onlyAGracePeriodThatReachesTheRecoverySavesASlowTask(int grace, String replacedAt) {
        Recorder run = Recorder.of(Scenarios.ofWeb()
                .behindLoadBalancer(1, 100, 200, 0, grace)
                .running(Duration.ofSeconds(36), null, null)
                .until(Duration.ofSeconds(250)));
        List<String> states = targetStates(run, "task-00001");
        assertThat(states).startsWith("unhealthy 43");
        if (replacedAt == null) {
            assertThat(states).containsExactly("unhealthy 43", "healthy 193");
            assertThat(run.passes()).containsExactly("0 stop 0 start 1");
        } else {
            assertThat(run.passes()).startsWith("0 stop 0 start 1", replacedAt + " stop 0 start 1");
        }
    }

    /** A third task starts at 300 and is unhealthy from 343 on, in its grace period; the others are ready for long. */
    @Test
    @Tag("SV-7")
    @Tag("SV-12")
    void anUnhealthyTaskInItsGracePeriodIsTheOneThatIsTooMany() {
        Recorder run = Recorder.of(Scenarios.ofWeb()
                .behindLoadBalancer(2, 100, 200, 0, 3600)
                .running(Duration.ofSeconds(100), null, null)
                .at(300, Scenarios.scaleTo(3))
                .at(360, Scenarios.scaleTo(2))
                .until(Duration.ofSeconds(400)));
        assertThat(targetStates(run, "task-00003")).startsWith("unhealthy 343");
        assertThat(run.stopRequests()).containsExactly("task-00003 360");
    }

    @Test
    @Tag("SV-13")
    void softwareThatNeverAnswersIsReplacedForEver() {
        Recorder run = Recorder.of(
                Scenarios.ofWeb().behindLoadBalancer(1, 100, 200, 0, 0).running(null, new Health.Never(), null));
        assertThat(run.all(Entry.TaskPlaced.class)).hasSizeGreaterThan(10);
        assertThat(run.all(Entry.TaskStopRequested.class)).hasSizeGreaterThan(10);
        assertThat(run.all(Entry.DeploymentStateChanged.class)).isEmpty();
    }

    /**
     * Unhealthy from 643 on, in its grace period, whose end lets it be replaced. Where the maximum is 1 no task may be
     * spared for the new revision, so its own replaces it, and the deployment is stuck as before.
     */
    @Test
    @Tag("SV-13")
    @Tag("SV-15")
    void anUnhealthyTaskOfTheOldRevisionIsReplacedInIt() {
        Scenarios scenario = Scenarios.ofWeb()
                .behindLoadBalancer(1, 100, 100, 10, 3600)
                .at(700, Scenarios.deploy("web:2"))
                .at(
                        800,
                        new ServiceActions.UpdateService(
                                new UpdateServiceRequest("web", null, null, null, null, null, null, 0)));
        scenario.applications.put(
                "web:1",
                new Application(
                        null, null, null, null, null, null, new Health.FailAfter(Duration.ofSeconds(600)), null));
        Recorder run = Recorder.of(scenario.until(Duration.ofSeconds(900)));
        assertThat(run.stopRequests()).containsExactly("task-00001 800");
        assertThat(run.all(Entry.TaskPlaced.class))
                .extracting(Entry.TaskPlaced::taskDefinition)
                .containsExactly("web:1", "web:1");
    }

    private static List<String> targetStates(Recorder run, String task) {
        return run.rows.stream()
                .filter(row -> row.entry() instanceof Entry.TargetHealthChanged changed
                        && changed.task().equals(task))
                .map(row -> ((Entry.TargetHealthChanged) row.entry()).state() + " " + Recorder.seconds(row.at()))
                .toList();
    }
}
