// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.DeploymentCircuitBreaker;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.aws.ServiceDeploymentStatus;
import io.ecsim.aws.StopServiceDeploymentRequest;
import io.ecsim.aws.StopServiceDeploymentStopType;
import io.ecsim.aws.ThresholdConfiguration;
import io.ecsim.aws.ThresholdType;
import io.ecsim.journal.Entry;
import io.ecsim.workload.Health;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Deployments that fail, as whole runs. A task where the image is: registered 3 s after its start, RUNNING after 4,
 * checked after 8 and 38; software that never answers is unhealthy then, and replaced at the next tick.
 */
class FailedDeploymentTest {

    private static DeploymentConfiguration breaker(boolean rollback, ThresholdConfiguration threshold) {
        return new DeploymentConfiguration(
                100,
                200,
                new DeploymentCircuitBreaker(true, rollback, null, threshold),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** Two tasks; web:2, deployed at 300, never answers. */
    private static Scenarios crashLoop(DeploymentConfiguration configuration) {
        return Scenarios.ofWeb()
                .behindLoadBalancer(2, 100, 200, 0, 0)
                .deploying(configuration)
                .answering("web:2", new Health.Never())
                .at(300, Scenarios.deploy("web:2"));
    }

    private static List<String> states(Recorder run) {
        return run.all(Entry.DeploymentStateChanged.class).stream()
                .map(change -> change.deployment() + " " + change.state() + " " + change.why())
                .toList();
    }

    private static List<String> statuses(Recorder run, String deployment) {
        return run.all(Entry.ServiceDeploymentChanged.class).stream()
                .filter(change -> change.deployment().equals(deployment))
                .map(change -> change.status().name())
                .toList();
    }

    /**
     * Two tasks are unhealthy from 338 on, the replacement of 350 from 388 on. As 4 = U, each stops before its
     * replacement starts, one at a time.
     */
    @Test
    @Tag("EV-36")
    @Tag("CB-4")
    @Tag("CB-6")
    @Tag("CB-7")
    @Tag("SV-37")
    @Tag("SV-39")
    void theThirdReplacedTaskFailsTheDeploymentAndTheLastCompletedOneTakesOverAgain() {
        Recorder run = Recorder.of(crashLoop(breaker(true, null)));
        assertThat(run.passes())
                .containsExactly(
                        "0 stop 0 start 2",
                        "300 stop 0 start 2",
                        "340 stop 1 start 0",
                        "350 stop 0 start 1",
                        "360 stop 1 start 0",
                        "370 stop 0 start 1",
                        "390 stop 1 start 0",
                        "400 stop 1 start 0");
        assertThat(states(run))
                .containsExactly(
                        "ecs-svc/1 COMPLETED ECS deployment ecs-svc/1 completed.",
                        "ecs-svc/2 FAILED ECS deployment circuit breaker: tasks failed to start.",
                        "ecs-svc/1 COMPLETED ECS deployment ecs-svc/1 completed.");
        assertThat(run.times(Entry.DeploymentStateChanged.class)).containsExactly(20.0, 390.0, 410.0);
        assertThat(run.all(Entry.DeploymentStarted.class))
                .extracting(Entry.DeploymentStarted::why)
                .containsExactly(
                        "service created",
                        "new task definition",
                        "ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.");
        assertThat(run.times(Entry.DeploymentStarted.class)).containsExactly(0.0, 300.0, 400.0);
        assertThat(run.events("deployment failed: tasks failed to start.")).containsExactly("390");
        assertThat(statuses(run, "ecs-svc/2"))
                .containsExactly("IN_PROGRESS", "ROLLBACK_IN_PROGRESS", "ROLLBACK_SUCCESSFUL");
        assertThat(statuses(run, "ecs-svc/1")).containsExactly("IN_PROGRESS", "SUCCESSFUL");
    }

    @Test
    @Tag("CB-7")
    @Tag("SV-37")
    void withoutRollbackAFailedDeploymentStaysAndStartsNothing() {
        Recorder run = Recorder.of(crashLoop(breaker(false, null)));
        assertThat(run.passes()).endsWith("370 stop 0 start 1", "390 stop 1 start 0");
        assertThat(run.all(Entry.DeploymentStateChanged.class)).hasSize(2);
        assertThat(statuses(run, "ecs-svc/2")).containsExactly("IN_PROGRESS", "STOPPED");
        assertThat(run.events("has reached a steady state")).containsExactly("20");
    }

    @Test
    @Tag("CB-3")
    void withoutABreakerADeploymentThatNeverGetsHealthyGoesOnForEver() {
        Recorder run = Recorder.of(crashLoop(new DeploymentConfiguration(100, 200)));
        assertThat(run.all(Entry.DeploymentStateChanged.class)).hasSize(1);
        assertThat(run.all(Entry.TaskPlaced.class)).hasSizeGreaterThan(60);
    }

    @Test
    @Tag("CB-2")
    void theThresholdMayBeGiven() {
        ThresholdConfiguration one = new ThresholdConfiguration(ThresholdType.COUNT, 1);
        Recorder run = Recorder.of(crashLoop(breaker(true, one)));
        assertThat(run.times(Entry.DeploymentStateChanged.class)).containsExactly(20.0, 340.0, 360.0);
    }

    @Test
    @Tag("CB-7")
    void theFirstDeploymentOfAServiceHasNothingToGoBackTo() {
        Recorder run = Recorder.of(Scenarios.ofWeb()
                .behindLoadBalancer(2, 100, 200, 0, 0)
                .deploying(breaker(true, null))
                .answering("web:1", new Health.Never()));
        assertThat(states(run))
                .containsExactly("ecs-svc/1 FAILED ECS deployment circuit breaker: tasks failed to start.");
        assertThat(statuses(run, "ecs-svc/1"))
                .containsExactly("IN_PROGRESS", "ROLLBACK_IN_PROGRESS", "ROLLBACK_FAILED");
    }

    /** web:3 replaces the roll back at 405, before web:1 is COMPLETED again, and fails too: nothing is left. */
    @Test
    @Tag("SW-11")
    @Tag("CB-7")
    void aDeploymentThatIsRolledBackToIsNoTargetUntilItCompletes() {
        Scenarios scenario = crashLoop(breaker(true, null)).answering("web:3", new Health.Never());
        scenario.taskDefinitions.add(Scenarios.web(256, 256));
        Recorder run = Recorder.of(scenario.at(405, Scenarios.deploy("web:3")));
        assertThat(states(run))
                .containsExactly(
                        "ecs-svc/1 COMPLETED ECS deployment ecs-svc/1 completed.",
                        "ecs-svc/2 FAILED ECS deployment circuit breaker: tasks failed to start.",
                        "ecs-svc/3 FAILED ECS deployment circuit breaker: tasks failed to start.");
        assertThat(statuses(run, "ecs-svc/2")).endsWith("ROLLBACK_FAILED");
        assertThat(statuses(run, "ecs-svc/3")).endsWith("ROLLBACK_FAILED");
    }

    /** web:2 fails at 390 and would be rolled back at the tick 400. */
    @Test
    @Tag("CB-7")
    void aDeploymentThatReplacesAFailedOneBeforeItIsRolledBackGoesOn() {
        Scenarios scenario = crashLoop(breaker(true, null));
        scenario.taskDefinitions.add(Scenarios.web(256, 256));
        Recorder run = Recorder.of(scenario.at(395, Scenarios.deploy("web:3")));
        assertThat(states(run)).last().isEqualTo("ecs-svc/3 COMPLETED ECS deployment ecs-svc/3 completed.");
        assertThat(statuses(run, "ecs-svc/2"))
                .containsExactly("IN_PROGRESS", "ROLLBACK_IN_PROGRESS", "ROLLBACK_FAILED");
        assertThat(statuses(run, "ecs-svc/3")).containsExactly("IN_PROGRESS", "SUCCESSFUL");
        assertThat(run.all(Entry.DeploymentStarted.class)).hasSize(3);
    }

    /** An m6i.large registers 2048 CPU units: web:3 asks for more than is left. */
    @Test
    @Tag("CB-4")
    void whatCannotBePlacedCountsOnceATickWhileNothingElseMoves() {
        Scenarios scenario = Scenarios.ofWeb()
                .withoutInstances()
                .onInstances("m6i.large", null, 1)
                .service(2, 100, 200)
                .deploying(breaker(true, null));
        scenario.taskDefinitions.set(1, Scenarios.web(1800, 256));
        Recorder run = Recorder.of(scenario.at(300, Scenarios.deploy("web:2")));
        assertThat(states(run)).hasSize(3);
        assertThat(run.times(Entry.DeploymentStateChanged.class)).containsExactly(50.0, 320.0, 340.0);
    }

    @Test
    @Tag("SV-39")
    void aDeploymentCanBeStoppedAndRolledBackWithoutABreaker() {
        Recorder run = Recorder.of(crashLoop(new DeploymentConfiguration(100, 200))
                .at(355, new ServiceActions.StopServiceDeployment(new StopServiceDeploymentRequest("web", null)))
                .at(900, new ServiceActions.StopServiceDeployment(new StopServiceDeploymentRequest("web", null))));
        assertThat(run.outcomes())
                .containsExactly(
                        "ok",
                        "ok",
                        "ConflictException: The service deployment is in SUCCESSFUL state and cannot be stopped.");
        assertThat(statuses(run, "ecs-svc/2"))
                .containsExactly("IN_PROGRESS", "ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS", "ROLLBACK_SUCCESSFUL");
        assertThat(run.all(Entry.DeploymentStateChanged.class))
                .extracting(Entry.DeploymentStateChanged::state)
                .containsExactly(
                        DeploymentRolloutState.COMPLETED,
                        DeploymentRolloutState.FAILED,
                        DeploymentRolloutState.COMPLETED);
        assertThat(run.all(Entry.DeploymentStarted.class))
                .extracting(Entry.DeploymentStarted::why)
                .last()
                .isEqualTo("rolling back to deploymentId ecs-svc/1."); // no circuit breaker did it
    }

    @Test
    @Tag("SV-39")
    void anAbortedDeploymentStaysWhereItIs() {
        Recorder run = Recorder.of(Scenarios.ofWeb()
                .service(4, 50, 100)
                .at(300, Scenarios.deploy("web:2"))
                .at(
                        312,
                        new ServiceActions.StopServiceDeployment(
                                new StopServiceDeploymentRequest("web", StopServiceDeploymentStopType.ABORT))));
        assertThat(run.passes()).containsExactly("0 stop 0 start 4", "300 stop 2 start 0", "310 stop 0 start 2");
        assertThat(statuses(run, "ecs-svc/2")).containsExactly("IN_PROGRESS", "STOP_REQUESTED", "STOPPED");
    }

    @Test
    @Tag("SV-36")
    @Tag("SV-39")
    void aNewDeploymentStopsTheServiceDeploymentInProgress() {
        RunResult result = Simulation.run(Scenarios.ofWeb()
                .service(3, 100, 200)
                .at(300, Scenarios.deploy("web:2"))
                .at(301, Scenarios.deploy("web:1"))
                .until(Duration.ofMinutes(20))
                .build());
        assertThat(result.services().get("web").serviceDeployments())
                .extracting(RunResult.ServiceDeploymentResult::status)
                .containsExactly(
                        ServiceDeploymentStatus.SUCCESSFUL,
                        ServiceDeploymentStatus.STOPPED,
                        ServiceDeploymentStatus.SUCCESSFUL);
    }

    @Test
    @Tag("CB-8")
    void aMonitorWatchesUntilItIsTriggeredOrTheDeploymentIsOver() {
        Scenarios scenario = crashLoop(breaker(true, null));
        assertThat(Recorder.of(scenario).all(Entry.RollbackMonitorChanged.class))
                .extracting(change -> change.deployment() + " " + change.monitor() + " " + change.status())
                .containsExactly(
                        "ecs-svc/1 deploymentCircuitBreaker MONITORING",
                        "ecs-svc/1 deploymentCircuitBreaker MONITORING_COMPLETE",
                        "ecs-svc/2 deploymentCircuitBreaker MONITORING",
                        "ecs-svc/2 deploymentCircuitBreaker TRIGGERED");
        assertThat(Simulation.run(scenario.build()).services().get("web").serviceDeployments())
                .extracting(result -> result.circuitBreaker() + " " + result.alarms())
                .containsExactly("TRIGGERED DISABLED", "MONITORING_COMPLETE DISABLED");
    }
}
