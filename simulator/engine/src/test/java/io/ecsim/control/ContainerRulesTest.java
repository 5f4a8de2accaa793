// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import static io.ecsim.control.Definitions.APP;
import static io.ecsim.control.Definitions.assertAccepted;
import static io.ecsim.control.Definitions.assertRefused;
import static io.ecsim.control.Definitions.container;
import static io.ecsim.control.Definitions.task;
import static io.ecsim.control.Definitions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.ContainerCondition;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.ContainerDependency;
import io.ecsim.aws.ContainerRestartPolicy;
import io.ecsim.aws.EnvironmentFile;
import io.ecsim.aws.FirelensConfiguration;
import io.ecsim.aws.FirelensConfigurationType;
import io.ecsim.aws.HealthCheck;
import io.ecsim.aws.HostEntry;
import io.ecsim.aws.LogConfiguration;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.OSFamily;
import io.ecsim.aws.ProxyConfiguration;
import io.ecsim.aws.ResourceRequirement;
import io.ecsim.aws.ResourceType;
import io.ecsim.aws.RuntimePlatform;
import io.ecsim.aws.Secret;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.Violation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerRulesTest {
    private static final HealthCheck CHECK = new HealthCheck(List.of("CMD", "true"), null, null, null, null);

    private static TaskDefinition bridge(ContainerDefinition... containers) {
        return task(NetworkMode.bridge, containers);
    }

    @Test
    @Tag("RS-13")
    void cpuOfAContainerIsAnythingFromZeroUp() {
        for (int cpu : new int[] {0, 1, 2, 262_144}) {
            assertAccepted(bridge(container("cpu", cpu)));
        }
        assertRefused(
                bridge(container("cpu", -1)),
                APP + ".cpu",
                "Invalid setting for container 'app'. 'cpu' must not be negative.");
    }

    @Test
    @Tag("RS-16")
    @Tag("TD-5")
    void theSoftLimitIsNotAboveTheHardOne() {
        assertAccepted(bridge(container("memoryReservation", 128)));
        assertRefused(
                bridge(container("memoryReservation", 129)),
                APP + ".memoryReservation",
                "Invalid setting for container 'app'. 'memory' must be greater than or equal to 'memoryReservation'.");
        assertAccepted(bridge(with(container("memoryReservation", 129), "memory", null)));
    }

    @Test
    @Tag("RS-17")
    void aContainerHasSixMebibytes() {
        assertAccepted(bridge(container("memory", 6)));
        for (String member : List.of("memory", "memoryReservation")) {
            assertRefused(
                    bridge(with(with(container("app"), "memory", null), member, 5)),
                    APP + "." + member,
                    "Invalid setting for container 'app'. '" + member + "' must be at least 6 MiB.");
        }
    }

    @Test
    @Tag("RS-10")
    void gpusAreANumberOrAll() {
        for (String value : List.of("1", "16", "ALL")) {
            assertAccepted(bridge(gpus(value)));
        }
        for (String value : new String[] {"0", "-1", "1.5", "two", "all", "", null}) {
            assertRefused(
                    bridge(gpus(value)),
                    APP + ".resourceRequirements[0].value",
                    "Invalid setting for container 'app'. The value of resource requirement GPU must be a number from"
                            + " 1 up, or ALL.");
        }
    }

    private static ContainerDefinition gpus(String value) {
        return container("resourceRequirements", List.of(new ResourceRequirement(ResourceType.GPU, value)));
    }

    @ParameterizedTest
    @Tag("CT-6")
    @CsvSource({"interval,5,300", "timeout,2,60", "retries,1,10", "startPeriod,0,300"})
    void figuresOfAHealthCheckAreInRange(String member, int least, int most) {
        for (int value : new int[] {least, most}) {
            assertAccepted(bridge(container("healthCheck", with(CHECK, member, value))));
        }
        assertRefused(
                bridge(container("healthCheck", with(CHECK, member, least - 1))),
                APP + ".healthCheck." + member,
                "Health check " + member + " must be greater than or equal to the minimum allowed value " + least
                        + " for container 'app'");
        assertRefused(
                bridge(container("healthCheck", with(CHECK, member, most + 1))),
                APP + ".healthCheck." + member,
                "Health check " + member + " must be less than or equal to the maximum allowed value " + most
                        + " for container 'app'");
    }

    @Test
    @Tag("CT-6")
    void aHealthCheckHasDefaultsAndACommand() {
        assertThat(CHECK).isEqualTo(new HealthCheck(List.of("CMD", "true"), 30, 5, 3, 0));
        assertRefused(
                bridge(container("healthCheck", with(CHECK, "command", List.of()))),
                APP + ".healthCheck.command",
                "Health check command must not be empty for container 'app'");
    }

    @Test
    @Tag("CT-2")
    void whatMustBeHealthyIsChecked() {
        var onHealth = List.of(new ContainerDependency("db", ContainerCondition.HEALTHY));
        ContainerDefinition app = container("dependsOn", onHealth);
        assertAccepted(bridge(app, with(container("db"), "healthCheck", CHECK)));
        assertRefused(
                bridge(app, container("db")),
                APP + ".dependsOn[0].condition",
                "A dependency container with HEALTHY condition must have health check configured");
    }

    @Test
    @Tag("CT-7")
    void restartsAreAtLeastAMinuteApart() {
        for (Integer seconds : new Integer[] {null, 60, 1800}) {
            assertAccepted(bridge(container("restartPolicy", new ContainerRestartPolicy(true, null, seconds))));
        }
        for (int seconds : new int[] {59, 1801}) {
            assertRefused(
                    bridge(container("restartPolicy", new ContainerRestartPolicy(true, null, seconds))),
                    APP + ".restartPolicy.restartAttemptPeriod",
                    "The 'restartAttemptPeriod' setting for container 'app' must be between 60 and 1800.");
        }
        assertAccepted(
                bridge(container("restartPolicy", new ContainerRestartPolicy(true, Collections.nCopies(50, 1), null))));
        assertRefused(
                bridge(container("restartPolicy", new ContainerRestartPolicy(true, Collections.nCopies(51, 1), null))),
                APP + ".restartPolicy.ignoredExitCodes",
                "The 'ignoredExitCodes' setting for container 'app' must have at most 50 values.");
    }

    @Test
    @Tag("TD-31")
    void logDriversHaveWhatTheyNeed() {
        assertRefused(
                bridge(logs("awslogs", Map.of())),
                APP + ".logConfiguration.options",
                "Log driver awslogs requires options: awslogs-region, awslogs-group");
        assertRefused(
                bridge(logs("awslogs", Map.of("awslogs-region", "us-east-1"))),
                APP + ".logConfiguration.options",
                "Log driver awslogs requires options: awslogs-group");
        assertAccepted(bridge(logs("awslogs", Map.of("awslogs-region", "us-east-1", "awslogs-group", "web"))));
        assertRefused(
                bridge(logs("jsonfile", Map.of())),
                APP + ".logConfiguration.logDriver",
                "jsonfile is not a valid log driver. Must be one of"
                        + " [json-file,syslog,journald,gelf,fluentd,awslogs,splunk,awsfirelens]");
        assertRefused(
                bridge(logs("awsfirelens", Map.of())),
                APP + ".logConfiguration.logDriver",
                "When awsfirelens log driver is specified in log configuration, a firelens configuration object must be"
                        + " configured in one of the containers.");
        ContainerDefinition router = with(
                container("router"),
                "firelensConfiguration",
                new FirelensConfiguration(FirelensConfigurationType.fluentbit, null));
        assertAccepted(bridge(logs("awsfirelens", Map.of()), router));
    }

    private static ContainerDefinition logs(String driver, Map<String, String> options) {
        return container("logConfiguration", new LogConfiguration(driver, options, null));
    }

    @Test
    @Tag("TD-35")
    void secretsWantAnExecutionRole() {
        TaskDefinition secret = bridge(container("secrets", List.of(new Secret("PASSWORD", "arn"))));
        assertRefused(
                secret,
                APP + ".secrets",
                "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.");
        assertAccepted(with(secret, "executionRoleArn", "arn:aws:iam::123456789012:role/execution"));
    }

    @Test
    void environmentFilesAreTenAtMost() {
        var file = new EnvironmentFile("arn:aws:s3:::bucket/env", "s3");
        assertAccepted(bridge(container("environmentFiles", Collections.nCopies(10, file))));
        assertRefused(
                bridge(container("environmentFiles", Collections.nCopies(11, file))),
                APP + ".environmentFiles",
                "The maximum number of environment files was exceeded. Specify ten or less and try again.");
    }

    @Test
    @Tag("NW-33")
    @Tag("TD-29")
    void aTaskWithItsOwnInterfaceHasNamesFromItsNetwork() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("hostname", "db");
        members.put("extraHosts", List.of(new HostEntry("db", "10.0.0.1")));
        members.put("dnsServers", List.of("10.0.0.2"));
        members.put("dnsSearchDomains", List.of("internal"));
        members.put("disableNetworking", true);
        Map<String, String> words = Map.of(
                "hostname", "hostname is",
                "extraHosts", "Extra hosts are",
                "dnsServers", "DNS servers are",
                "dnsSearchDomains", "DNS search domains are",
                "disableNetworking", "Disable Networking is");
        members.forEach((member, value) -> {
            assertAccepted(bridge(container(member, value)));
            assertRefused(
                    task(NetworkMode.awsvpc, container(member, value)),
                    APP + "." + member,
                    words.get(member) + " not supported on container when networkMode=awsvpc.");
        });
    }

    @Test
    @Tag("NW-33")
    void linksAreOfBridges() {
        ContainerDefinition linked = container("links", List.of("db:database"));
        assertAccepted(bridge(linked, container("db")));
        for (NetworkMode mode : List.of(NetworkMode.awsvpc, NetworkMode.host, NetworkMode.none)) {
            assertRefused(
                    task(mode, linked, container("db")),
                    APP + ".links",
                    "Links are not supported when networkMode=" + mode + ".");
        }
    }

    @Test
    @Tag("NW-1")
    @Tag("NW-32")
    void windowsKnowsItsDefaultAndAwsvpc() {
        var windows = new RuntimePlatform(null, OSFamily.WINDOWS_SERVER_2022_CORE);
        assertAccepted(with(task(null, container("app")), "runtimePlatform", windows));
        assertAccepted(with(task(NetworkMode.awsvpc, container("app")), "runtimePlatform", windows));
        for (NetworkMode mode : List.of(NetworkMode.host, NetworkMode.none)) {
            assertRefused(
                    with(task(mode, container("app")), "runtimePlatform", windows),
                    "networkMode",
                    "Windows containers do not support networkMode '" + mode + "'.");
        }
    }

    @Test
    void aProxyIsAContainerOfATaskWithItsOwnInterface() {
        var proxy = new ProxyConfiguration("app", "APPMESH", null);
        assertAccepted(with(task(NetworkMode.awsvpc, container("app")), "proxyConfiguration", proxy));
        assertRefused(
                with(bridge(container("app")), "proxyConfiguration", proxy),
                "proxyConfiguration",
                "APPMESH proxy configuration is only supported in networkMode=awsvpc");
        assertRefused(
                with(task(NetworkMode.awsvpc, container("envoy")), "proxyConfiguration", proxy),
                "proxyConfiguration.containerName",
                "Proxy container [app] does not exist.");
    }

    @Test
    @Tag("TD-19")
    void everythingThatIsWrongIsSaidAtOnce() {
        ContainerDefinition wrong = with(with(container("cpu", -1), "image", ""), "links", List.of("db"));
        TaskDefinition definition = with(task(NetworkMode.awsvpc, wrong), "family", "two words");
        assertThat(Validation.taskDefinition(definition))
                .extracting(Violation::path)
                .containsExactlyInAnyOrder("family", APP + ".cpu", APP + ".image", APP + ".links");
    }
}
