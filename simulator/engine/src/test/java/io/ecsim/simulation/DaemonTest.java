// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ecsim.aws.Attribute;
import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeleteServiceRequest;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PutAttributesRequest;
import io.ecsim.aws.SchedulingStrategy;
import io.ecsim.aws.StopTaskRequest;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.aws.UpdateContainerInstancesStateRequest;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.journal.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A daemon {@code agent} beside {@code web} on instances of 2048 CPU units; a task starts in 8 s, healthy 40 s later. */
class DaemonTest {
    private static Scenarios agentOn(int cpu, PlacementConstraint... constraints) {
        Scenarios scenario = new Scenarios();
        scenario.taskDefinitions.add(Scenarios.web(512, 256));
        for (int i = 0; i < 2; i++) {
            scenario.taskDefinitions.add(new TaskDefinition(
                    "agent",
                    List.of(new ContainerDefinition("agent", "agent", cpu, 128, null, null, null, null, null)),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null));
        }
        scenario.services.add(agent(null, constraints));
        return scenario;
    }

    private static CreateServiceRequest agent(DeploymentConfiguration percents, PlacementConstraint... constraints) {
        return new CreateServiceRequest(
                "agent",
                "agent:1",
                null,
                null,
                SchedulingStrategy.DAEMON,
                null,
                percents,
                null,
                List.of(constraints),
                null,
                null);
    }

    private static Action drain(String instance, ContainerInstanceStatus status) {
        return new CapacityActions.UpdateContainerInstancesState(
                new UpdateContainerInstancesStateRequest(List.of(instance), status));
    }

    private static Action deploy(String definition) {
        return new ServiceActions.UpdateService(
                new UpdateServiceRequest("agent", null, definition, null, null, null, null, null));
    }

    private static List<String> placed(Recorder run, String service) {
        return run.rows.stream()
                .filter(row -> row.entry() instanceof Entry.TaskPlaced placed && service.equals(placed.service()))
                .map(row -> Recorder.seconds(row.at()) + " " + ((Entry.TaskPlaced) row.entry()).instance())
                .toList();
    }

    /** i-00002 fails the constraint, i-00003 is draining, i-00004 has no agent until 600, i-00005 comes at 660. */
    @Test
    @Tag("PW-29")
    @Tag("SV-1")
    @Tag("SV-2")
    @Tag("DM-1")
    @Tag("DM-2")
    @Tag("DM-4")
    @Tag("DM-6")
    void oneTaskOnEachInstanceThatQualifiesAndHasAnAgent() {
        Scenarios scenario = agentOn(128, new PlacementConstraint("memberOf", "attribute:stack == prod"));
        for (int i = 0; i < 4; i++) {
            scenario.instances.add(
                    new ContainerInstances("m6i.large", "us-east-1a", 1, i == 1 ? Map.of() : Map.of("stack", "prod")));
        }
        scenario.at(0, drain("i-00003", ContainerInstanceStatus.DRAINING))
                .at(0, new Action.DisconnectAgent(List.of("i-00004"), Duration.ofSeconds(600)))
                .at(300, drain("i-00003", ContainerInstanceStatus.ACTIVE));
        Recorder run = Recorder.of(scenario);
        assertThat(placed(run, "agent")).containsExactly("0 i-00001", "300 i-00003", "600 i-00004");
        assertThat(run.all(Entry.DesiredCountChanged.class))
                .extracting(Entry.DesiredCountChanged::from, Entry.DesiredCountChanged::to)
                .containsExactly(tuple(0, 2), tuple(2, 3));
    }

    /** The group's only instance is lost at 300; the next registers at 360 and has room for three of four web tasks. */
    @Test
    @Tag("PW-29")
    @Tag("DM-2")
    @Tag("RS-19")
    void aNewInstanceGetsItsDaemonTaskBeforeAnyOther() {
        Scenarios scenario = agentOn(512).service(4, 0, 100);
        scenario.services.add(0, scenario.services.remove(1));
        scenario.groups.add(new AutoScalingGroup("g", "m6i.large", 1, 1, 1, List.of("us-east-1a"), null));
        Recorder run = Recorder.of(scenario.at(300, new Action.TerminateInstances(null, 1)));
        assertThat(placed(run, "agent")).containsExactly("0 i-00001", "360 i-00002");
        assertThat(placed(run, "web")).hasSize(6).doesNotContain("0 i-00002");
    }

    /** Stopped at 300 while a fourth web task waits for 512 CPU units: the room is the daemon's. */
    @Test
    @Tag("RS-19")
    void theRoomOfADaemonTaskThatEndedIsHeldForTheNext() {
        Scenarios scenario = agentOn(512).service(4, 0, 100).onInstances("m6i.large", null, 1);
        Recorder run = Recorder.of(scenario.at(300, new TaskActions.StopTask(new StopTaskRequest("agent[0]", null))));
        assertThat(placed(run, "agent")).containsExactly("0 i-00001", "300 i-00001");
        assertThat(placed(run, "web")).hasSize(3);
    }

    @Test
    @Tag("DM-4")
    void onADrainingInstanceTheDaemonTaskStopsLast() {
        Scenarios scenario = agentOn(128).service(1, 100, 200).exitingAfter(5).onInstances("m6i.large", null, 2);
        Recorder run = Recorder.of(scenario.at(300, drain("i-00001", ContainerInstanceStatus.DRAINING)));
        double web = run.reached("task-00003", "web", TaskLastStatus.STOPPED);
        assertThat(web).isEqualTo(355); // its replacement is healthy at 348
        assertThat(run.stopRequests()).containsExactly("task-00003 350", "task-00001 360");
    }

    @Test
    @Tag("DM-3")
    void whatNoLongerMeetsTheConstraintsStops() {
        Scenarios scenario = agentOn(128, new PlacementConstraint("memberOf", "not(attribute:stack == old)"))
                .onInstances("m6i.large", null, 2)
                .at(
                        300,
                        new CapacityActions.PutAttributes(
                                new PutAttributesRequest(List.of(new Attribute("stack", "old", "i-00002")))));
        Recorder run = Recorder.of(scenario);
        assertThat(run.stopRequests()).containsExactly("task-00002 300");
        assertThat(run.events("no longer meets the placement constraints")).containsExactly("300");
        assertThat(placed(run, "agent")).hasSize(2);
    }

    /** A task started by hand fills the instance before that qualifies at 120, and is stopped at 305. */
    @Test
    @Tag("DM-5")
    void forWantOfRoomTheInstanceIsTriedAgain() {
        Scenarios scenario = agentOn(128, new PlacementConstraint("memberOf", "attribute:stack == prod"))
                .onInstances("m6i.large", null, 1);
        scenario.taskDefinitions.set(0, Scenarios.web(2048, 256));
        Recorder run = Recorder.of(scenario.at(60, Scenarios.runTask(1))
                .at(
                        120,
                        new CapacityActions.PutAttributes(
                                new PutAttributesRequest(List.of(new Attribute("stack", "prod", "i-00001")))))
                .at(305, new TaskActions.StopTask(new StopTaskRequest("task-00001", null))));
        assertThat(run.events("was unable to place a task")).containsExactly("120");
        assertThat(placed(run, "agent")).containsExactly("310 i-00001");
    }

    @Test
    @Tag("SV-40")
    @Tag("DM-5")
    void byDefaultAllOldTasksStopAtOnceAndTheNewOnesFollow() {
        Recorder run = Recorder.of(
                agentOn(128).exitingAfter(0).onInstances("m6i.large", null, 4).at(300, deploy("agent:2")));
        assertThat(run.passes()).containsExactly("0 stop 0 start 4", "300 stop 4 start 0", "310 stop 0 start 4");
        assertThat(run.all(Entry.DeploymentStateChanged.class)).hasSize(2);
    }

    /** ceil(4 x 50 %) = 2 stay; the new ones are healthy 43 s after they were placed on an instance with the image. */
    @Test
    @Tag("SV-40")
    void withAMinimumOfHalfTheyGoByHalves() {
        Scenarios scenario = agentOn(128).onInstances("m6i.large", null, 4);
        scenario.services.set(0, agent(new DeploymentConfiguration(50, 100)));
        Recorder run = Recorder.of(scenario.at(300, deploy("agent:2")));
        assertThat(run.passes())
                .containsExactly(
                        "0 stop 0 start 4",
                        "300 stop 2 start 0",
                        "310 stop 0 start 2",
                        "360 stop 2 start 0",
                        "370 stop 0 start 2");
    }

    @Test
    @Tag("SV-3")
    void aDeletedDaemonNeedsNoForceAndLeavesNothing() {
        Recorder run = Recorder.of(agentOn(128)
                .onInstances("m6i.large", null, 2)
                .at(300, new ServiceActions.DeleteService(new DeleteServiceRequest("agent", null))));
        assertThat(run.outcomes()).containsExactly("ok");
        assertThat(run.stopRequests()).hasSize(2);
        assertThat(run.all(Entry.ServiceStatusChanged.class))
                .extracting(Entry.ServiceStatusChanged::status)
                .containsExactly("DRAINING", "INACTIVE");
    }
}
