// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.EcsConfig;
import io.ecsim.aws.OSFamily;
import io.ecsim.aws.Subnet;
import io.ecsim.aws.TransportProtocol;
import io.ecsim.cluster.ContainerInstance.Registration;
import io.ecsim.cluster.HostPort;
import io.ecsim.world.World;
import io.ecsim.world.Worlds;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an instance registers, by type, system and agent. */
class RegistrationsTest {
    private static final Subnet SUBNET = new Subnet("subnet-a", "us-east-1a", null, "vpc-1");

    private final Registrations registrations = new Registrations(World.defaults());

    private static Launch launch(String type, OSFamily system, EcsConfig config, Map<String, String> attributes) {
        return new Launch(InstanceTypes.get(type), "us-east-1a", SUBNET, null, system, config, attributes);
    }

    private Registration of(String type, OSFamily system) {
        return registrations.of("i-00001", launch(type, system, EcsConfig.NONE, Map.of()), false);
    }

    private Registration of(String type, EcsConfig config) {
        return registrations.of("i-00001", launch(type, OSFamily.LINUX, config, Map.of()), false);
    }

    /** Ours: a machine of any size; what is not given stays as its type has it. */
    @Test
    void registersWhatItIsTold_inPlaceOfItsType() {
        RegisteredResources given = new RegisteredResources(8192 + 1, 61_440, 3);
        Launch launch = new Launch(
                InstanceTypes.get("m6i.large"),
                "us-east-1a",
                SUBNET,
                null,
                OSFamily.LINUX,
                reserving(40, null, null),
                Map.of(),
                null,
                false,
                given);
        Registration registration = registrations.of("i-00001", launch, false);
        assertThat(registration.cpu()).isEqualTo(8193);
        assertThat(registration.memory()).isEqualTo(61_400);
        assertThat(registration.gpus()).isEqualTo(3);
        Launch likeItsType = new Launch(
                InstanceTypes.get("m6i.large"),
                "us-east-1a",
                SUBNET,
                null,
                OSFamily.LINUX,
                EcsConfig.NONE,
                Map.of(),
                null,
                false,
                new RegisteredResources(null, null, 1));
        assertThat(registrations.of("i-00001", likeItsType, false).cpu()).isEqualTo(2048);
        assertThat(registrations.of("i-00001", likeItsType, false).memory())
                .isEqualTo(of("m6i.large", OSFamily.LINUX).memory());
    }

    private static EcsConfig reserving(Integer memory, List<Integer> ports, List<Integer> udp) {
        return new EcsConfig(memory, ports, udp, null, null, null, null, null, null, null, null);
    }

    /** DG memory-management for m4.large; a deployment note, aws/amazon-ecs-agent#3331, aws/karpenter-provider-aws#419. */
    @ParameterizedTest(name = "{0}, {1}: {2} MiB")
    @Tag("RS-2")
    @Tag("RS-4")
    @Tag("RS-5")
    @CsvSource({
        "m4.large, LINUX, 7985",
        "m4.large, WINDOWS_SERVER_2022_CORE, 8191",
        "t4g.large, LINUX, 7813",
        "inf1.xlarge, LINUX, 7679",
        "t3a.nano, LINUX, 452",
        "m6i.large, WINDOWS_SERVER_2022_FULL, 7782"
    })
    void registersTheMemoryThatItsSystemSees(String type, OSFamily system, int memory) {
        assertThat(of(type, system).memory()).isEqualTo(memory);
    }

    @Test
    @Tag("PW-15")
    @Tag("RS-2")
    @Tag("RS-3")
    void theAgentKeepsMemoryForItself() {
        Registration m4 = of("m4.large", reserving(256, null, null));
        assertThat(m4.memory()).isEqualTo(7729); // 7985 - 256
        assertThat(m4.cpu()).isEqualTo(2048);
    }

    @Test
    @Tag("RS-6")
    void portsAreThoseOfTheSystemUnlessTheAgentIsToldOthers() {
        assertThat(of("m6i.large", OSFamily.LINUX).ports())
                .extracting(HostPort::port)
                .containsExactly(22, 2375, 2376, 51678, 51679);
        assertThat(of("m6i.large", OSFamily.WINDOWS_SERVER_2019_FULL).ports())
                .extracting(HostPort::port)
                .containsExactly(53, 135, 139, 445, 2375, 2376, 3389, 5985, 5986, 51678, 51679);
        assertThat(of("m6i.large", reserving(null, List.of(22), List.of(53))).ports())
                .containsExactly(new HostPort(TransportProtocol.tcp, 22), new HostPort(TransportProtocol.udp, 53));
    }

    @ParameterizedTest(name = "{0}, {1}: {2} GPUs")
    @Tag("RS-10")
    @CsvSource({
        "p3.8xlarge, LINUX, 4",
        "g4dn.xlarge, LINUX, 1",
        "g4ad.xlarge, LINUX, 0", // AMD's
        "m6i.large, LINUX, 0",
        "g4dn.xlarge, WINDOWS_SERVER_2022_CORE, 0"
    })
    void onlyLinuxRegistersGpusAndOnlyThoseOfNvidia(String type, OSFamily system, int gpus) {
        assertThat(of(type, system).gpus()).isEqualTo(gpus);
    }

    /** The guide's table: eni-trunking-supported-instance-types, and task-networking-awsvpc for p5.48xlarge. */
    @ParameterizedTest(name = "{0}: {1} tasks, with a trunk {2}")
    @Tag("NW-21")
    @Tag("NW-22")
    @Tag("NW-23")
    @CsvSource({
        "c5.large, 2, 10",
        "m5.4xlarge, 7, 60",
        "m7i.8xlarge, 7, 90",
        "m8g.medium, 1, 4",
        "i4i.32xlarge, 14, 498",
        "m6in.32xlarge, 15, 120",
        "g7e.48xlarge, 39, 242",
        "r5b.16xlarge, 14, 120",
        "p5.48xlarge, 1, 1",
        "t3.medium, 2, 2", // no trunk
        "m4.large, 1, 1",
        "r5b.large, 2, 2", // has branches, and the guide says no
        "c5n.large, 2, 2",
        "hpc8a.96xlarge, 1, 1"
    })
    void aTrunkMakesRoomForMoreInterfacesOnTypesThatCanHaveOne(String type, int without, int with) {
        Launch launch = launch(type, OSFamily.LINUX, EcsConfig.NONE, Map.of());
        assertThat(registrations.of("i-00001", launch, false).enis()).isEqualTo(without);
        Registration trunked = registrations.of("i-00001", launch, true);
        assertThat(trunked.enis()).isEqualTo(with);
        assertThat(trunked.attributes().containsKey("ecs.awsvpc-trunk-id"))
                .isEqualTo(InstanceTypes.get(type).awsvpcTasksTrunking() > 0);
    }

    @Test
    @Tag("NW-22")
    @Tag("NW-32")
    void windowsHasNoTrunkAndItsOldestNoInterfacesForTasks() {
        Launch windows = launch("c5.large", OSFamily.WINDOWS_SERVER_2019_CORE, EcsConfig.NONE, Map.of());
        assertThat(registrations.of("i-00001", windows, true).enis()).isEqualTo(2);
        assertThat(of("c5.large", OSFamily.WINDOWS_SERVER_2019_CORE).attributes())
                .containsKey("ecs.capability.task-eni");
        assertThat(of("c5.large", OSFamily.WINDOWS_SERVER_2016_FULL).attributes())
                .doesNotContainKey("ecs.capability.task-eni");
    }

    /** EC2 User Guide, volume limits: 28 less the interface, less NVMe disks and GPUs; dedicated ones; none without Nitro. */
    @ParameterizedTest(name = "{0}: {1}")
    @Tag("VO-5")
    @CsvSource({
        "m5.large, 26", // 28 - interface - root volume
        "m5d.large, 25", // and one NVMe disk
        "g4dn.12xlarge, 21", // and four GPUs and one disk
        "m7i.large, 31",
        "m7i.16xlarge, 47",
        "m7i.48xlarge, 127",
        "m4.large, 0"
    })
    void volumesCanBeAttachedBesideTheRootVolume(String type, int volumes) {
        assertThat(of(type, OSFamily.LINUX).ebsVolumes()).isEqualTo(volumes);
    }

    @Test
    @Tag("VO-5")
    void moreVolumesOfTheInstanceLeaveFewerForTasks() {
        World world = Worlds.with("ebsVolumesOfInstance", 3);
        Launch launch = launch("m5.large", OSFamily.LINUX, EcsConfig.NONE, Map.of());
        assertThat(new Registrations(world).of("i-00001", launch, false).ebsVolumes())
                .isEqualTo(24); // 27 - 3
    }

    @Test
    @Tag("CN-7")
    @Tag("CN-8")
    void attributesNameThePlatformAndWhatTheAgentIsTold() {
        EcsConfig config =
                new EcsConfig(null, null, null, Map.of("stack", "prod"), null, null, null, null, null, null, null);
        Launch launch = launch(
                "m6g.large",
                OSFamily.LINUX,
                config,
                Map.of("ecs.ami-id", "ami-1", "ecs.capability.docker-plugin.x", ""));
        assertThat(registrations.of("i-00001", launch, false).attributes())
                .containsEntry("stack", "prod")
                .containsEntry("ecs.ami-id", "ami-1")
                .containsEntry("ecs.vpc-id", "vpc-1")
                .containsEntry("ecs.subnet-id", "subnet-a")
                .containsEntry("ecs.cpu-architecture", "arm64")
                .containsKey("ecs.capability.docker-plugin.x");
        assertThat(of("m6i.large", OSFamily.WINDOWS_SERVER_2022_CORE).attributes())
                .containsEntry("ecs.os-type", "windows")
                .containsEntry("ecs.os-family", "WINDOWS_SERVER_2022_CORE");
    }

    @Test
    @Tag("CN-9")
    void whatTheAgentIsForbiddenItDoesNotOffer() {
        String drivers = "com.amazonaws.ecs.capability.logging-driver.";
        assertThat(of("m6i.large", OSFamily.LINUX).attributes())
                .containsKeys(
                        drivers + "awslogs",
                        drivers + "fluentd",
                        "com.amazonaws.ecs.capability.privileged-container",
                        "com.amazonaws.ecs.capability.task-iam-role",
                        "ecs.capability.task-eni",
                        "ecs.capability.efsAuth")
                .doesNotContainKey(drivers + "gelf");
        EcsConfig strict = new EcsConfig(null, null, null, null, List.of("gelf"), true, false, null, false, null, null);
        assertThat(of("m6i.large", strict).attributes())
                .containsKey(drivers + "gelf")
                .doesNotContainKeys(
                        drivers + "awslogs",
                        "com.amazonaws.ecs.capability.privileged-container",
                        "com.amazonaws.ecs.capability.task-iam-role",
                        "ecs.capability.task-eni");
    }

    @Test
    void instancesThatAreAlikeShareTheirAttributes() {
        Launch launch = launch("m6i.large", OSFamily.LINUX, EcsConfig.NONE, Map.of("stack", "prod"));
        assertThat(registrations.of("i-00001", launch, false).attributes())
                .isSameAs(registrations.of("i-00002", launch, false).attributes());
    }
}
