// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.AwsVpcConfiguration;
import io.ecsim.aws.ContainerCondition;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.ContainerDependency;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.NetworkConfiguration;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.StopTaskRequest;
import io.ecsim.aws.TargetGroup;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.journal.Entry;
import io.ecsim.workload.Application;
import io.ecsim.world.Worlds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected seconds are those of the worked examples SW-15, SW-18, SW-21 and SW-28. */
class TaskLifecycleTest {

    @Test
    @Tag("TL-1")
    @Tag("TL-3")
    @Tag("CT-8")
    @Tag("IM-1")
    @Tag("TL-26")
    @Tag("IM-2")
    @Tag("IM-5")
    void aTaskOnABareInstancePullsForAWhileAndASecondOneHardly() {
        Scenarios scenario = Scenarios.ofWeb().service(1, 100, 200);
        scenario.instances.set(0, new ContainerInstances("m6i.large", null, 1, null));
        scenario.at(Duration.ofMinutes(5), Scenarios.scaleTo(2));
        Recorder run = Recorder.of(scenario);
        // 1 s PROVISIONING; 1 s and 100 MiB at 20 MiB/s of pull; 1 s to start. Then 1 s for the cached image.
        assertThat(run.moves("task-00001", 0)).containsExactly("PENDING 1", "RUNNING 8");
        assertThat(run.moves("task-00002", 300)).containsExactly("PENDING 1", "RUNNING 3");
    }

    @Test
    @Tag("SW-18")
    @Tag("SV-10")
    @Tag("SV-4")
    void aTaskWithoutAnyCheckIsHealthyAfterFortySecondsAndTheOldOnesStopAtTheNextTick() {
        Recorder run = Recorder.of(
                Scenarios.ofWeb().service(4, 100, 200).at(Duration.ofMinutes(5), Scenarios.deploy("web:2")));
        assertThat(run.moves("task-00005", 300)).startsWith("PENDING 1", "RUNNING 3");
        assertThat(run.rows)
                .filteredOn(row -> row.entry() instanceof Entry.TaskHealthChanged changed
                        && changed.task().equals("task-00005")
                        && changed.healthy())
                .extracting(Recorder.Row::at)
                .containsExactly(343.0);
        assertThat(run.moves("task-00001", 300)).contains("STOPPING 50");
    }

    @ParameterizedTest(name = "delay {0}, stopTimeout {1}, exits after {2}: {3}")
    @Tag("SW-15")
    @Tag("LB-13")
    @Tag("LB-14")
    @Tag("TL-2")
    @Tag("TL-4")
    @Tag("TL-12")
    @Tag("TL-13")
    @Tag("TL-14")
    @CsvSource({
        "300, 30, 99999, DEACTIVATING 0;STOPPING 300;DEPROVISIONING 330;STOPPED 340",
        "300, 30, 2, DEACTIVATING 0;STOPPING 300;DEPROVISIONING 302;STOPPED 312",
        "5, 30, 0.5, DEACTIVATING 0;STOPPING 5;DEPROVISIONING 5.5;STOPPED 15.5",
        "0, 120, 99999, DEACTIVATING 0;STOPPING 0;DEPROVISIONING 120;STOPPED 130"
    })
    void aTaskBehindALoadBalancerStopsInOrder(int delay, int stopTimeout, double exitsAfter, String expected) {
        Scenarios scenario = new Scenarios();
        scenario.instances.add(new ContainerInstances("m6i.large", null, 1, null));
        ContainerDefinition container =
                new ContainerDefinition("web", "web", 256, 256, null, null, null, null, stopTimeout);
        scenario.taskDefinitions.add(
                new TaskDefinition("web", List.of(container), NetworkMode.awsvpc, null, null, null, null, null));
        scenario.targetGroups.add(new TargetGroup(
                "web",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of("deregistration_delay.timeout_seconds", Integer.toString(delay))));
        scenario.services.add(new CreateServiceRequest(
                "web",
                "web",
                1,
                null,
                null,
                List.of(new LoadBalancer("web", "web", 80)),
                null,
                null,
                null,
                new NetworkConfiguration(new AwsVpcConfiguration(List.of("subnet-a"))),
                null));
        scenario.applications.put(
                "web",
                new Application(
                        null, null, null, null, null, null, null, new Application.OnStop(Duration.ofMillis((long)
                                (1000 * exitsAfter)))));
        scenario.at(Duration.ofMinutes(5), Scenarios.scaleTo(0));
        Recorder run = Recorder.of(scenario);
        assertThat(run.moves("task-00001", 0)).startsWith("PENDING 14", "ACTIVATING 21", "RUNNING 22");
        assertThat(run.moves("task-00001", 300)).endsWith(expected.split(";"));
    }

    @Test
    @Tag("SW-15")
    @Tag("TL-4")
    @Tag("TL-14")
    void aTaskInBridgeModeWithoutTargetsSkipsTheStatesThatDoNotApply() {
        Scenarios scenario = Scenarios.ofWeb().service(1, 100, 200).at(Duration.ofMinutes(5), Scenarios.scaleTo(0));
        scenario.applications.put(
                "web",
                new Application(
                        null, null, null, null, null, null, null, new Application.OnStop(Duration.ofSeconds(2))));
        assertThat(Recorder.of(scenario).moves("task-00001", 300)).endsWith("STOPPING 0", "STOPPED 2");
    }

    @Test
    @Tag("TL-14")
    @Tag("CT-5")
    void aContainerThatSaysNothingIsKilledAfterThirtySeconds() {
        Scenarios scenario = Scenarios.ofWeb().service(1, 100, 200).exitingAfter(9999);
        Recorder run = Recorder.of(scenario.at(300, Scenarios.scaleTo(0)));
        assertThat(run.moves("task-00001", 300)).endsWith("STOPPING 0", "STOPPED 30");
        assertThat(run.all(Entry.TaskStopRequested.class))
                .extracting(Entry.TaskStopRequested::stopCode, Entry.TaskStopRequested::why)
                .containsExactly(tuple(
                        TaskStopCode.ServiceSchedulerInitiated,
                        "Scaling activity initiated by (deployment ecs-svc/1)"));
    }

    @Test
    @Tag("TL-15")
    void aTaskThatAUserStopsLeavesItsTargetGroupFirst() {
        Recorder run = Recorder.of(Scenarios.ofWeb()
                .behindLoadBalancer(1, 100, 200, 60, 0)
                .at(300, new TaskActions.StopTask(new StopTaskRequest("web[0]", null))));
        assertThat(run.moves("task-00001", 300)).endsWith("DEACTIVATING 0", "STOPPING 60", "STOPPED 60");
    }

    /** As it was in 2019: SIGTERM at once, and the target leaves while the container stops. */
    @Test
    @Tag("TL-15")
    void inAWorldWhereStopTaskSkipsTheDrainTheContainersAreStoppedAtOnce() {
        Scenarios scenario = Scenarios.ofWeb()
                .exitingAfter(3)
                .behindLoadBalancer(1, 100, 200, 60, 0)
                .at(300, new TaskActions.StopTask(new StopTaskRequest("web[0]", null)));
        scenario.world = Worlds.with("stopTaskSkipsDrain", true);
        Recorder run = Recorder.of(scenario);
        assertThat(run.moves("task-00001", 300)).endsWith("STOPPING 0", "STOPPED 3");
        assertThat(run.events("deregistered 1 targets")).containsExactly("300");
    }

    @Test
    @Tag("TL-9")
    @Tag("CT-2")
    void containersStartInTheOrderOfTheirDependencies() {
        Scenarios scenario = new Scenarios();
        scenario.instances.add(new ContainerInstances("m6i.large", null, 1, null));
        scenario.taskDefinitions.add(new TaskDefinition(
                "web",
                List.of(container("c", "b"), container("b", "a"), container("a", null), container("x", null)),
                null,
                null,
                null,
                null,
                null,
                null));
        scenario.service(1, 100, 200);
        // The chain a, b, c takes 3 s; x starts beside it. 1 s before, 6 s of pull.
        assertThat(Recorder.of(scenario).moves("task-00001", 0)).containsExactly("PENDING 1", "RUNNING 10");
    }

    private static ContainerDefinition container(String name, String after) {
        List<ContainerDependency> dependsOn =
                after == null ? List.of() : List.of(new ContainerDependency(after, ContainerCondition.START));
        return new ContainerDefinition(name, "web", 64, 64, null, null, null, dependsOn, null);
    }

    @Test
    @Tag("TL-11")
    @Tag("RS-9")
    void roomIsFreeForPlacementAsSoonAsATaskBeginsToStop() {
        Scenarios scenario = new Scenarios();
        scenario.instances.add(new ContainerInstances("m6i.large", null, 1, null));
        scenario.taskDefinitions.add(Scenarios.web(2048, 256));
        scenario.service(1, 0, 100);
        scenario.applications.put(
                "web",
                new Application(
                        null, null, null, null, null, null, null, new Application.OnStop(Duration.ofSeconds(25))));
        scenario.at(Duration.ofMinutes(5), new TaskActions.StopTask(new StopTaskRequest("web[0]", null)));
        scenario.at(
                Duration.ofMinutes(5), new TaskActions.RunTask(new RunTaskRequest("web", 1, null, null, null, null)));
        Recorder run = Recorder.of(scenario);
        assertThat(run.moves("task-00001", 300)).endsWith("STOPPING 0", "STOPPED 25");
        assertThat(run.placed("task-00002")).isEqualTo(300);
    }

    @Test
    @Tag("TL-10")
    @Tag("TL-21")
    void aTaskThatAUserStopsIsReplacedInAServiceAndNotOnItsOwn() {
        Scenarios scenario = Scenarios.ofWeb().service(1, 100, 200);
        scenario.at(
                Duration.ofMinutes(4), new TaskActions.RunTask(new RunTaskRequest("web", 1, null, null, null, null)));
        scenario.at(Duration.ofMinutes(5), new TaskActions.StopTask(new StopTaskRequest("web[0]", null)));
        scenario.at(
                Duration.ofMinutes(5), new TaskActions.StopTask(new StopTaskRequest("task-00002", "no longer needed")));
        Recorder run = Recorder.of(scenario);
        assertThat(run.all(Entry.TaskStopRequested.class))
                .containsExactly(
                        new Entry.TaskStopRequested(
                                "task-00001", "web", TaskStopCode.UserInitiated, "Task stopped by user"),
                        new Entry.TaskStopRequested(
                                "task-00002", null, TaskStopCode.UserInitiated, "no longer needed"));
        assertThat(run.all(Entry.TaskPlaced.class))
                .extracting(Entry.TaskPlaced::service)
                .containsExactly("web", null, "web");
        assertThat(run.placed("task-00003")).isEqualTo(300);
    }

    @Test
    @Tag("TL-20")
    @Tag("EV-48")
    @Tag("SC-447")
    @Tag("TL-21")
    @Tag("SC-442")
    @Tag("SC-451")
    void tasksOfAnInstanceThatIsLostAreStoppedAtOnceAndItsGroupReplacesIt() {
        Scenarios scenario = Scenarios.ofWeb().service(3, 0, 100);
        scenario.instances.clear();
        scenario.groups.add(new AutoScalingGroup("g", "m6i.large", 3, 3, null, null, null));
        scenario.at(Duration.ofMinutes(5), new Action.TerminateInstances("us-east-1b", 1));
        Recorder run = Recorder.of(scenario);
        assertThat(run.all(Entry.TaskStopRequested.class))
                .containsExactly(new Entry.TaskStopRequested(
                        "task-00002",
                        "web",
                        TaskStopCode.TerminationNotice,
                        "Host EC2 (instance i-00002) terminated."));
        assertThat(run.moves("task-00002", 300)).endsWith("STOPPED 0");
        assertThat(run.rows)
                .filteredOn(row -> row.entry() instanceof Entry.InstanceRegistered)
                .extracting(Recorder.Row::at)
                .containsExactly(0.0, 0.0, 0.0, 360.0);
        assertThat(run.all(Entry.InstanceLaunched.class).get(3))
                .isEqualTo(new Entry.InstanceLaunched("i-00004", "m6i.large", "us-east-1b", "g", "replaces i-00002"));
    }
}
