// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static io.ecsim.simulation.Containers.container;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ecsim.aws.ContainerCondition;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Distribution;
import io.ecsim.workload.Application;
import io.ecsim.workload.ByteRate;
import io.ecsim.workload.Bytes;
import io.ecsim.workload.Exit;
import io.ecsim.workload.Health;
import io.ecsim.workload.Software;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tasks of one and more containers on a bare instance: 1 s of PROVISIONING and 6 s of pull, so that the first container
 * begins at 7 and runs at 8.
 */
class TaskContainersTest {
    private static Software exits(double seconds, int code) {
        return new Software(null, null, null, new Exit(new Distribution.Constant(seconds), code), null);
    }

    private static Software drains(int seconds) {
        return new Software(null, null, null, null, new Application.OnStop(Duration.ofSeconds(seconds)));
    }

    private static Recorder run(Scenarios scenario) {
        return Recorder.of(scenario.at(0, Scenarios.runTask(1)));
    }

    // Ends

    @Test
    @Tag("TL-7")
    @Tag("CT-1")
    @Tag("TL-20")
    void theEndOfAnEssentialContainerEndsTheOthersAndTheTask() {
        Recorder run =
                run(Scenarios.ofContainers(container("app"), container("proxy").stopTimeout(3))
                        .inside("app", exits(20, 0))
                        .inside("proxy", drains(60)));
        assertThat(run.containers("task-00001"))
                .containsExactly("app RUNNING 8", "proxy RUNNING 8", "app STOPPED (0) 28", "proxy STOPPED (137) 31");
        assertThat(run.moves("task-00001", 28)).endsWith("STOPPING 0", "STOPPED 3");
        assertThat(run.all(Entry.TaskStopRequested.class))
                .extracting(Entry.TaskStopRequested::stopCode, Entry.TaskStopRequested::why)
                .containsExactly(tuple(TaskStopCode.EssentialContainerExited, "Essential container in task exited"));
    }

    @Test
    @Tag("TL-7")
    void theEndOfAnotherContainerChangesNothing() {
        Recorder run =
                run(Scenarios.ofContainers(container("app"), container("setup").notEssential())
                        .inside("setup", exits(5, 3)));
        assertThat(run.containers("task-00001")).endsWith("setup STOPPED (3) 13");
        assertThat(run.moves("task-00001", 0)).endsWith("RUNNING 8");
    }

    @Test
    @Tag("TL-16")
    void aTaskThatEndsByItselfLeavesItsTargetGroupWithoutWaiting() {
        Scenarios scenario = Scenarios.ofWeb().behindLoadBalancer(1, 100, 200, 300, 0);
        scenario.applications.put(
                "web",
                new Application(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new Exit(new Distribution.Constant(100), 1),
                        null));
        Recorder run = Recorder.of(scenario);
        assertThat(run.moves("task-00001", 0)).endsWith("RUNNING 9", "STOPPING 108", "STOPPED 108");
        assertThat(run.all(Entry.TargetHealthChanged.class))
                .extracting(Entry.TargetHealthChanged::state)
                .startsWith("healthy", "draining", "unused");
        assertThat(run.placed("task-00002")).isEqualTo(110); // at the scheduler's next tick
    }

    @Test
    @Tag("TL-8")
    @Tag("CT-7")
    void aContainerThatRanForTheAttemptPeriodRestartsInPlace() {
        Recorder run = run(Scenarios.ofContainers(container("app").restarts(60))
                .inside("app", exits(100, 1))
                .until(Duration.ofSeconds(300)));
        assertThat(run.containers("task-00001"))
                .containsExactly(
                        "app RUNNING 8",
                        "app STOPPED (1) 108",
                        "app RUNNING 109",
                        "app STOPPED (1) 209",
                        "app RUNNING 210");
        assertThat(run.reached("task-00001", null, TaskLastStatus.RUNNING)).isEqualTo(8);
        assertThat(run.all(Entry.TaskStopRequested.class)).isEmpty();
    }

    @Test
    @Tag("TL-8")
    @Tag("CT-7")
    void aContainerThatEndsTooSoonOrWithAnIgnoredCodeDoesNotRestart() {
        assertThat(run(Scenarios.ofContainers(container("app").restarts(101)).inside("app", exits(100, 1)))
                        .containers("task-00001"))
                .containsExactly("app RUNNING 8", "app STOPPED (1) 108");
        assertThat(run(Scenarios.ofContainers(container("app").restarts(60, 0, 7))
                                .inside("app", exits(100, 7)))
                        .containers("task-00001"))
                .containsExactly("app RUNNING 8", "app STOPPED (7) 108");
    }

    // Order

    @Test
    @Tag("TL-9")
    @Tag("CT-2")
    void aContainerWaitsForAnotherToExitWithSuccess() {
        Recorder run = run(Scenarios.ofContainers(
                        container("app").after("migrate", ContainerCondition.SUCCESS),
                        container("migrate").notEssential())
                .inside("migrate", exits(40, 0)));
        assertThat(run.containers("task-00001"))
                .containsExactly("migrate RUNNING 8", "migrate STOPPED (0) 48", "app RUNNING 49");
        assertThat(run.moves("task-00001", 0)).endsWith("PENDING 1", "RUNNING 49");
    }

    @Test
    @Tag("CT-2")
    @Tag("CT-3")
    void completeIsMetWithAnyCodeAndSuccessNever() {
        Recorder complete = run(Scenarios.ofContainers(
                        container("app").after("migrate", ContainerCondition.COMPLETE),
                        container("migrate").notEssential())
                .inside("migrate", exits(10, 1)));
        assertThat(complete.containers("task-00001")).endsWith("app RUNNING 19");
        Recorder success = run(Scenarios.ofContainers(
                        container("app").after("migrate", ContainerCondition.SUCCESS),
                        container("migrate").notEssential())
                .inside("migrate", exits(10, 1)));
        assertThat(success.containers("task-00001"))
                .containsExactly("migrate RUNNING 8", "migrate STOPPED (1) 18", "app STOPPED (143) 18");
        assertThat(success.all(Entry.TaskStopRequested.class))
                .extracting(Entry.TaskStopRequested::stopCode, Entry.TaskStopRequested::why)
                .containsExactly(tuple(
                        TaskStopCode.TaskFailedToStart,
                        "CannotStartContainerError: dependency graph: failed to resolve container ordering dependency"
                                + " [migrate] for target [app] as dependency did not exit successfully."));
    }

    @Test
    @Tag("CT-3")
    void aContainerThatIsNotEssentialAndCannotStartDoesNotKeepTheTaskFromRunning() {
        Recorder run = run(Scenarios.ofContainers(
                        container("app"),
                        container("setup").notEssential(),
                        container("extra").notEssential().after("setup", ContainerCondition.SUCCESS))
                .inside("setup", exits(10, 1)));
        assertThat(run.containers("task-00001")).endsWith("setup STOPPED (1) 18", "extra STOPPED (143) 18");
        assertThat(run.moves("task-00001", 0)).endsWith("RUNNING 18");
    }

    @Test
    @Tag("TL-9")
    @Tag("CT-2")
    void aContainerWaitsForAnotherToBeHealthy() {
        Recorder run = run(Scenarios.ofContainers(
                        container("app").after("proxy", ContainerCondition.HEALTHY),
                        container("proxy").checked(10, 5, 3, 0))
                .inside("proxy", new Software(null, Duration.ofSeconds(25), null, null, null)));
        assertThat(run.containers("task-00001")).containsExactly("proxy RUNNING 8", "app RUNNING 39");
        assertThat(run.healths()).containsExactly("proxy HEALTHY 38");
    }

    @Test
    @Tag("TL-9")
    @Tag("CT-4")
    void aDependencyThatDoesNotGetThereInTimeEndsTheTask() {
        Recorder run = run(Scenarios.ofContainers(
                        container("app").after("proxy", ContainerCondition.HEALTHY),
                        container("proxy").checked(10, 5, 10, 0).startTimeout(45))
                .inside("proxy", new Software(null, null, new Health.Never(), null, null)));
        assertThat(run.containers("task-00001"))
                .containsExactly("proxy RUNNING 8", "app STOPPED (143) 53", "proxy STOPPED (0) 53");
        assertThat(run.moves("task-00001", 0)).endsWith("PENDING 1", "STOPPING 53", "STOPPED 53");
    }

    @Test
    @Tag("TL-14")
    @Tag("TL-9")
    void containersStopInTheReverseOrderOfTheirDependencies() {
        Recorder run = run(Scenarios.ofContainers(
                        container("app").after("proxy", ContainerCondition.START),
                        container("proxy")
                                .after("log", ContainerCondition.START)
                                .stopTimeout(10),
                        container("log"))
                .inside("app", drains(5))
                .inside("proxy", drains(99))
                .inside("log", drains(1))
                .at(60, new TaskActions.StopTask(new io.ecsim.aws.StopTaskRequest("task-00001", null))));
        assertThat(run.containers("task-00001"))
                .containsExactly(
                        "log RUNNING 8",
                        "proxy RUNNING 9",
                        "app RUNNING 10",
                        "app STOPPED (0) 65",
                        "proxy STOPPED (137) 75",
                        "log STOPPED (0) 76");
        assertThat(run.moves("task-00001", 60)).endsWith("STOPPING 0", "STOPPED 16");
    }

    // Memory

    @Test
    @Tag("RS-15")
    @Tag("TL-22")
    void aContainerThatLeaksIsKilledWhenItsMemoryIsFull() {
        Software leaks = new Software(
                new Application.MemoryModel(new Bytes(60 * Bytes.MIB), new ByteRate(Bytes.MIB / 50.0)),
                null,
                null,
                null,
                null);
        Recorder run = run(Scenarios.ofContainers(
                        container("app"), container("leaky").notEssential().memory(64))
                .inside("leaky", leaks));
        assertThat(run.all(Entry.ContainerStatusChanged.class))
                .endsWith(new Entry.ContainerStatusChanged(
                        "task-00001",
                        null,
                        "leaky",
                        io.ecsim.aws.ContainerLastStatus.STOPPED,
                        137,
                        "OutOfMemoryError: Container killed due to memory usage"));
        assertThat(run.containers("task-00001")).endsWith("leaky STOPPED (137) 208"); // 4 MiB at 0.02 MiB/s
    }

    @Test
    @Tag("RS-15")
    @Tag("TL-7")
    void aServiceWhoseSoftwareLeaksLosesItsTasksToTheKernelAndReplacesThem() {
        Scenarios scenario = Scenarios.ofWeb().service(1, 100, 200).until(Duration.ofMinutes(20));
        Application.MemoryModel leaks =
                new Application.MemoryModel(new Bytes(156 * Bytes.MIB), new ByteRate(Bytes.MIB / 3.0));
        scenario.applications.put("web", new Application(null, null, null, leaks, null, null, null, null));
        Recorder run = Recorder.of(scenario);
        // 100 of 256 MiB are left at 8 s, for 300 s; the replacement is placed at the tick at 310.
        assertThat(run.containers("task-00001")).endsWith("web STOPPED (137) 308");
        assertThat(run.placed("task-00002")).isEqualTo(310);
        assertThat(run.all(Entry.TaskStopRequested.class).get(0).why()).isEqualTo("Essential container in task exited");
    }

    // Timestamps

    @Test
    @Tag("TL-5")
    void aTaskKnowsWhenItGotWhere() {
        Scenarios scenario = Scenarios.ofContainers(container("app"))
                .inside("app", drains(5))
                .at(0, Scenarios.runTask(1))
                .at(60, new TaskActions.StopTask(new io.ecsim.aws.StopTaskRequest("task-00001", "enough")));
        Simulation simulation = Simulation.of(scenario.build(), new Recorder());
        simulation.runUntil(0);
        var task = simulation.cluster().tasks().iterator().next();
        simulation.runUntil(Duration.ofMinutes(2).toNanos());
        assertThat(new long[] {
                    task.createdAt(),
                    task.connectivityAt(),
                    task.pullStartedAt(),
                    task.pullStoppedAt(),
                    task.startedAt(),
                    task.stoppingAt(),
                    task.executionStoppedAt(),
                    task.stoppedAt()
                })
                .containsExactly(seconds(0, 1, 1, 7, 8, 60, 65, 65));
        assertThat(task.stopCode()).isEqualTo(TaskStopCode.UserInitiated);
        assertThat(task.stoppedReason()).isEqualTo("enough");
    }

    private static long[] seconds(int... seconds) {
        return java.util.Arrays.stream(seconds)
                .mapToLong(s -> Duration.ofSeconds(s).toNanos())
                .toArray();
    }
}
