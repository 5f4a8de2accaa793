// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.HealthStatus;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.PortMapping;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.aws.TransportProtocol;
import io.ecsim.journal.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An illegal move throws and leaves cluster and journal as they were. */
class TransitionsTest {
    private final ClusterState cluster = new ClusterState(Instant.EPOCH);
    private final List<Entry> journal = new ArrayList<>();
    private final Transitions transitions = new Transitions(cluster, () -> 7, (time, entry) -> journal.add(entry));
    private final ContainerInstance instance = transitions.register(new ContainerInstance.Registration(
            "i-1",
            "m6i.large",
            "us-east-1a",
            null,
            2,
            2048,
            4096,
            Set.of(new HostPort(TransportProtocol.tcp, 22)),
            0,
            1,
            0,
            Map.of()));

    private static Revision revision(NetworkMode mode, int cpu, int memory, Integer hostPort) {
        ContainerDefinition container = new ContainerDefinition(
                "web",
                "web",
                cpu,
                memory,
                null,
                List.of(new PortMapping(hostPort == null ? 80 : hostPort, hostPort, null)),
                null,
                null,
                null);
        return new Revision(new TaskDefinition("web", List.of(container), mode, null, null, null, null, null), 1);
    }

    private Task place(Revision revision) {
        return transitions.place("web", "service:web", "ecs-svc/1", revision, revision.needs(Set.of()), instance);
    }

    private Task place() {
        return place(revision(NetworkMode.bridge, 512, 1024, 8080));
    }

    /** All that anybody can see of the cluster. */
    private List<Object> visible() {
        List<Object> all = new ArrayList<>(journal);
        for (ContainerInstance one : cluster.instances()) {
            all.add(List.of(one.id(), one.status(), one.remainingCpu(), one.remainingMemory(), one.freeEnis()));
            all.add(List.copyOf(one.takenPorts()));
            all.add(Map.copyOf(one.tasksByGroup()));
            all.add(one.runningTasksCount());
            all.add(List.copyOf(one.tasks()));
        }
        for (Task task : cluster.tasks()) {
            all.add(List.of(task.id(), task.lastStatus(), task.stopRequested(), task.healthy()));
            all.add(List.of(task.connectivityAt(), task.startedAt(), task.stoppingAt(), task.stoppedAt()));
            for (Container container : task.containers()) {
                all.add(List.of(container.lastStatus(), container.healthStatus(), container.startedAt()));
            }
        }
        all.add(List.copyOf(cluster.tasks("web")));
        return all;
    }

    private void isIllegal(Runnable move, String message) {
        List<Object> before = visible();
        assertThatIllegalStateException().isThrownBy(move::run).withMessageContaining(message);
        assertThat(visible()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{1} CPU units, {2} MiB, port {3}, {0}: {4}")
    @CsvSource({
        "bridge, 1537, 8, 9090, has no room for task-00002",
        "bridge, 8, 3073, 9090, has no room for task-00002",
        "bridge, 8, 8, 8080, already uses",
        "host, 8, 8, 22, already uses"
    })
    void aTaskIsNotPlacedWhereItHasNoRoom(NetworkMode mode, int cpu, int memory, int hostPort, String message) {
        place();
        isIllegal(() -> place(revision(mode, cpu, memory, hostPort)), message);
    }

    @Test
    void aTaskIsNotPlacedWhereNoNetworkInterfaceIsLeft() {
        place(revision(NetworkMode.awsvpc, 8, 8, null));
        isIllegal(() -> place(revision(NetworkMode.awsvpc, 8, 8, null)), "has no ENI for task-00002");
    }

    @ParameterizedTest
    @EnumSource(
            value = TaskLastStatus.class,
            names = {"PROVISIONING", "PENDING", "ACTIVATING", "RUNNING"})
    void aTaskDoesNotGoBackOrStay(TaskLastStatus status) {
        Task task = place();
        transitions.advance(task, TaskLastStatus.RUNNING);
        isIllegal(() -> transitions.advance(task, status), "cannot go from RUNNING to " + status);
    }

    @ParameterizedTest
    @EnumSource(
            value = TaskLastStatus.class,
            names = {"DEACTIVATING", "STOPPING", "DEPROVISIONING", "STOPPED"})
    void aTaskDoesNotEndBeforeSomebodyAskedItTo(TaskLastStatus status) {
        Task task = place();
        transitions.advance(task, TaskLastStatus.RUNNING);
        isIllegal(() -> transitions.advance(task, status), "though nobody asked it to stop");
    }

    @Test
    void aStoppedTaskGoesNowhere() {
        Task task = place();
        transitions.requestStop(task, TaskStopCode.UserInitiated, "why");
        transitions.advance(task, TaskLastStatus.STOPPED);
        for (TaskLastStatus status : TaskLastStatus.values()) {
            isIllegal(() -> transitions.advance(task, status), "cannot go from STOPPED to " + status);
        }
    }

    @Test
    void aTaskIsAskedToStopOnce() {
        Task task = place();
        transitions.requestStop(task, TaskStopCode.UserInitiated, "why");
        isIllegal(() -> transitions.requestStop(task, TaskStopCode.UserInitiated, "why"), "was asked to stop before");
    }

    @Test
    void aContainerStartsAnewOnlyWhenItHasStopped() {
        Task task = place();
        Container container = task.main();
        transitions.startContainer(task, container);
        isIllegal(() -> transitions.startContainer(task, container), "has a container that runs already");
        transitions.stopContainer(task, container, 1, null);
        isIllegal(
                () -> transitions.stopContainer(task, container, 1, null), "has a container that has stopped already");
        transitions.startContainer(task, container);
        assertThat(container.restartCount()).isEqualTo(1);
    }

    @Test
    void theHealthOfAContainerChangesToSomethingElse() {
        Task task = place();
        isIllegal(
                () -> transitions.changeContainerHealth(task, task.main(), HealthStatus.UNKNOWN, "why"),
                "has a container that is already UNKNOWN");
    }

    @Test
    void healthChangesToSomethingElse() {
        Task task = place();
        isIllegal(() -> transitions.changeHealth(task, false, "why"), "is already not healthy");
        transitions.changeHealth(task, true, "why");
        isIllegal(() -> transitions.changeHealth(task, true, "why"), "is already healthy");
    }

    @Test
    void anInstanceChangesToAnotherStatus() {
        isIllegal(() -> transitions.changeStatus(instance, ContainerInstanceStatus.ACTIVE, "why"), "is already ACTIVE");
    }

    @Test
    void anInstanceWithTasksStays() {
        place();
        isIllegal(() -> transitions.terminate(instance, "why"), "still has tasks");
    }

    @Test
    void anInstanceGoesOnce() {
        transitions.terminate(instance, "why");
        isIllegal(() -> transitions.terminate(instance, "why"), "is not in the cluster");
    }
}
