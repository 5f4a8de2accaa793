// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ecsim.aws.AwsVpcConfiguration;
import io.ecsim.aws.CPUArchitecture;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.DockerVolumeConfiguration;
import io.ecsim.aws.EcsConfig;
import io.ecsim.aws.MountPoint;
import io.ecsim.aws.NetworkConfiguration;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.OSFamily;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PortMapping;
import io.ecsim.aws.ResourceRequirement;
import io.ecsim.aws.ResourceType;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.RuntimePlatform;
import io.ecsim.aws.StopTaskRequest;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.TaskManagedEBSVolumeConfiguration;
import io.ecsim.aws.TaskVolumeConfiguration;
import io.ecsim.aws.Volume;
import io.ecsim.journal.Entry;
import io.ecsim.metrics.Statistic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What instances register and what tasks take of it: how many of ten tasks that RunTask starts find a place. */
class InstanceResourcesTest {
    static final NetworkConfiguration SUBNET_A = new NetworkConfiguration(new AwsVpcConfiguration(List.of("subnet-a")));

    static ContainerDefinition container(Integer cpu, Integer memory, Integer soft, Integer hostPort) {
        List<PortMapping> ports = hostPort == null ? List.of() : List.of(new PortMapping(80, hostPort, null));
        return new ContainerDefinition("web", "web", cpu, memory, soft, ports, null, null, null);
    }

    static TaskDefinition definition(NetworkMode mode, String cpu, String memory, ContainerDefinition container) {
        return new TaskDefinition("web", List.of(container), mode, cpu, memory, null, null, null);
    }

    private static Recorder ten(String instanceType, TaskDefinition definition) {
        Scenarios scenario = new Scenarios().onInstances(instanceType, "us-east-1a", 1);
        scenario.taskDefinitions.add(definition);
        NetworkConfiguration network = definition.networkMode() == NetworkMode.awsvpc ? SUBNET_A : null;
        return Recorder.of(scenario.at(60, tenIn(network)));
    }

    static Action tenIn(NetworkConfiguration network) {
        return new TaskActions.RunTask(new RunTaskRequest("web", 10, null, null, null, network));
    }

    private static int placed(Recorder run) {
        return run.all(Entry.TaskPlaced.class).size();
    }

    @ParameterizedTest(name = "{0}: {1} CPU units, {2} MiB")
    @Tag("RS-1")
    @Tag("RS-2")
    @Tag("RS-4")
    @Tag("RS-5")
    @CsvSource({
        "m4.large, 2048, 7985", // 8192 MiB advertised, measured by AWS
        "m6i.large, 2048, 7782", // floor(8192 x 0.95)
        "t3.medium, 2048, 3891", // floor(4096 x 0.95)
        "t2.micro, 1024, 972" // floor(1024 x 0.95)
    })
    void anInstanceRegistersItsCpuAndMostOfItsMemory(String type, int cpu, int memory) {
        Recorder run = Recorder.of(new Scenarios().onInstances(type, "us-east-1a", 1));
        assertThat(run.all(Entry.InstanceRegistered.class))
                .containsExactly(new Entry.InstanceRegistered("i-00001", type, "us-east-1a", cpu, memory));
    }

    /** 7 x 1024 of 7985 MiB; 7 x 128 of 972 with 76 left; 3 x 300 of 972 with 72 left. */
    @ParameterizedTest(name = "{0}: hard {1}, soft {2}: {3} tasks")
    @Tag("PW-15")
    @Tag("PW-16")
    @Tag("RS-8")
    @Tag("RS-9")
    @Tag("RS-16")
    @CsvSource({"m4.large, 2048, 1024, 7", "t2.micro, 300, 128, 7", "t2.micro, 300, , 3"})
    void theSoftLimitIsWhatATaskReserves(String type, int memory, Integer soft, int expected) {
        Recorder run = ten(type, definition(null, null, null, container(10, memory, soft, null)));
        assertThat(placed(run)).isEqualTo(expected);
        assertThat(run.outcomes().get(0)).startsWith(expected + " tasks started, failures: RESOURCE:MEMORY");
    }

    @Test
    @Tag("RS-7")
    @Tag("RS-8")
    void taskLevelSizesComeFirst() {
        Recorder run = ten("m6i.large", definition(null, "512", "1024", container(1, 64, 32, null)));
        assertThat(placed(run)).isEqualTo(4);
        assertThat(run.all(Entry.TaskPlaced.class))
                .extracting(Entry.TaskPlaced::cpu, Entry.TaskPlaced::memory)
                .containsOnly(tuple(512, 1024));
    }

    @Test
    @Tag("PW-17")
    @Tag("RS-7")
    void aTaskWithoutCpuFitsWhereNoneIsLeft() {
        Scenarios scenario = new Scenarios().onInstances("m6i.large", "us-east-1a", 1);
        scenario.taskDefinitions.add(definition(null, null, null, container(2048, 128, null, null)));
        scenario.taskDefinitions.add(definition(null, null, null, container(null, 128, null, null)));
        for (String revision : List.of("web:1", "web:1", "web:2")) {
            scenario.at(60, new TaskActions.RunTask(new RunTaskRequest(revision, 1, null, null, null, null)));
        }
        Recorder run = Recorder.of(scenario);
        assertThat(run.outcomes()).containsExactly("ok", "0 tasks started, failures: RESOURCE:CPU", "ok");
    }

    @Test
    @Tag("PW-18")
    @Tag("NW-5")
    @Tag("EV-12")
    void aStaticPortIsTakenOncePerInstance() {
        Scenarios scenario = new Scenarios().onInstances("m6i.large", null, 2).service(3, 100, 200);
        scenario.taskDefinitions.add(definition(null, null, null, container(10, 128, null, 80)));
        Recorder run = Recorder.of(scenario);
        assertThat(run.all(Entry.TaskPlaced.class))
                .extracting(Entry.TaskPlaced::instance)
                .containsExactly("i-00001", "i-00002");
        assertThat(run.all(Entry.ServiceEvent.class).get(0).message())
                .endsWith("container-instance i-00001 is already using a port required by your task.");
    }

    @ParameterizedTest(name = "{0}, host port {1}: {2} tasks")
    @Tag("PW-18")
    @Tag("NW-1")
    @Tag("NW-3")
    @Tag("NW-4")
    @Tag("NW-5")
    @Tag("NW-6")
    @Tag("RS-6")
    @CsvSource({"bridge, 80, 1", "bridge, 0, 10", "bridge, 22, 0", "bridge, 51678, 0", "host, , 1", "awsvpc, 80, 7"})
    void onlyPortsOfTheHostCollide(NetworkMode mode, Integer hostPort, int expected) {
        List<PortMapping> port = List.of(new PortMapping(80, hostPort, null));
        ContainerDefinition container = new ContainerDefinition("web", "web", 10, 128, null, port, null, null, null);
        Recorder run = ten("m5.4xlarge", definition(mode, null, null, container));
        assertThat(placed(run)).isEqualTo(expected);
        String reason = mode == NetworkMode.awsvpc ? "RESOURCE:ENI" : "RESOURCE:PORTS";
        String several = expected + " tasks started, failures: " + reason + " (" + (10 - expected) + " tasks)";
        assertThat(run.outcomes().get(0)).isEqualTo(expected == 10 ? "ok" : several);
    }

    @ParameterizedTest(name = "{0}: {1} tasks with an interface of their own")
    @Tag("PW-20")
    @Tag("NW-20")
    @Tag("NW-21")
    @CsvSource({"t2.micro, 1", "m4.large, 1", "t3.medium, 2", "c5.large, 2", "m5.4xlarge, 7"})
    void anInstanceHasOneInterfaceLessForTasksThanItsLimit(String type, int expected) {
        Recorder run = ten(type, definition(NetworkMode.awsvpc, null, null, container(1, 8, null, null)));
        assertThat(placed(run)).isEqualTo(expected);
        assertThat(run.outcomes().get(0)).startsWith(expected + " tasks started, failures: RESOURCE:ENI");
    }

    /** Stopped at 100, the task is DEPROVISIONING until 110: its CPU is free at once, its interface only then. */
    @Test
    @Tag("RS-11")
    void anInterfaceIsFreeWhenItsTaskIsStoppedAndTheRestWhenItBeginsToStop() {
        Scenarios scenario = new Scenarios().onInstances("t2.micro", "us-east-1a", 1);
        scenario.taskDefinitions.add(definition(NetworkMode.awsvpc, null, null, container(1024, 8, null, null)));
        RunTaskRequest one = new RunTaskRequest("web", 1, null, null, null, SUBNET_A);
        scenario.at(60, new TaskActions.RunTask(one)).at(90, new TaskActions.RunTask(one));
        scenario.at(100, new TaskActions.StopTask(new StopTaskRequest("task-00001", null)));
        scenario.at(109, new TaskActions.RunTask(one)).at(111, new TaskActions.RunTask(one));
        assertThat(Recorder.of(scenario).outcomes())
                .containsExactly(
                        "ok",
                        "0 tasks started, failures: RESOURCE:CPU",
                        "ok",
                        "0 tasks started, failures: RESOURCE:ENI",
                        "ok");
    }

    @Test
    @Tag("PW-22")
    @Tag("NW-27")
    void subnetsInAnotherZoneLeaveNoPlace() {
        Scenarios scenario = new Scenarios().onInstances("m6i.large", "us-east-1b", 1);
        scenario.taskDefinitions.add(definition(NetworkMode.awsvpc, null, null, container(1, 8, null, null)));
        scenario.at(60, new TaskActions.RunTask(new RunTaskRequest("web", 1, null, null, null, SUBNET_A)));
        assertThat(Recorder.of(scenario).outcomes()).containsExactly("0 tasks started, failures: LOCATION");
    }

    @Test
    @Tag("TD-18")
    @Tag("RS-30")
    void anArmTaskWantsAnArmInstance() {
        Scenarios scenario = new Scenarios().onInstances("m6i.large", null, 2).onInstances("m6g.large", null, 1);
        RuntimePlatform arm = new RuntimePlatform(CPUArchitecture.ARM64, null);
        scenario.taskDefinitions.add(new TaskDefinition(
                "web", List.of(container(1024, 128, null, null)), null, null, null, null, null, arm));
        Recorder run = Recorder.of(scenario.at(60, Scenarios.runTask(3)));
        assertThat(run.all(Entry.TaskPlaced.class))
                .extracting(Entry.TaskPlaced::instance)
                .containsOnly("i-00003");
        assertThat(run.outcomes()).containsExactly("2 tasks started, failures: RESOURCE:CPU");
    }

    @ParameterizedTest(name = "{0}")
    @Tag("CN-7")
    @Tag("CN-8")
    @CsvSource({
        "attribute:ecs.availability-zone == us-east-1b, i-00002",
        "attribute:ecs.instance-type == t3.medium, i-00003",
        "attribute:ecs.cpu-architecture == arm64, i-00004",
        "attribute:ecs.subnet-id == subnet-b, i-00002",
        "attribute:ecs.os-type == windows, ",
        "attribute:stack == prod, i-00005"
    })
    void anInstanceHasBuiltInAndCustomAttributes(String expression, String expected) {
        Scenarios scenario = new Scenarios()
                .onInstances("m6i.large", "us-east-1a", 1)
                .onInstances("m6i.large", "us-east-1b", 1)
                .onInstances("t3.medium", "us-east-1a", 1)
                .onInstances("m6g.large", "us-east-1a", 1);
        scenario.instances.add(new ContainerInstances("m6i.large", "us-east-1a", 1, Map.of("stack", "prod")));
        scenario.taskDefinitions.add(Scenarios.web(256, 256));
        scenario.at(60, Scenarios.runTask(1, new PlacementConstraint("memberOf", expression)));
        List<String> instances = Recorder.of(scenario).all(Entry.TaskPlaced.class).stream()
                .map(Entry.TaskPlaced::instance)
                .toList();
        assertThat(instances).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    /** m4.large less 256 MiB: 7729, of which 7 x 1024 leave 561. */
    @Test
    @Tag("PW-15")
    @Tag("RS-2")
    @Tag("RS-3")
    void memoryThatTheAgentKeepsIsNotForTasks() {
        Scenarios scenario = new Scenarios();
        EcsConfig config = new EcsConfig(256, null, null, null, null, null, null, null, null, null, null);
        scenario.instances.add(new ContainerInstances("m4.large", "us-east-1a", 1, null, null, null, config));
        scenario.taskDefinitions.add(definition(null, null, null, container(128, 2048, 1024, null)));
        scenario.taskDefinitions.add(definition(null, null, null, container(128, 2048, 561, null)));
        scenario.at(60, new TaskActions.RunTask(new RunTaskRequest("web:1", 8, null, null, null, null)));
        scenario.at(61, new TaskActions.RunTask(new RunTaskRequest("web:2", 2, null, null, null, null)));
        assertThat(Recorder.of(scenario).outcomes())
                .containsExactly(
                        "7 tasks started, failures: RESOURCE:MEMORY", "1 tasks started, failures: RESOURCE:MEMORY");
    }

    @ParameterizedTest(name = "{0} static ports: {1} tasks")
    @Tag("PW-19")
    @Tag("NW-8")
    @CsvSource({"95, 1", "96, 0"})
    void aHundredPortsAreReservedAtMost(int ports, int expected) {
        List<PortMapping> mappings = IntStream.range(10_000, 10_000 + ports)
                .mapToObj(port -> new PortMapping(port, port, null))
                .toList();
        ContainerDefinition container = new ContainerDefinition("web", "web", 1, 8, null, mappings, null, null, null);
        assertThat(placed(ten("m6i.large", definition(null, null, null, container))))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} GPUs: {1} tasks")
    @Tag("PW-23")
    @Tag("RS-10")
    @CsvSource({"2, 2", "1, 4", "ALL, 1"})
    void gpusAreReservedWhole(String gpus, int expected) {
        Scenarios scenario = new Scenarios().onInstances("m6i.large", null, 3).onInstances("p3.8xlarge", null, 1);
        scenario.taskDefinitions.add(definition(null, null, null, withGpus(gpus)));
        Recorder run = Recorder.of(scenario.at(60, tenIn(null)));
        assertThat(run.all(Entry.TaskPlaced.class))
                .hasSize(expected)
                .extracting(Entry.TaskPlaced::instance)
                .containsOnly("i-00004");
        assertThat(run.outcomes().get(0)).startsWith(expected + " tasks started, failures: RESOURCE:GPU");
    }

    /** Three of four. */
    @Test
    @Tag("SC-113")
    void gpuReservationIsThatOfRunningTasks() {
        Scenarios scenario = new Scenarios().onInstances("m6i.large", null, 3).onInstances("p3.8xlarge", null, 1);
        scenario.taskDefinitions.add(definition(null, null, null, withGpus("1")));
        Recorder run = Recorder.of(scenario.at(60, Scenarios.runTask(3)).until(Duration.ofMinutes(5)));
        assertThat(run.points("GPUReservation"))
                .extracting(point -> point.value(Statistic.Average))
                .containsExactly(0.0, 75.0, 75.0, 75.0, 75.0);
    }

    private static ContainerDefinition withGpus(String gpus) {
        return new ContainerDefinition(
                "web",
                "web",
                1,
                8,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(new ResourceRequirement(ResourceType.GPU, gpus)),
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
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** m6i.large: 27 attachments less the root volume; an m4 is no Nitro instance. */
    @ParameterizedTest(name = "{0}: {1} tasks")
    @Tag("VO-5")
    @CsvSource({"m5.xlarge, 26, RESOURCE:EBS", "m4.xlarge, 0, RESOURCE:EBS"})
    void aTaskWithAVolumeOfItsOwnTakesAnAttachment(String type, int expected, String reason) {
        Volume volume = new Volume("data", null, null, null, null, null, true);
        ContainerDefinition container = new ContainerDefinition(
                "web",
                "web",
                1,
                8,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(new MountPoint("data", "/data", null)),
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
                null,
                null,
                null,
                null,
                null);
        Scenarios scenario = new Scenarios().onInstances(type, "us-east-1a", 1);
        scenario.taskDefinitions.add(new TaskDefinition(
                "web",
                List.of(container),
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(volume),
                null,
                null,
                null,
                null,
                null,
                null));
        TaskVolumeConfiguration disk = new TaskVolumeConfiguration(
                "data", new TaskManagedEBSVolumeConfiguration("role", null, 10, null, null));
        RunTaskRequest ten = new RunTaskRequest("web", 10, null, null, null, null, null, null, List.of(disk), null);
        IntStream.rangeClosed(1, 3).forEach(i -> scenario.at(60 + i, new TaskActions.RunTask(ten)));
        Recorder run = Recorder.of(scenario);
        assertThat(placed(run)).isEqualTo(expected);
        assertThat(run.outcomes().get(2)).contains(reason);
    }

    @Test
    @Tag("PW-35")
    @Tag("EV-5")
    void memoryIsTestedBeforePorts() {
        Scenarios scenario = new Scenarios().onInstances("t2.micro", "us-east-1a", 1); // 972 MiB
        scenario.taskDefinitions.add(definition(null, null, null, container(1, 672, null, 80)));
        scenario.taskDefinitions.add(definition(null, null, null, container(1, 512, null, 80)));
        scenario.at(60, new TaskActions.RunTask(new RunTaskRequest("web:1", 1, null, null, null, null)));
        scenario.at(61, new TaskActions.RunTask(new RunTaskRequest("web:2", 1, null, null, null, null)));
        assertThat(Recorder.of(scenario).outcomes())
                .containsExactly("ok", "0 tasks started, failures: RESOURCE:MEMORY");
    }

    /** A missing plug-in of Docker; a log driver that the agent is not configured for; another system. */
    @Test
    @Tag("CN-9")
    @Tag("RS-30")
    @Tag("VO-1")
    @Tag("TD-18")
    void whatAnInstanceCannotDoIsAMissingAttribute() {
        Scenarios scenario = new Scenarios().onInstances("m6i.large", "us-east-1a", 1);
        Map<String, String> plugin = Map.of("ecs.capability.docker-plugin.rexray/ebs", "");
        scenario.instances.add(new ContainerInstances("m6i.large", "us-east-1a", 1, plugin));
        scenario.instances.add(new ContainerInstances(
                "m6i.large", "us-east-1a", 1, null, OSFamily.WINDOWS_SERVER_2022_CORE, null, null));
        scenario.taskDefinitions.add(with(
                new Volume(
                        "v",
                        null,
                        new DockerVolumeConfiguration(null, null, "rexray/ebs", null, null),
                        null,
                        null,
                        null,
                        null),
                null));
        scenario.taskDefinitions.add(with(
                new Volume(
                        "v",
                        null,
                        new DockerVolumeConfiguration(null, null, "other", null, null),
                        null,
                        null,
                        null,
                        null),
                null));
        scenario.taskDefinitions.add(with(null, OSFamily.WINDOWS_SERVER_2022_CORE));
        scenario.taskDefinitions.add(with(null, OSFamily.WINDOWS_SERVER_2019_CORE));
        for (int revision = 1; revision <= 4; revision++) {
            scenario.at(60, new TaskActions.RunTask(new RunTaskRequest("web:" + revision, 1, null, null, null, null)));
        }
        Recorder run = Recorder.of(scenario);
        assertThat(run.all(Entry.TaskPlaced.class))
                .extracting(Entry.TaskPlaced::instance)
                .containsExactly("i-00002", "i-00003");
        assertThat(run.outcomes())
                .containsExactly(
                        "ok", "0 tasks started, failures: ATTRIBUTE", "ok", "0 tasks started, failures: ATTRIBUTE");
    }

    private static TaskDefinition with(Volume volume, OSFamily system) {
        return new TaskDefinition(
                "web",
                List.of(container(1, 8, null, null)),
                null,
                null,
                null,
                null,
                null,
                new RuntimePlatform(null, system),
                volume == null ? null : List.of(volume),
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
