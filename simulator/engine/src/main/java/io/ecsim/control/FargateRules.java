// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.CPUArchitecture;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.EphemeralStorage;
import io.ecsim.aws.LinuxParameters;
import io.ecsim.aws.LogConfiguration;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.PidMode;
import io.ecsim.aws.ResourceType;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.TaskSize;
import io.ecsim.aws.Volume;
import java.util.List;
import java.util.regex.Pattern;

/** The rules of RegisterTaskDefinition for what is to run on Fargate (TD-8, TD-15, TD-20 to TD-22, FG-1, FG-4, FG-5). */
final class FargateRules {
    private static final String UNSUPPORTED = "Fargate compatible task definitions do not support ";
    private static final List<String> LOG_DRIVERS = List.of("awslogs", "splunk", "awsfirelens");
    private static final List<String> CAPABILITIES = List.of("SYS_PTRACE", "CAP_SYS_PTRACE");
    private static final Pattern ECR = Pattern.compile("\\d{12}\\.dkr[.-]ecr(-fips)?\\..+");

    private final TaskDefinition definition;
    private final Refusals refusals;

    private FargateRules(TaskDefinition definition, Refusals refusals) {
        this.definition = definition;
        this.refusals = refusals;
    }

    static void check(TaskDefinition definition, Refusals refusals) {
        FargateRules rules = new FargateRules(definition, refusals);
        rules.task();
        rules.size();
        for (int i = 0; i < definition.volumes().size(); i++) {
            if (definition.volumes().get(i) != null) {
                rules.volume(definition.volumes().get(i), "volumes[" + i + "]");
            }
        }
        for (int i = 0; i < definition.containerDefinitions().size(); i++) {
            if (definition.containerDefinitions().get(i) != null) {
                rules.container(definition.containerDefinitions().get(i), "containerDefinitions[" + i + "]");
            }
        }
    }

    /** Whether a definition that asks for nothing could run there. */
    static boolean allow(TaskDefinition definition) {
        Refusals refusals = new Refusals(Validation.CLIENT);
        check(definition, refusals);
        return refusals.list().isEmpty();
    }

    private void task() {
        refusals.refuse(
                definition.networkMode() != NetworkMode.awsvpc,
                "networkMode",
                "Fargate only supports network mode \u2018awsvpc\u2019.");
        refusals.refuse(definition.ipcMode() != null, "ipcMode", UNSUPPORTED + "ipcMode");
        refusals.refuse(
                definition.pidMode() == PidMode.host,
                "pidMode",
                "Tasks using the Fargate launch type do not support pidMode 'host'. The supported value for pidMode is"
                        + " 'task'.");
        refusals.refuse(
                !definition.placementConstraints().isEmpty(), "placementConstraints", UNSUPPORTED + "constraints");
        EphemeralStorage storage = definition.ephemeralStorage();
        if (storage != null && storage.sizeInGiB() != null) {
            String path = "ephemeralStorage.sizeInGiB";
            refusals.refuse(storage.sizeInGiB() < 21, path, "EphemeralStorage size should be at least 21");
            refusals.refuse(storage.sizeInGiB() > 200, path, "EphemeralStorage size should be at most 200");
        }
    }

    /** FG-1; sizes that cannot be read are refused without Fargate. */
    private void size() {
        refusals.refuse(definition.cpu() == null, "", "Fargate requires that 'cpu' be defined at the task level.");
        refusals.refuse(
                definition.memory() == null, "", "Fargate requires that 'memory' be defined at the task level.");
        Integer cpu = definition.cpu() == null ? null : TaskSize.cpuUnits(definition.cpu());
        Integer memory = definition.memory() == null ? null : TaskSize.memoryMiB(definition.memory());
        if (cpu == null || memory == null) {
            return;
        }
        boolean windows = definition.runtimePlatform().isWindows();
        boolean armed = definition.runtimePlatform().cpuArchitecture() == CPUArchitecture.ARM64;
        List<Integer> allowed = FargateSizes.memory(cpu, windows);
        if (windows && armed) {
            refusals.refuse("runtimePlatform", noConfiguration(cpu, memory) + "Windows goes with X86_64.");
        } else if (!allowed.contains(memory)) {
            refusals.refuse(
                    allowed.isEmpty() ? "cpu" : "memory",
                    noConfiguration(cpu, memory) + FargateSizes.advice(cpu, memory, windows));
        }
    }

    private static String noConfiguration(int cpu, int memory) {
        return "No Fargate configuration exists for given values: " + cpu + " CPU, " + memory
                + " memory. See the Amazon ECS documentation for the valid values. ";
    }

    private void volume(Volume volume, String path) {
        refusals.refuse(
                volume.dockerVolumeConfiguration() != null,
                path + ".dockerVolumeConfiguration",
                UNSUPPORTED + "dockerVolumeConfiguration");
        refusals.refuse(
                volume.host() != null && volume.host().sourcePath() != null,
                path + ".host.sourcePath",
                UNSUPPORTED + "sourcePath");
        refusals.refuse(
                volume.fsxWindowsFileServerVolumeConfiguration() != null,
                path + ".fsxWindowsFileServerVolumeConfiguration",
                UNSUPPORTED + "fsxWindowsFileServerVolumeConfiguration");
    }

    private void container(ContainerDefinition container, String path) {
        refusals.refuse(
                Boolean.TRUE.equals(container.privileged()),
                path + ".privileged",
                "Fargate requires that the \u2018privileged\u2019 setting be \u2018false\u2019 at the container level.");
        refusals.refuse(
                !container.dockerSecurityOptions().isEmpty(),
                path + ".dockerSecurityOptions",
                UNSUPPORTED + "dockerSecurityOptions");
        refusals.refuse(
                container.resourceRequirements().stream()
                        .anyMatch(requirement -> requirement != null && requirement.type() == ResourceType.GPU),
                path + ".resourceRequirements",
                "Tasks using the Fargate launch type do not support GPU resource requirements.");
        timeout("startTimeout", container.startTimeout(), container.name(), path);
        timeout("stopTimeout", container.stopTimeout(), container.name(), path);
        refusals.refuse(
                container.image() != null
                        && ECR.matcher(container.image()).matches()
                        && definition.executionRoleArn() == null,
                path + ".image",
                "Fargate requires task definition to have execution role ARN to support ECR images.");
        if (container.linuxParameters() != null) {
            linux(container.linuxParameters(), path + ".linuxParameters");
        }
        if (container.logConfiguration() != null) {
            logs(container.logConfiguration(), path + ".logConfiguration");
        }
    }

    /** TD-15. */
    private void timeout(String member, Integer seconds, String container, String path) {
        refusals.refuse(
                seconds != null && seconds >= 0 && (seconds < 2 || seconds > 120),
                path + "." + member,
                "The '" + member + "' setting for container '" + container + "' must be between 2 and 120.");
    }

    private void linux(LinuxParameters linux, String path) {
        refusals.refuse(!linux.devices().isEmpty(), path + ".devices", UNSUPPORTED + "devices");
        refusals.refuse(linux.sharedMemorySize() != null, path + ".sharedMemorySize", UNSUPPORTED + "sharedMemorySize");
        refusals.refuse(linux.maxSwap() != null, path + ".maxSwap", UNSUPPORTED + "maxSwap");
        refusals.refuse(linux.swappiness() != null, path + ".swappiness", UNSUPPORTED + "swappiness");
        List<String> added =
                linux.capabilities() == null ? List.of() : linux.capabilities().add();
        for (int i = 0; i < added.size(); i++) {
            refusals.refuse(
                    !CAPABILITIES.contains(added.get(i)),
                    path + ".capabilities.add[" + i + "]",
                    added.get(i) + " is not allowed on Fargate.");
        }
    }

    /** TD-31, TD-35. */
    private void logs(LogConfiguration logs, String path) {
        String driver = logs.logDriver();
        if (driver == null) {
            return;
        }
        refusals.refuse(
                !LOG_DRIVERS.contains(driver),
                path + ".logDriver",
                driver + " is not a valid log driver. Must be one of [" + String.join(",", LOG_DRIVERS) + "]");
        if (driver.equals("awslogs")) {
            refusals.refuse(
                    !logs.options().containsKey("awslogs-stream-prefix"),
                    path + ".options",
                    "Fargate requires log configuration options to include awslogs-stream-prefix to support log driver"
                            + " awslogs.");
            refusals.refuse(
                    definition.executionRoleArn() == null,
                    path + ".logDriver",
                    "Fargate requires task definition to have execution role ARN to support log driver awslogs.");
        }
    }
}
