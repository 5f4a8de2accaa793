// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.aws.EcsConfig;
import io.ecsim.aws.OSFamily;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Attributes that an agent registers because it can do what they say (CN-9): of agent 1.105.1, on Linux as ecs-init of
 * the ECS-optimized AMI configures it, on Windows as it comes. After aws/amazon-ecs-agent, {@code agent/app} (the
 * capabilities) and {@code ecs-init} (the defaults). Plug-ins of Docker are only those that the scenario's attributes
 * name.
 */
final class Capabilities {
    private static final String CAPABILITY = "ecs.capability.";
    private static final String OLD_CAPABILITY = "com.amazonaws.ecs.capability.";

    private static final List<String> EVERYWHERE = List.of(
            "private-registry-authentication.secretsmanager",
            "secrets.ssm.environment-variables",
            "secrets.ssm.bootstrap.log-driver",
            "ecr-endpoint",
            "secrets.asm.environment-variables",
            "secrets.asm.bootstrap.log-driver",
            "container-ordering",
            "full-sync",
            "env-files.s3",
            "network.container-port-range",
            "container-restart-policy",
            "execution-role-ecr-pull",
            "container-health-check",
            "docker-plugin.local",
            "execute-command",
            "storage.ebs-task-volume-attach",
            "ipv6-only");

    private static final List<String> LINUX = List.of(
            "task-cpu-mem-limit",
            "increased-task-cpu-limit",
            "execution-role-awslogs",
            "pid-ipc-namespace-sharing",
            "aws-appmesh",
            "firelens.fluentd",
            "firelens.fluentbit",
            "firelens.options.config.file",
            "firelens.options.config.s3",
            "logging-driver.awsfirelens.log-driver-buffer-limit",
            "efs",
            "efsAuth",
            "service-connect-v1",
            "fault-injection");

    private static final List<String> LINUX_LOGGING_DRIVERS =
            List.of("json-file", "syslog", "awslogs", "fluentd", "none");

    private static final List<String> WINDOWS_LOGGING_DRIVERS = List.of("json-file", "none", "awslogs");

    private Capabilities() {}

    /** Names without values. Equal arguments give equal maps in the same order. */
    static Map<String, String> of(OSFamily system, EcsConfig config) {
        List<String> names = new ArrayList<>();
        EVERYWHERE.forEach(name -> names.add(CAPABILITY + name));
        if (config.enableTaskEni() && system != OSFamily.WINDOWS_SERVER_2016_FULL) { // NW-32
            names.add(CAPABILITY + "task-eni");
        }
        names.add(OLD_CAPABILITY + "ecr-auth");
        if (config.enableTaskIamRole()) {
            names.add(OLD_CAPABILITY + "task-iam-role");
        }
        if (system.isWindows()) {
            names.add(CAPABILITY + "fsxWindowsFileServer");
        } else {
            linux(config, names);
        }
        List<String> drivers = system.isWindows() ? WINDOWS_LOGGING_DRIVERS : LINUX_LOGGING_DRIVERS;
        if (config.availableLoggingDrivers() != null) {
            drivers = config.availableLoggingDrivers();
        }
        drivers.forEach(driver -> names.add(OLD_CAPABILITY + "logging-driver." + driver));
        Map<String, String> capabilities = new LinkedHashMap<>();
        names.forEach(name -> capabilities.put(name, ""));
        return capabilities;
    }

    private static void linux(EcsConfig config, List<String> names) {
        LINUX.forEach(name -> names.add(CAPABILITY + name));
        names.add(OLD_CAPABILITY + "logging-driver.awsfirelens");
        if (!config.disablePrivileged()) {
            names.add(OLD_CAPABILITY + "privileged-container");
        }
        if (config.enableTaskIamRoleNetworkHost()) {
            names.add(OLD_CAPABILITY + "task-iam-role-network-host");
        }
        if (config.enableTaskEni() && config.enableHighDensityEni()) {
            names.add(CAPABILITY + "task-eni-trunking");
        }
    }
}
