// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.Absent;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.ContainerRestartPolicy;
import io.ecsim.aws.HealthCheck;
import io.ecsim.aws.LaunchType;
import io.ecsim.aws.LogConfiguration;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.ResourceRequirement;
import io.ecsim.aws.ResourceType;
import io.ecsim.aws.TaskDefinition;
import java.util.List;
import java.util.stream.Stream;

/** The rules of RegisterTaskDefinition about one container by itself. */
final class ContainerRules {
    private static final int LONGEST_IMAGE = 255;
    private static final int LEAST_MEMORY = 6;
    private static final int MOST_ENVIRONMENT_FILES = 10;
    private static final int MOST_EXIT_CODES = 50;
    private static final List<String> LOG_DRIVERS =
            List.of("json-file", "syslog", "journald", "gelf", "fluentd", "awslogs", "splunk", "awsfirelens");

    private final TaskDefinition definition;
    private final ContainerDefinition container;
    private final String path;
    private final Refusals refusals;

    ContainerRules(TaskDefinition definition, ContainerDefinition container, String path, Refusals refusals) {
        this.definition = definition;
        this.container = container;
        this.path = path;
        this.refusals = refusals;
    }

    void check() {
        identity();
        sizes();
        devices();
        if (container.healthCheck() != null) {
            healthCheck(container.healthCheck());
        }
        if (container.restartPolicy() != null) {
            restartPolicy(container.restartPolicy());
        }
        if (container.logConfiguration() != null) {
            logs(container.logConfiguration());
        }
        environment();
        network();
    }

    /** TD-3, TD-27. */
    private void identity() {
        if (container.name() == null || container.name().isEmpty()) {
            refusals.refuse(path + ".name", "Container.name should not be null or empty.");
        } else if (!Validation.isName(container.name())) {
            refusals.refuse(path + ".name", "Container.name must have 1 to 255 letters, digits, - and _.");
        }
        if (container.image() == null || container.image().isEmpty()) {
            refusals.refuse(path + ".image", "Container.image should not be null or empty.");
        } else if (container.image().length() > LONGEST_IMAGE) {
            refusals.refuse(path + ".image", "Container.image must have at most 255 characters.");
        }
    }

    /** TD-4, TD-5, TD-25, RS-16, RS-17. */
    private void sizes() {
        notNegative("cpu", container.cpu());
        notNegative("startTimeout", container.startTimeout());
        notNegative("stopTimeout", container.stopTimeout());
        memory("memory", container.memory());
        memory("memoryReservation", container.memoryReservation());
        int hard = Absent.or(container.memory(), 0);
        int soft = Absent.or(container.memoryReservation(), 0);
        refusals.refuse(
                definition.memory() == null && hard == 0 && soft == 0,
                path,
                setting() + "At least one of 'memory' or 'memoryReservation' must be specified.");
        refusals.refuse(
                hard > 0 && soft > hard,
                path + ".memoryReservation",
                setting() + "'memory' must be greater than or equal to 'memoryReservation'.");
    }

    private String setting() {
        return "Invalid setting for container '" + container.name() + "'. ";
    }

    private void notNegative(String member, Integer value) {
        refusals.refuse(
                value != null && value < 0, path + "." + member, setting() + "'" + member + "' must not be negative.");
    }

    /** 0 is as good as not given. */
    private void memory(String member, Integer value) {
        notNegative(member, value);
        refusals.refuse(
                value != null && value > 0 && value < LEAST_MEMORY,
                path + "." + member,
                setting() + "'" + member + "' must be at least " + LEAST_MEMORY + " MiB.");
    }

    /** RS-10. */
    private void devices() {
        for (int i = 0; i < container.resourceRequirements().size(); i++) {
            ResourceRequirement requirement = container.resourceRequirements().get(i);
            if (requirement != null && requirement.type() == ResourceType.GPU) {
                String value = requirement.value() == null ? "" : requirement.value();
                refusals.refuse(
                        !value.matches("[1-9]\\d{0,3}|ALL"),
                        path + ".resourceRequirements[" + i + "].value",
                        setting() + "The value of resource requirement GPU must be a number from 1 up, or ALL.");
            }
        }
    }

    /** CT-6. */
    private void healthCheck(HealthCheck check) {
        refusals.refuse(
                check.command().isEmpty(),
                path + ".healthCheck.command",
                "Health check command must not be empty for container '" + container.name() + "'");
        healthCheck("interval", check.interval(), 5, 300);
        healthCheck("timeout", check.timeout(), 2, 60);
        healthCheck("retries", check.retries(), 1, 10);
        healthCheck("startPeriod", check.startPeriod(), 0, 300);
    }

    private void healthCheck(String member, int value, int low, int high) {
        String bound = value < low
                ? "greater than or equal to the minimum allowed value " + low
                : "less than or equal to the maximum allowed value " + high;
        refusals.refuse(
                value < low || value > high,
                path + ".healthCheck." + member,
                "Health check " + member + " must be " + bound + " for container '" + container.name() + "'");
    }

    /** CT-7. */
    private void restartPolicy(ContainerRestartPolicy policy) {
        refusals.refuse(
                policy.restartAttemptPeriod() < 60 || policy.restartAttemptPeriod() > 1800,
                path + ".restartPolicy.restartAttemptPeriod",
                "The 'restartAttemptPeriod' setting for container '" + container.name()
                        + "' must be between 60 and 1800.");
        refusals.refuse(
                policy.ignoredExitCodes().size() > MOST_EXIT_CODES,
                path + ".restartPolicy.ignoredExitCodes",
                "The 'ignoredExitCodes' setting for container '" + container.name() + "' must have at most "
                        + MOST_EXIT_CODES + " values.");
    }

    /** TD-31. */
    private void logs(LogConfiguration logs) {
        String driver = logs.logDriver();
        if (driver == null) {
            return; // a required member: the business of whoever reads the document
        }
        boolean fargate = definition.requiresCompatibilities().contains(LaunchType.FARGATE); // has a list of its own
        refusals.refuse(
                !fargate && !LOG_DRIVERS.contains(driver),
                path + ".logConfiguration.logDriver",
                driver + " is not a valid log driver. Must be one of [" + String.join(",", LOG_DRIVERS) + "]");
        List<String> missing = Stream.of("awslogs-region", "awslogs-group")
                .filter(option -> !logs.options().containsKey(option))
                .toList();
        refusals.refuse(
                driver.equals("awslogs") && !missing.isEmpty(),
                path + ".logConfiguration.options",
                "Log driver awslogs requires options: " + String.join(", ", missing));
        boolean router = definition.containerDefinitions().stream()
                .anyMatch(other -> other != null && other.firelensConfiguration() != null);
        refusals.refuse(
                driver.equals("awsfirelens") && !router,
                path + ".logConfiguration.logDriver",
                "When awsfirelens log driver is specified in log configuration, a firelens configuration object must"
                        + " be configured in one of the containers.");
    }

    /** TD-35. */
    private void environment() {
        refusals.refuse(
                !container.secrets().isEmpty() && definition.executionRoleArn() == null,
                path + ".secrets",
                "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.");
        refusals.refuse(
                container.environmentFiles().size() > MOST_ENVIRONMENT_FILES,
                path + ".environmentFiles",
                "The maximum number of environment files was exceeded. Specify ten or less and try again.");
    }

    /** NW-33, TD-29. */
    private void network() {
        NetworkMode mode = definition.networkMode();
        refusals.refuse(
                mode != NetworkMode.bridge && !container.links().isEmpty(),
                path + ".links",
                "Links are not supported when networkMode=" + mode + ".");
        if (mode == NetworkMode.awsvpc) {
            String where = " not supported on container when networkMode=awsvpc.";
            boolean named =
                    container.hostname() != null && !container.hostname().isEmpty();
            refusals.refuse(named, path + ".hostname", "hostname is" + where);
            refusals.refuse(!container.extraHosts().isEmpty(), path + ".extraHosts", "Extra hosts are" + where);
            refusals.refuse(!container.dnsServers().isEmpty(), path + ".dnsServers", "DNS servers are" + where);
            refusals.refuse(
                    !container.dnsSearchDomains().isEmpty(),
                    path + ".dnsSearchDomains",
                    "DNS search domains are" + where);
            refusals.refuse(
                    Boolean.TRUE.equals(container.disableNetworking()),
                    path + ".disableNetworking",
                    "Disable Networking is" + where);
        }
    }
}
