// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import static io.ecsim.control.Definitions.APP;
import static io.ecsim.control.Definitions.assertAccepted;
import static io.ecsim.control.Definitions.assertRefused;
import static io.ecsim.control.Definitions.container;
import static io.ecsim.control.Definitions.fargate;
import static io.ecsim.control.Definitions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.CPUArchitecture;
import io.ecsim.aws.Device;
import io.ecsim.aws.DockerVolumeConfiguration;
import io.ecsim.aws.EphemeralStorage;
import io.ecsim.aws.HostVolumeProperties;
import io.ecsim.aws.IpcMode;
import io.ecsim.aws.KernelCapabilities;
import io.ecsim.aws.LaunchType;
import io.ecsim.aws.LinuxParameters;
import io.ecsim.aws.LogConfiguration;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.OSFamily;
import io.ecsim.aws.PidMode;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.ResourceRequirement;
import io.ecsim.aws.ResourceType;
import io.ecsim.aws.RuntimePlatform;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.Tmpfs;
import io.ecsim.aws.Violation;
import io.ecsim.aws.Volume;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FargateRulesTest {
    private static final String UNSUPPORTED = "Fargate compatible task definitions do not support ";
    private static final RuntimePlatform WINDOWS = new RuntimePlatform(null, OSFamily.WINDOWS_SERVER_2022_CORE);

    private static TaskDefinition sized(Object cpu, Object memory, RuntimePlatform platform) {
        return new TaskDefinition(
                "web",
                List.of(container("app")),
                NetworkMode.awsvpc,
                cpu.toString(),
                memory.toString(),
                List.of(LaunchType.FARGATE),
                null,
                platform);
    }

    /** How many sizes of memory are accepted with each size of CPU. */
    private static Map<Integer, Integer> accepted(RuntimePlatform platform) {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        for (int cpu = 256; cpu <= 33_024; cpu += 256) {
            for (int memory = 512; memory <= 251_904; memory += memory < 4096 ? 512 : 1024) {
                if (Validation.taskDefinition(sized(cpu, memory, platform)).isEmpty()) {
                    counts.merge(cpu, 1, Integer::sum);
                }
            }
        }
        return counts;
    }

    @Test
    @Tag("FG-1")
    @Tag("TD-8")
    void fargateHasSeventySevenSizes() {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        counts.put(256, 3);
        counts.put(512, 4);
        counts.put(1024, 7);
        counts.put(2048, 13);
        counts.put(4096, 23);
        counts.put(8192, 12);
        counts.put(16_384, 12);
        counts.put(32_768, 3);
        assertThat(accepted(null)).isEqualTo(counts);
        counts.keySet().retainAll(List.of(1024, 2048, 4096));
        assertThat(accepted(WINDOWS)).isEqualTo(counts);
    }

    @Test
    @DisplayName("PW-31 Fargate sizes")
    @Tag("FG-1")
    @Tag("TD-22")
    void sizesOfTheWorkedExample() {
        String wrong = "No Fargate configuration exists for given values: ";
        String see = " memory. See the Amazon ECS documentation for the valid values. ";
        assertRefused(
                sized(256, 3072, null),
                "memory",
                wrong + "256 CPU, 3072" + see + "256 CPU units go with 512, 1024, 2048 MiB."
                        + " Nearest are 256 with 2048 MiB and 512 with 3072 MiB.");
        assertRefused(
                sized(1024, 1024, null),
                "memory",
                wrong + "1024 CPU, 1024" + see
                        + "1024 CPU units go with 2048, 3072, 4096, 5120, 6144, 7168, 8192 MiB."
                        + " Nearest are 512 with 1024 MiB and 1024 with 2048 MiB.");
        assertThat(Validation.taskDefinition(sized(8192, 18_432, null)))
                .extracting(Violation::path)
                .containsExactly("memory");
        for (int[] size : new int[][] {{512, 1024}, {8192, 20_480}, {16_384, 40_960}, {32_768, 122_880}}) {
            assertAccepted(sized(size[0], size[1], null));
        }
        assertAccepted(sized(".25 vCPU", "0.5 GB", null));
        assertRefused(
                sized(384, 1024, null),
                "cpu",
                wrong + "384 CPU, 1024" + see + "CPU units may be 256, 512, 1024, 2048, 4096, 8192, 16384, 32768."
                        + " Nearest are 256 with 1024 MiB and 512 with 1024 MiB.");
    }

    @Test
    @Tag("TD-8")
    void windowsWantsOneVirtualCpuOfIntel() {
        assertThat(Validation.taskDefinition(sized(512, 2048, WINDOWS)))
                .extracting(Violation::path)
                .containsExactly("cpu");
        RuntimePlatform armed = new RuntimePlatform(CPUArchitecture.ARM64, OSFamily.WINDOWS_SERVER_2022_CORE);
        assertThat(Validation.taskDefinition(sized(1024, 2048, armed)))
                .extracting(Violation::path)
                .containsExactly("runtimePlatform");
        assertAccepted(sized(256, 512, new RuntimePlatform(CPUArchitecture.ARM64, OSFamily.LINUX)));
    }

    @Test
    @Tag("TD-9")
    void whatHoldsForFargateHoldsBesideEc2() {
        TaskDefinition both =
                with(fargate(container("app")), "requiresCompatibilities", List.of(LaunchType.EC2, LaunchType.FARGATE));
        assertAccepted(both);
        assertRefused(
                with(both, "networkMode", NetworkMode.bridge),
                "networkMode",
                "Fargate only supports network mode \u2018awsvpc\u2019.");
        assertAccepted(with(
                with(both, "networkMode", NetworkMode.bridge), "requiresCompatibilities", List.of(LaunchType.EC2)));
        assertRefused(
                with(both, "requiresCompatibilities", List.of(LaunchType.EXTERNAL)),
                "networkMode",
                "Tasks using the External launch type do not support networkMode 'awsvpc'.");
    }

    @Test
    @Tag("TD-33")
    @Tag("TD-34")
    @Tag("FG-5")
    void namespacesAreTheTasksOwn() {
        assertRefused(with(fargate(container("app")), "ipcMode", IpcMode.task), "ipcMode", UNSUPPORTED + "ipcMode");
        assertRefused(
                with(fargate(container("app")), "pidMode", PidMode.host),
                "pidMode",
                "Tasks using the Fargate launch type do not support pidMode 'host'. The supported value for pidMode is"
                        + " 'task'.");
        assertAccepted(with(fargate(container("app")), "pidMode", PidMode.task));
        var memberOf = new PlacementConstraint("memberOf", "attribute:stack exists");
        assertRefused(
                with(fargate(container("app")), "placementConstraints", List.of(memberOf)),
                "placementConstraints",
                UNSUPPORTED + "constraints");
    }

    @Test
    @Tag("FG-5")
    void containersHaveNothingOfTheHost() {
        assertRefused(
                fargate(container("privileged", true)),
                APP + ".privileged",
                "Fargate requires that the \u2018privileged\u2019 setting be \u2018false\u2019 at the container level.");
        assertRefused(
                fargate(container("dockerSecurityOptions", List.of("no-new-privileges"))),
                APP + ".dockerSecurityOptions",
                UNSUPPORTED + "dockerSecurityOptions");
        assertRefused(
                fargate(container("resourceRequirements", List.of(new ResourceRequirement(ResourceType.GPU, "1")))),
                APP + ".resourceRequirements",
                "Tasks using the Fargate launch type do not support GPU resource requirements.");
        LinuxParameters none = new LinuxParameters(null, null, true, null, null, null, null);
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("devices", List.of(new Device("/dev/fuse", null, null)));
        members.put("sharedMemorySize", 64);
        members.put("maxSwap", 0);
        members.put("swappiness", 60);
        members.forEach((member, value) -> assertRefused(
                fargate(container("linuxParameters", with(none, member, value))),
                APP + ".linuxParameters." + member,
                UNSUPPORTED + member));
        assertAccepted(fargate(
                container("linuxParameters", with(none, "tmpfs", List.of(new Tmpfs("/run", 64, null))))));
        assertRefused(
                fargate(container(
                        "linuxParameters",
                        with(none, "capabilities", new KernelCapabilities(List.of("SYS_PTRACE", "NET_ADMIN"), null)))),
                APP + ".linuxParameters.capabilities.add[1]",
                "NET_ADMIN is not allowed on Fargate.");
    }

    @Test
    @Tag("FG-5")
    @Tag("VO-1")
    @Tag("VO-3")
    void volumesAreNotOfTheHost() {
        Volume data = new Volume("data", null, null, null, null, null, null);
        TaskDefinition definition = fargate(container("app"));
        assertAccepted(with(definition, "volumes", List.of(data)));
        assertAccepted(with(definition, "volumes", List.of(with(data, "host", new HostVolumeProperties(null)))));
        assertRefused(
                with(definition, "volumes", List.of(with(data, "host", new HostVolumeProperties("/data")))),
                "volumes[0].host.sourcePath",
                UNSUPPORTED + "sourcePath");
        var docker = new DockerVolumeConfiguration(null, null, null, null, null);
        assertRefused(
                with(definition, "volumes", List.of(with(data, "dockerVolumeConfiguration", docker))),
                "volumes[0].dockerVolumeConfiguration",
                UNSUPPORTED + "dockerVolumeConfiguration");
    }

    @Test
    @Tag("FG-4")
    void storageIsOfTwentyOneToTwoHundredGib() {
        TaskDefinition definition = fargate(container("app"));
        for (int size : new int[] {21, 200}) {
            assertAccepted(with(definition, "ephemeralStorage", new EphemeralStorage(size)));
        }
        String path = "ephemeralStorage.sizeInGiB";
        assertRefused(
                with(definition, "ephemeralStorage", new EphemeralStorage(20)),
                path,
                "EphemeralStorage size should be at least 21");
        assertRefused(
                with(definition, "ephemeralStorage", new EphemeralStorage(201)),
                path,
                "EphemeralStorage size should be at most 200");
        TaskDefinition ec2 = with(definition, "requiresCompatibilities", List.of(LaunchType.EC2));
        assertRefused(
                with(ec2, "ephemeralStorage", new EphemeralStorage(21)),
                "ephemeralStorage",
                "Tasks using the EC2 launch type do not support EphemeralStorage.");
    }

    @Test
    @Tag("TD-15")
    @Tag("CT-4")
    @Tag("CT-5")
    void timeoutsAreOfTwoSecondsToTwoMinutes() {
        for (String member : List.of("startTimeout", "stopTimeout")) {
            for (int seconds : new int[] {0, 1, 121}) {
                assertRefused(
                        fargate(container(member, seconds)),
                        APP + "." + member,
                        "The '" + member + "' setting for container 'app' must be between 2 and 120.");
            }
            assertAccepted(fargate(container(member, 2)));
            assertAccepted(fargate(container(member, 120)));
            assertAccepted(Definitions.task(NetworkMode.bridge, container(member, 600)));
        }
    }

    @Test
    @Tag("TD-31")
    @Tag("TD-35")
    void logsAndImagesOfAwsWantAnExecutionRole() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("awslogs-region", "us-east-1");
        options.put("awslogs-group", "/ecs/web");
        options.put("awslogs-stream-prefix", "web");
        TaskDefinition logging = fargate(container("logConfiguration", new LogConfiguration("awslogs", options, null)));
        assertRefused(
                logging,
                APP + ".logConfiguration.logDriver",
                "Fargate requires task definition to have execution role ARN to support log driver awslogs.");
        assertAccepted(with(logging, "executionRoleArn", "arn:aws:iam::123456789012:role/execution"));
        options.remove("awslogs-stream-prefix");
        assertRefused(
                with(
                        fargate(container("logConfiguration", new LogConfiguration("awslogs", options, null))),
                        "executionRoleArn",
                        "execution"),
                APP + ".logConfiguration.options",
                "Fargate requires log configuration options to include awslogs-stream-prefix to support log driver"
                        + " awslogs.");
        assertRefused(
                fargate(container("logConfiguration", new LogConfiguration("json-file", null, null))),
                APP + ".logConfiguration.logDriver",
                "json-file is not a valid log driver. Must be one of [awslogs,splunk,awsfirelens]");
        assertRefused(
                fargate(container("image", "123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1")),
                APP + ".image",
                "Fargate requires task definition to have execution role ARN to support ECR images.");
    }
}
