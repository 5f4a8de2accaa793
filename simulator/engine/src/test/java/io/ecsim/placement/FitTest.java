// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import static io.ecsim.placement.TestCluster.awsvpcTask;
import static io.ecsim.placement.TestCluster.cluster;
import static io.ecsim.placement.TestCluster.service;
import static io.ecsim.placement.TestCluster.task;
import static io.ecsim.placement.TestCluster.taskWithAttributes;
import static io.ecsim.placement.TestCluster.taskWithPorts;
import static io.ecsim.placement.TestInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.TransportProtocol;
import io.ecsim.cluster.HostPort;
import io.ecsim.cluster.TaskNeeds;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FitTest {
    private static final int[] AGENT_PORTS = {22, 2375, 2376, 51678, 51679};

    @ParameterizedTest
    @EnumSource(value = ContainerInstanceStatus.class, names = "ACTIVE", mode = EnumSource.Mode.EXCLUDE)
    @Tag("PL-2")
    void onlyActiveInstancesTakeTasks(ContainerInstanceStatus status) {
        var cluster = cluster(instance("i1").status(status), instance("i2"));
        assertThat(cluster.run(task(0, 0), service())).isEqualTo("i2");
        assertThat(cluster(instance("i1").status(status)).run(task(0, 0), service()))
                .isEqualTo("AGENT");
    }

    @Test
    @Tag("PL-2")
    void onlyInstancesWithAConnectedAgentTakeTasks() {
        var cluster = cluster(instance("i1").agent(false, "1.105.1"), instance("i2"));
        assertThat(cluster.run(task(0, 0), service())).isEqualTo("i2");
    }

    @ParameterizedTest
    @Tag("RS-9")
    @CsvSource({"512, 1024, i1", "513, 1024, RESOURCE:CPU", "512, 1025, RESOURCE:MEMORY"})
    void whatIsLeftMayBeExactlyWhatIsAsked(int cpu, int memory, String result) {
        assertThat(cluster(instance("i1").room(512, 1024)).run(task(cpu, memory), service()))
                .isEqualTo(result);
    }

    @ParameterizedTest
    @Tag("RS-9")
    @DisplayName("PW-16 as many tasks as the reserved memory allows")
    @CsvSource({"128, 7, 99", "300, 3, 95"})
    void reservedMemory(int memory, int tasks, int left) {
        var cluster = cluster(instance("i1").room(1024, 995));
        for (int i = 0; i < tasks; i++) {
            assertThat(cluster.run(task(10, memory), service())).isEqualTo("i1");
        }
        assertThat(cluster.run(task(10, memory), service())).isEqualTo("RESOURCE:MEMORY");
        assertThat(cluster.instances().get(0).remainingMemory()).isEqualTo(left);
    }

    @Test
    @Tag("RS-7")
    @DisplayName("PW-17 a task without cpu fits where none is left")
    void noCpuAsked() {
        assertThat(cluster(instance("i1").room(0, 512)).run(task(0, 512), service()))
                .isEqualTo("i1");
    }

    @Test
    @Tag("NW-5")
    @Tag("NW-6")
    @Tag("EV-12")
    @DisplayName("PW-18 a static port keeps a second task away; dynamic ports do not")
    void staticPorts() {
        var cluster = cluster(instance("i1").ports(AGENT_PORTS), instance("i2").ports(AGENT_PORTS));
        assertThat(cluster.run(taskWithPorts(80), service())).isEqualTo("i1");
        assertThat(cluster.run(taskWithPorts(80), service())).isEqualTo("i2");
        assertThat(cluster.refusal(taskWithPorts(80), service()).event())
                .isEqualTo(
                        " The closest matching container-instance i1 is already using a port required by your task.");
        for (int i = 0; i < 3; i++) {
            assertThat(cluster.run(taskWithPorts(), service())).startsWith("i");
        }
        assertThat(cluster.run(taskWithPorts(22), service())).isEqualTo("RESOURCE:PORTS");
    }

    @Test
    @Tag("NW-5")
    void tcpAndUdpAreSeparateSets() {
        var udp = new TaskNeeds(
                0, 0, 0, List.of(new HostPort(TransportProtocol.udp, 80)), false, false, List.of(), Set.of());
        assertThat(cluster(instance("i1").ports(80)).run(udp, service())).isEqualTo("i1");
    }

    @ParameterizedTest
    @Tag("NW-8")
    @Tag("EV-22")
    @DisplayName("PW-19 a hundred reserved ports, the agent's included")
    @CsvSource({"95, i1", "96, RESOURCE:PORTS"})
    void portLimit(int ports, String result) {
        var cluster = cluster(instance("i1").ports(AGENT_PORTS));
        int[] wanted = IntStream.range(8000, 8000 + ports).toArray();
        assertThat(cluster.run(taskWithPorts(wanted), service())).isEqualTo(result);
    }

    @Test
    @Tag("NW-8")
    void portLimit_doesNotConcernTasksWithoutStaticPorts() {
        var full = instance("i1").ports(IntStream.range(8000, 8100).toArray());
        assertThat(cluster(full).run(task(1, 1), service())).isEqualTo("i1");
    }

    @ParameterizedTest
    @Tag("NW-20")
    @DisplayName("PW-20 one network interface per awsvpc task")
    @CsvSource({"1", "2", "7"})
    void enis(int free) {
        var cluster = cluster(instance("i1").enis(free));
        for (int i = 0; i < free; i++) {
            assertThat(cluster.run(awsvpcTask(), service())).isEqualTo("i1");
        }
        assertThat(cluster.run(awsvpcTask(), service())).isEqualTo("RESOURCE:ENI");
        assertThat(cluster.run(task(1, 1), service())).isEqualTo("i1");
    }

    @Test
    @Tag("NW-27")
    @Tag("EV-1")
    @DisplayName("PW-22 an awsvpc task goes only where its subnets are")
    void location() {
        var cluster = cluster(instance("i1").zone("b"));
        assertThat(cluster.run(awsvpcTask("a"), service())).isEqualTo("LOCATION");
        assertThat(cluster.run(awsvpcTask("a", "b"), service())).isEqualTo("i1");
    }

    @ParameterizedTest
    @Tag("RS-30")
    @CsvSource({
        "ecs.capability.task-eni, i1",
        "ecs.cpu-architecture=arm64, i1",
        "ecs.cpu-architecture=x86_64, ATTRIBUTE",
        "gpu, ATTRIBUTE",
        "gpu=v100, ATTRIBUTE",
        "ecs.capability.task-eni=, i1"
    })
    void requiredAttributes(String required, String result) {
        var cluster = cluster(
                instance("i1").attribute("ecs.capability.task-eni", "").attribute("ecs.cpu-architecture", "arm64"));
        assertThat(cluster.run(taskWithAttributes(required), service())).isEqualTo(result);
    }
}
