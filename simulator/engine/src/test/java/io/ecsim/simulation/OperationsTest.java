// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.DeleteClusterRequest;
import io.ecsim.aws.DeleteServiceRequest;
import io.ecsim.aws.DeleteTaskDefinitionsRequest;
import io.ecsim.aws.DeregisterContainerInstanceRequest;
import io.ecsim.aws.DeregisterTaskDefinitionRequest;
import io.ecsim.aws.SetDesiredCapacityRequest;
import io.ecsim.aws.StartInstancesRequest;
import io.ecsim.aws.StopInstancesRequest;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.aws.UpdateAutoScalingGroupRequest;
import io.ecsim.journal.Entry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an operator does to a cluster: take definitions, instances, groups and the cluster itself out of service. */
class OperationsTest {
    static Action deregister(String taskDefinition) {
        return new TaskActions.DeregisterTaskDefinition(new DeregisterTaskDefinitionRequest(taskDefinition));
    }

    private static Action delete(String... taskDefinitions) {
        return new TaskActions.DeleteTaskDefinitions(new DeleteTaskDefinitionsRequest(List.of(taskDefinitions)));
    }

    static Action deregister(String instance, boolean force) {
        return new CapacityActions.DeregisterContainerInstance(new DeregisterContainerInstanceRequest(instance, force));
    }

    static Action stop(String... instances) {
        return new CapacityActions.StopInstances(new StopInstancesRequest(List.of(instances)));
    }

    static Action start(String... instances) {
        return new CapacityActions.StartInstances(new StartInstancesRequest(List.of(instances)));
    }

    private static Action terminate(String... instances) {
        return new Action.TerminateInstances(null, null, List.of(instances));
    }

    static Action resize(Integer min, Integer max, Integer desired) {
        return new CapacityActions.UpdateAutoScalingGroup(new UpdateAutoScalingGroupRequest("g", min, max, desired));
    }

    private static Action desire(int capacity) {
        return new CapacityActions.SetDesiredCapacity(new SetDesiredCapacityRequest("g", capacity));
    }

    private static Action deleteService(boolean force) {
        return new ServiceActions.DeleteService(new DeleteServiceRequest("web", force));
    }

    private static Action deleteCluster() {
        return new CapacityActions.DeleteCluster(new DeleteClusterRequest("default"));
    }

    private static Scenarios onGroup(int desired) {
        Scenarios scenario = Scenarios.ofWeb().withoutInstances();
        scenario.groups.add(new AutoScalingGroup("g", "m6i.large", 0, 4, desired, null, null));
        return scenario;
    }

    private static List<String> launches(Recorder run) {
        return run.rows.stream()
                .filter(row -> row.at() > 0 && row.entry() instanceof Entry.InstanceLaunched)
                .map(row -> Recorder.seconds(row.at()) + " " + ((Entry.InstanceLaunched) row.entry()).instance())
                .toList();
    }

    private static List<String> gone(Recorder run) {
        return run.rows.stream()
                .filter(row -> row.entry() instanceof Entry.InstanceTerminated)
                .map(row -> Recorder.seconds(row.at()) + " " + ((Entry.InstanceTerminated) row.entry()).instance())
                .toList();
    }

    @Test
    @Tag("TD-44")
    void anInactiveRevisionStaysWhereItRunsAndScales_andNothingNewIsStartedFromIt() {
        Recorder run = Recorder.of(Scenarios.ofWeb()
                .service(2, 100, 200)
                .at(100, deregister("web:1"))
                .at(200, Scenarios.scaleTo(3))
                .at(300, deregister("web:2"))
                .at(310, Scenarios.deploy("web:2"))
                .at(320, Scenarios.deploy("web"))
                .at(330, Scenarios.runTask(1))
                .at(340, deregister("web:2")));
        assertThat(run.outcomes())
                .containsExactly(
                        "ok",
                        "ok",
                        "ok",
                        "ClientException: TaskDefinition is inactive",
                        "ClientException: TaskDefinition not found.",
                        "ClientException: TaskDefinition not found.",
                        "ClientException: The specified task definition is already inactive.");
        assertThat(run.all(Entry.TaskPlaced.class)).hasSize(3);
        assertThat(run.all(Entry.TaskStopRequested.class)).isEmpty();
    }

    @Test
    @Tag("TD-44")
    void aFamilyMeansItsNewestActiveRevision() {
        Recorder run = Recorder.of(Scenarios.ofWeb().at(10, deregister("web:2")).at(20, Scenarios.runTask(1)));
        assertThat(run.all(Entry.TaskPlaced.class))
                .extracting(Entry.TaskPlaced::taskDefinition)
                .containsExactly("web:1");
    }

    @Test
    @Tag("TD-45")
    void aDeletedRevisionIsGoneWhenNobodyUsesItAnyMore() {
        Recorder run = Recorder.of(Scenarios.ofWeb()
                .service(1, 100, 200)
                .at(10, delete("web:1", "web:7"))
                .at(20, deregister("web:1"))
                .at(30, delete("web:1"))
                .at(40, Scenarios.deploy("web:1"))
                .at(50, Scenarios.deploy("web:2"))
                .at(1000, Scenarios.deploy("web:1")));
        assertThat(run.outcomes())
                .containsExactly(
                        "failures: web:1 ACTIVE, web:7 MISSING",
                        "ok",
                        "ok",
                        "ClientException: TaskDefinition is inactive",
                        "ok",
                        "ClientException: TaskDefinition not found.");
    }

    @Test
    @Tag("IN-4")
    @Tag("TL-21")
    @Tag("TD-42")
    void anInstanceWithTasksIsDeregisteredByForceOnly_andItsTasksAreReplacedElsewhere() {
        Recorder run = Recorder.of(Scenarios.ofWeb()
                .service(3, 100, 200)
                .at(300, deregister("i-00001", false))
                .at(400, deregister("i-00001", true))
                .at(500, deregister("i-00001", true)));
        assertThat(run.outcomes())
                .containsExactly(
                        "InvalidParameterException: Found running tasks on the instance.",
                        "ok",
                        "InvalidParameterException: Referenced container instance i-00001 not found.");
        assertThat(run.all(Entry.TaskStopRequested.class))
                .extracting(Entry.TaskStopRequested::stopCode, Entry.TaskStopRequested::why)
                .containsExactly(tuple(TaskStopCode.UserInitiated, "Container instance deregistration forced by user"));
        assertThat(run.all(Entry.TaskPlaced.class)).hasSize(4);
        assertThat(run.times(Entry.InstanceDeregistered.class)).containsExactly(400.0);
        assertThat(run.all(Entry.InstanceTerminated.class)).isEmpty();
    }

    @Test
    @Tag("IN-4")
    void aGroupDoesNotMissAnInstanceThatWasDeregistered_untilItsMachineEnds() {
        Recorder run =
                Recorder.of(onGroup(2).at(100, deregister("i-00001", false)).at(1000, terminate("i-00001")));
        assertThat(run.outcomes()).containsExactly("ok", "terminated [i-00001]");
        assertThat(launches(run)).containsExactly("1000 i-00003");
    }

    @Test
    @Tag("IN-4")
    @Tag("TL-21")
    void aStoppedInstanceStaysRegistered_andTakesTasksAgainWhenItRunsAgain() {
        Scenarios scenario = Scenarios.ofWeb().withoutInstances().onInstances("m6i.large", null, 1);
        Recorder run = Recorder.of(
                scenario.service(1, 100, 200).at(300, stop("i-00001")).at(900, start("i-00001")));
        assertThat(run.outcomes()).containsExactly("stopped [i-00001]", "started [i-00001]");
        assertThat(run.all(Entry.TaskStopRequested.class))
                .extracting(Entry.TaskStopRequested::why)
                .containsExactly("Host EC2 (instance i-00001) stopped.");
        assertThat(run.times(Entry.AgentConnectionChanged.class)).containsExactly(300.0, 960.0);
        assertThat(run.times(Entry.TaskPlaced.class)).containsExactly(0.0, 960.0);
        assertThat(run.all(Entry.InstanceTerminated.class)).isEmpty();
    }

    @Test
    @Tag("IN-4")
    void anInstanceThatIsTerminatedWhileItIsStoppedStaysRegisteredUntilItIsDeregistered() {
        Recorder run = Recorder.of(Scenarios.ofWeb()
                .service(3, 100, 200)
                .at(300, stop("i-00001"))
                .at(400, terminate("i-00001"))
                .at(500, InstanceChangesTest.start("i-00001"))
                .at(600, start("i-00001"))
                .at(700, deregister("i-00001", false)));
        assertThat(run.outcomes())
                .containsExactly(
                        "stopped [i-00001]",
                        "terminated [i-00001]",
                        "0 tasks started, failures: i-00001 AGENT",
                        "InvalidInstanceID.NotFound: The instance ID 'i-00001' does not exist",
                        "ok");
        assertThat(run.times(Entry.InstanceTerminated.class)).containsExactly(400.0);
        assertThat(run.times(Entry.InstanceDeregistered.class)).containsExactly(700.0);
    }

    @Test
    @Tag("IN-4")
    void anInstanceThatIsTerminatedWhileItsAgentIsDisconnectedStaysRegisteredToo() {
        Recorder run = Recorder.of(Scenarios.ofWeb()
                .at(100, new Action.DisconnectAgent(List.of("i-00001"), Duration.ofSeconds(300)))
                .at(200, terminate("i-00001"))
                .at(500, InstanceChangesTest.start("i-00001")));
        assertThat(run.outcomes().get(2)).isEqualTo("0 tasks started, failures: i-00001 AGENT");
        assertThat(run.all(Entry.AgentConnectionChanged.class)).hasSize(1);
    }

    @Test
    @Tag("SC-442")
    void aGroupTerminatesAnInstanceThatWasStopped_andLaunchesAnother() {
        Recorder run = Recorder.of(onGroup(2).at(300, stop("i-00002")).at(400, deregister("i-00002", false)));
        assertThat(gone(run)).containsExactly("300 i-00002");
        assertThat(launches(run)).containsExactly("300 i-00003");
        assertThat(run.outcomes()).containsExactly("stopped [i-00002]", "ok");
    }

    @Test
    @Tag("SC-440")
    @Tag("SC-445")
    void aGroupGoesToZeroAndBack_andItsServicesWaitMeanwhile() {
        Recorder run = Recorder.of(onGroup(3)
                .service(2, 100, 200)
                .at(300, resize(0, null, 0))
                .at(900, desire(2))
                .until(Duration.ofHours(1)));
        assertThat(run.outcomes()).containsExactly("ok", "ok");
        assertThat(gone(run)).containsExactly("300 i-00001", "300 i-00002", "300 i-00003");
        assertThat(run.all(Entry.PlacementRefused.class).get(0).why()).contains("no container instance");
        assertThat(launches(run)).containsExactly("900 i-00004", "900 i-00005");
        assertThat(run.times(Entry.TaskPlaced.class)).startsWith(0.0, 0.0, 960.0, 960.0);
    }

    @Test
    @Tag("SC-440")
    void aGroupKeepsWithinItsBounds() {
        Recorder run = Recorder.of(onGroup(2)
                .at(100, desire(5))
                .at(200, resize(3, 2, null))
                .at(250, resize(-1, 2, null))
                .at(300, resize(3, null, null))
                .at(400, desire(2))
                .at(500, new CapacityActions.SetDesiredCapacity(new SetDesiredCapacityRequest("h", 1))));
        assertThat(run.outcomes())
                .containsExactly(
                        "ValidationError: New SetDesiredCapacity value 5 is above max value 4 for the"
                                + " AutoScalingGroup.",
                        "ValidationError: Max bound, 2, must be greater than or equal to min bound, 3.",
                        "ValidationError: Min bound, -1, must be greater than or equal to 0.",
                        "ok",
                        "ValidationError: New SetDesiredCapacity value 2 is below min value 3 for the"
                                + " AutoScalingGroup.",
                        "ValidationError: AutoScalingGroup name not found - h");
        assertThat(run.all(Entry.DesiredCapacityChanged.class))
                .containsExactly(new Entry.DesiredCapacityChanged("g", 2, 3, "updateAutoScalingGroup"));
    }

    /** Two in us-east-1a, one in b, one in c: a gives one first, then the first of equals. */
    @Test
    @Tag("SC-445")
    void aGroupShrinksInItsFullestZoneFirst() {
        Recorder run = Recorder.of(onGroup(4).at(300, desire(3)).at(400, desire(2)));
        assertThat(gone(run)).containsExactly("300 i-00001", "400 i-00002");
    }

    @Test
    @Tag("SV-3")
    @Tag("IN-7")
    void aClusterIsDeletedWhenItHasNoInstancesServicesAndTasks_inThatOrder() {
        Recorder run = Recorder.of(onGroup(2)
                .service(1, 100, 200)
                .at(100, deleteCluster())
                .at(200, desire(0))
                .at(300, deleteCluster())
                .at(310, deleteService(false))
                .at(320, deleteService(true))
                .at(400, deleteCluster())
                .at(500, deleteCluster())
                .at(510, Scenarios.runTask(1))
                .at(520, Scenarios.scaleTo(1))
                .at(600, desire(1)));
        String inactive = "ClusterNotFoundException: The referenced cluster was inactive.";
        assertThat(run.outcomes())
                .containsExactly(
                        "ClusterContainsContainerInstancesException: The Cluster cannot be deleted while Container"
                                + " Instances are active or draining.",
                        "ok",
                        "ClusterContainsServicesException: The Cluster cannot be deleted while Services are active.",
                        "InvalidParameterException: The service cannot be stopped while it is scaled above 0.",
                        "ok",
                        "ok",
                        "ok",
                        inactive,
                        inactive,
                        "ok",
                        inactive);
        assertThat(run.all(Entry.ClusterStatusChanged.class)).hasSize(1);
    }
}
