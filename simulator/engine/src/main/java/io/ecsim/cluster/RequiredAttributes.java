// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.LogConfiguration;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.RuntimePlatform;
import io.ecsim.aws.Secret;
import io.ecsim.aws.Switch;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.Volume;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What ECS makes of a task definition as {@code requiresAttributes} (RS-30), after what DescribeTaskDefinition answers.
 * Versions of Docker's API are left out: every agent of a run has them all.
 */
final class RequiredAttributes {
    private static final String CAPABILITY = "ecs.capability.";
    private static final String OLD_CAPABILITY = "com.amazonaws.ecs.capability.";
    private static final Pattern ECR = Pattern.compile("\\d{12}\\.dkr\\.ecr\\..+");

    private final TaskDefinition definition;
    private final Set<String> names = new LinkedHashSet<>();

    private RequiredAttributes(TaskDefinition definition) {
        this.definition = definition;
    }

    /** {@code name} or {@code name=value}, each once. */
    static List<String> of(TaskDefinition definition) {
        RequiredAttributes required = new RequiredAttributes(definition);
        required.platform(definition.runtimePlatform());
        required.task();
        definition.volumes().forEach(required::volume);
        definition.containerDefinitions().forEach(required::container);
        return List.copyOf(required.names);
    }

    /** TD-18. One Windows is not another; Linux is told from Windows. */
    private void platform(RuntimePlatform platform) {
        if (platform.cpuArchitecture() != null) {
            names.add(
                    "ecs.cpu-architecture=" + platform.cpuArchitecture().name().toLowerCase(Locale.ROOT));
        }
        if (platform.operatingSystemFamily() != null) {
            names.add("ecs.os-family=" + platform.operatingSystemFamily());
        }
    }

    private void task() {
        when(definition.networkMode() == NetworkMode.awsvpc, "task-eni");
        if (definition.taskRoleArn() != null) {
            names.add(OLD_CAPABILITY + "task-iam-role");
            if (definition.networkMode() == NetworkMode.host) {
                names.add(OLD_CAPABILITY + "task-iam-role-network-host");
            }
        }
        when(definition.pidMode() != null || definition.ipcMode() != null, "pid-ipc-namespace-sharing");
        when(definition.proxyConfiguration() != null, "aws-appmesh");
    }

    /** VO-1, VO-4, VO-5, VO-8. */
    private void volume(Volume volume) {
        if (volume.dockerVolumeConfiguration() != null) {
            String driver = volume.dockerVolumeConfiguration().driver();
            names.add(CAPABILITY + "docker-plugin." + driver.replace(':', '.'));
        }
        if (volume.efsVolumeConfiguration() != null) {
            boolean plain = volume.efsVolumeConfiguration().transitEncryption() == Switch.DISABLED
                    && volume.efsVolumeConfiguration().authorizationConfig() == null;
            when(true, "efs");
            when(!plain, "efsAuth");
        }
        when(volume.fsxWindowsFileServerVolumeConfiguration() != null, "fsxWindowsFileServer");
        when(Boolean.TRUE.equals(volume.configuredAtLaunch()), "storage.ebs-task-volume-attach");
    }

    private void container(ContainerDefinition container) {
        boolean executionRole = definition.executionRoleArn() != null;
        if (container.image() != null && ECR.matcher(container.image()).matches()) {
            names.add(OLD_CAPABILITY + "ecr-auth");
            when(executionRole, "execution-role-ecr-pull");
        }
        if (Boolean.TRUE.equals(container.privileged())) {
            names.add(OLD_CAPABILITY + "privileged-container");
        }
        if (container.logConfiguration() != null) {
            log(container.logConfiguration(), executionRole);
        }
        container.secrets().forEach(secret -> when(true, secret(secret, "environment-variables")));
        when(!container.environmentFiles().isEmpty(), "env-files.s3");
        when(container.repositoryCredentials() != null, "private-registry-authentication.secretsmanager");
        boolean ordered =
                !container.dependsOn().isEmpty() || container.startTimeout() != null || container.stopTimeout() != null;
        when(ordered, "container-ordering");
        when(container.healthCheck() != null, "container-health-check");
        when(
                container.restartPolicy() != null
                        && Boolean.TRUE.equals(container.restartPolicy().enabled()),
                "container-restart-policy");
        when(
                container.portMappings().stream().anyMatch(port -> port.containerPortRange() != null),
                "network.container-port-range");
        if (container.firelensConfiguration() != null
                && container.firelensConfiguration().type() != null) {
            when(true, "firelens." + container.firelensConfiguration().type());
        }
    }

    private void log(LogConfiguration log, boolean executionRole) {
        names.add(OLD_CAPABILITY + "logging-driver." + log.logDriver());
        when(executionRole && "awslogs".equals(log.logDriver()), "execution-role-awslogs");
        log.secretOptions().forEach(secret -> when(true, secret(secret, "bootstrap.log-driver")));
    }

    /** Secrets Manager by its ARN; everything else is a parameter of the Parameter Store. */
    private static String secret(Secret secret, String use) {
        boolean manager = secret.valueFrom() != null && secret.valueFrom().contains(":secretsmanager:");
        return "secrets." + (manager ? "asm" : "ssm") + "." + use;
    }

    private void when(boolean asked, String capability) {
        if (asked) {
            names.add(CAPABILITY + capability);
        }
    }
}
