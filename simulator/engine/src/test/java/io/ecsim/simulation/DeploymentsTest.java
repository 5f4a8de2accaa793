// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.DeleteServiceRequest;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.ServiceDeploymentStatus;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Time;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What starts a deployment, what replaces one, when it is COMPLETED, and how a service ends. */
class DeploymentsTest {

    private static List<String> deployments(Recorder run) {
        return run.all(Entry.DeploymentStarted.class).stream()
                .map(started -> started.deployment() + " " + started.taskDefinition())
                .toList();
    }

    static List<UpdateServiceRequest> updatesThatChangeNoTask() {
        return List.of(
                new UpdateServiceRequest("web", 3, null, null, null, null, null, null),
                new UpdateServiceRequest(
                        "web", null, null, new DeploymentConfiguration(50, 150), null, null, null, null),
                new UpdateServiceRequest(
                        "web", null, null, null, List.of(new PlacementStrategy("binpack", "cpu")), null, null, null),
                new UpdateServiceRequest(
                        "web",
                        null,
                        null,
                        null,
                        null,
                        List.of(new PlacementConstraint("distinctInstance", null)),
                        null,
                        null),
                new UpdateServiceRequest("web", null, null, null, null, null, null, 60),
                new UpdateServiceRequest("web", null, "web:1", null, null, null, false, null));
    }

    @ParameterizedTest
    @MethodSource("updatesThatChangeNoTask")
    @Tag("SV-35")
    @Tag("SV-5")
    void otherMembersThanTheTaskDefinitionStartNoDeployment(UpdateServiceRequest update) {
        Recorder run =
                Recorder.of(Scenarios.ofWeb().behindLoadBalancer(2).at(300, new ServiceActions.UpdateService(update)));
        assertThat(run.outcomes()).containsExactly("ok");
        assertThat(deployments(run)).containsExactly("ecs-svc/1 web:1");
    }

    @Test
    @Tag("SV-35")
    void anotherRevisionOrForceStartsADeployment() {
        Recorder run = Recorder.of(Scenarios.ofWeb()
                .service(2, 100, 200)
                .at(
                        300,
                        new ServiceActions.UpdateService(
                                new UpdateServiceRequest("web", null, null, null, null, null, true, null)))
                .at(600, Scenarios.deploy("web")));
        assertThat(deployments(run)).containsExactly("ecs-svc/1 web:1", "ecs-svc/2 web:1", "ecs-svc/3 web:2");
        assertThat(run.all(Entry.TaskPlaced.class)).hasSize(6);
    }

    @Test
    @Tag("SV-36")
    @Tag("SV-39")
    void aReplacedDeploymentIsStopped_byWhomAndWhenIsTold() {
        Scenarios scenario = Scenarios.ofWeb().service(3, 100, 200);
        scenario.taskDefinitions.add(Scenarios.web(256, 256));
        RunResult.ServiceResult web = Simulation.run(scenario.at(300, Scenarios.deploy("web:2"))
                        .at(320, Scenarios.deploy("web:3"))
                        .build())
                .services()
                .get("web");
        RunResult.DeploymentResult replaced = web.deployments().get(1);
        assertThat(replaced.id()).isEqualTo("ecs-svc/2");
        assertThat(replaced.state()).isEqualTo("STOPPED");
        assertThat(replaced.replacedBy()).isEqualTo("ecs-svc/3");
        assertThat(replaced.goesOn()).isFalse();
        assertThat(replaced.seconds()).isEqualTo(20);
        RunResult.ServiceDeploymentResult stopped = web.serviceDeployments().get(1);
        assertThat(stopped.status()).isEqualTo(ServiceDeploymentStatus.STOPPED);
        assertThat(stopped.statusReason()).isEqualTo("ecs-svc/3 replaces it");
        assertThat(stopped.startedAt()).isEqualTo(300 * Time.SECOND);
        assertThat(stopped.updatedAt()).isEqualTo(320 * Time.SECOND);
        assertThat(stopped.isOver()).isTrue();
    }

    @Test
    @Tag("SV-36")
    @Tag("SV-33")
    void aDeploymentInTheMiddleOfAnotherTakesItsPlace() {
        Scenarios scenario = Scenarios.ofWeb().service(3, 100, 200);
        scenario.taskDefinitions.add(Scenarios.web(256, 256));
        Recorder run = Recorder.of(scenario.at(300, Scenarios.deploy("web:2")).at(301, Scenarios.deploy("web:3")));
        assertThat(deployments(run)).containsExactly("ecs-svc/1 web:1", "ecs-svc/2 web:2", "ecs-svc/3 web:3");
        // web:2 goes at once, as it does not run yet; then 6 = U leaves room for web:3 at the next tick, healthy at
        // 353.
        assertThat(run.passes())
                .containsExactly(
                        "0 stop 0 start 3",
                        "300 stop 0 start 3",
                        "301 stop 3 start 0",
                        "310 stop 0 start 3",
                        "360 stop 3 start 0");
        assertThat(run.stopRequests())
                .containsExactly(
                        "task-00004 301",
                        "task-00005 301",
                        "task-00006 301",
                        "task-00001 360",
                        "task-00002 360",
                        "task-00003 360");
        assertThat(run.all(Entry.DeploymentStateChanged.class))
                .extracting(Entry.DeploymentStateChanged::deployment)
                .containsExactly("ecs-svc/1", "ecs-svc/3");
    }

    /**
     * SW-21's shape on EC2: start 2 at 300, registered at 303, RUNNING at 304, healthy at 308; the tick 310 stops the
     * old ones, whose delay of 60 s and 3 s of work end at 373: COMPLETED at the tick 380, or else at 320.
     */
    @ParameterizedTest(name = "completionWaitsForStopped {0}: {1}")
    @Tag("SW-21")
    @Tag("SV-37")
    @Tag("SV-38")
    @CsvSource({"true, 380", "false, 320"})
    void aDeploymentIsCompletedWhenTheOldTasksAreGone(boolean waits, double completedAt) {
        Recorder run = Recorder.of(Scenarios.ofWeb()
                .withoutInstances()
                .onInstances("m6i.large", null, 1)
                .behindLoadBalancer(2, 100, 200, 60, 0)
                .exitingAfter(3)
                .world(null, waits, null)
                .at(300, Scenarios.deploy("web:2")));
        assertThat(run.moves("task-00003", 300)).containsExactly("PENDING 1", "ACTIVATING 3", "RUNNING 4");
        assertThat(run.moves("task-00001", 300)).endsWith("DEACTIVATING 10", "STOPPING 70", "STOPPED 73");
        assertThat(run.times(Entry.DeploymentStateChanged.class)).containsExactly(20.0, completedAt);
        assertThat(run.all(Entry.DeploymentStateChanged.class).get(1))
                .isEqualTo(new Entry.DeploymentStateChanged(
                        "web", "ecs-svc/2", DeploymentRolloutState.COMPLETED, "ECS deployment ecs-svc/2 completed."));
        assertThat(run.events("deployment completed")).containsExactly("20", Recorder.seconds(completedAt));
        assertThat(run.events("has reached a steady state")).containsExactly("20", "380");
    }

    /** Tasks drain for 60 s and work on for 20 s: STOPPING at 360, STOPPED at 380. */
    @Test
    @Tag("SV-3")
    void aDeletedServiceIsDrainingUntilItsTasksAreStopping() {
        Recorder run = Recorder.of(Scenarios.ofWeb()
                .behindLoadBalancer(2, 100, 200, 60, 0)
                .exitingAfter(20)
                .at(300, new ServiceActions.DeleteService(new DeleteServiceRequest("web", true)))
                .at(310, Scenarios.scaleTo(3))
                .until(Duration.ofHours(1)));
        assertThat(run.moves("task-00001", 300)).endsWith("DEACTIVATING 0", "STOPPING 60", "STOPPED 80");
        assertThat(run.all(Entry.ServiceStatusChanged.class))
                .extracting(Entry.ServiceStatusChanged::status)
                .containsExactly("DRAINING", "INACTIVE");
        assertThat(run.times(Entry.ServiceStatusChanged.class)).containsExactly(300.0, 360.0);
        assertThat(run.outcomes()).containsExactly("ok", "ServiceNotActiveException: Service was not ACTIVE.");
        assertThat(run.events("has reached a steady state")).containsExactly("20");
        assertThat(run.all(Entry.TaskPlaced.class)).hasSize(2);
    }

    @Test
    @Tag("SV-3")
    void aServiceWithTasksIsDeletedOnlyByForce() {
        Recorder run = Recorder.of(Scenarios.ofWeb()
                .service(1, 100, 200)
                .at(300, new ServiceActions.DeleteService(new DeleteServiceRequest("web", null)))
                .at(400, Scenarios.scaleTo(0))
                .at(500, new ServiceActions.DeleteService(new DeleteServiceRequest("web", null))));
        assertThat(run.outcomes())
                .containsExactly(
                        "InvalidParameterException: The service cannot be stopped while it is scaled above 0.",
                        "ok",
                        "ok");
        assertThat(run.times(Entry.ServiceStatusChanged.class)).containsExactly(500.0, 500.0);
    }
}
