// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import static io.ecsim.control.Definitions.container;
import static io.ecsim.control.Definitions.fargate;
import static io.ecsim.control.Definitions.task;
import static io.ecsim.control.Definitions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.AwsVpcConfiguration;
import io.ecsim.aws.CPUArchitecture;
import io.ecsim.aws.CapacityProviderStrategyItem;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.LaunchType;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.NetworkConfiguration;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.OSFamily;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.PortMapping;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.RuntimePlatform;
import io.ecsim.aws.Switch;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.TransportProtocol;
import io.ecsim.aws.Violation;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LaunchRulesTest {
    private static final String PARAMETER = "InvalidParameterException";
    private static final CreateServiceRequest SERVICE =
            new CreateServiceRequest("web", "web", 1, null, null, null, null, null, null, null, null);
    private static final RunTaskRequest TASK = new RunTaskRequest("web", 1, null, null, null, null);
    private static final List<PlacementConstraint> DISTINCT =
            List.of(new PlacementConstraint("distinctInstance", null));
    private static final List<PlacementStrategy> BINPACK = List.of(new PlacementStrategy("binpack", "memory"));
    private static final List<CapacityProviderStrategyItem> SPOT =
            List.of(new CapacityProviderStrategyItem("FARGATE_SPOT", 1, 0));

    private static CreateServiceRequest on(LaunchType type) {
        return with(SERVICE, "launchType", type);
    }

    private static CreateServiceRequest onSpot() {
        return with(with(SERVICE, "capacityProviderStrategy", SPOT), "launchType", null);
    }

    private static CreateServiceRequest in(int subnets, int groups, Switch publicIp) {
        var network = new AwsVpcConfiguration(
                Collections.nCopies(subnets, "subnet-a"), Collections.nCopies(groups, "sg-1"), publicIp);
        return with(SERVICE, "networkConfiguration", new NetworkConfiguration(network));
    }

    @Test
    @Tag("TD-38")
    void fargatePlacesByItself() {
        var constraints = new Violation(
                "placementConstraints", PARAMETER, "Placement constraints are not supported with FARGATE launch type.");
        var strategies = new Violation(
                "placementStrategy", PARAMETER, "Placement strategies are not supported with FARGATE launch type.");
        CreateServiceRequest fargate = on(LaunchType.FARGATE);
        assertThat(Validation.service(with(fargate, "placementConstraints", DISTINCT)))
                .containsExactly(constraints);
        assertThat(Validation.service(with(fargate, "placementStrategy", BINPACK)))
                .containsExactly(strategies);
        assertThat(Validation.service(with(onSpot(), "placementStrategy", BINPACK)))
                .containsExactly(strategies);
        assertThat(Validation.service(with(on(LaunchType.EC2), "placementStrategy", BINPACK)))
                .isEmpty();
    }

    @Test
    @Tag("TD-41")
    void aLaunchTypeStandsAlone() {
        assertThat(Validation.service(with(on(LaunchType.EC2), "capacityProviderStrategy", SPOT)))
                .containsExactly(new Violation(
                        "capacityProviderStrategy",
                        PARAMETER,
                        "Specifying both a launch type and capacity provider strategy is not supported. Remove one and"
                                + " try again."));
        RunTaskRequest both = with(with(TASK, "launchType", LaunchType.EC2), "capacityProviderStrategy", SPOT);
        assertThat(Validation.runTask(both, task(NetworkMode.bridge, container("app"))))
                .extracting(Violation::message)
                .first()
                .isEqualTo("Specify either Launch Type or Capacity Provider Strategy, but not both.");
        assertThat(Validation.service(onSpot())).isEmpty();
    }

    @Test
    @Tag("TD-39")
    void whatAsksForNothingMayRunOnFargateIfItCould() {
        TaskDefinition silent = with(fargate(container("app")), "requiresCompatibilities", List.of());
        CreateServiceRequest request = with(in(1, 0, null), "launchType", LaunchType.FARGATE);
        assertThat(Validation.service(request, silent)).isEmpty();
        assertThat(Validation.service(request, with(silent, "cpu", "300")))
                .extracting(Violation::message)
                .containsExactly("Task definition does not support launch_type FARGATE.");
    }

    @Test
    @Tag("NW-28")
    @Tag("QU-13")
    void aNetworkHasSixteenSubnetsAndFiveGroups() {
        TaskDefinition awsvpc = task(NetworkMode.awsvpc, container("app"));
        assertThat(Validation.service(in(16, 5, Switch.DISABLED), awsvpc)).isEmpty();
        assertThat(Validation.service(in(17, 6, null), awsvpc))
                .extracting(Violation::message)
                .containsExactly(
                        "subnets can have at most 16 items, not 17.",
                        "securityGroups can have at most 5 items, not 6.");
        assertThat(Validation.service(in(1, 1, Switch.ENABLED), awsvpc))
                .containsExactly(new Violation(
                        "networkConfiguration.awsvpcConfiguration.assignPublicIp",
                        PARAMETER,
                        "Assign public IP is not supported for this launch type."));
        CreateServiceRequest fargate = with(in(1, 1, Switch.ENABLED), "launchType", LaunchType.FARGATE);
        assertThat(Validation.service(fargate, fargate(container("app")))).isEmpty();
    }

    @Test
    @Tag("NW-10")
    void aTargetGroupWantsAPortOfOneProtocol() {
        TaskDefinition dns = task(
                NetworkMode.bridge,
                container(
                        "portMappings",
                        List.of(new PortMapping(53, null, null), new PortMapping(53, null, TransportProtocol.udp))));
        CreateServiceRequest behind = with(SERVICE, "loadBalancers", List.of(new LoadBalancer("group", "app", 53)));
        assertThat(Validation.service(behind, dns))
                .containsExactly(new Violation(
                        "loadBalancers[0].containerPort",
                        PARAMETER,
                        "Container port 53 is used in more than one port mapping for container app"));
    }

    @Test
    @Tag("TD-17")
    void aServiceKeepsItsPlatform() {
        TaskDefinition silent = task(NetworkMode.bridge, container("app"));
        TaskDefinition arm =
                with(silent, "runtimePlatform", new RuntimePlatform(CPUArchitecture.ARM64, OSFamily.LINUX));
        TaskDefinition intel = with(silent, "runtimePlatform", new RuntimePlatform(CPUArchitecture.X86_64, null));
        assertThat(Validation.nextTaskDefinition(arm, arm)).isEmpty();
        assertThat(Validation.nextTaskDefinition(arm, silent)).isEmpty();
        assertThat(Validation.nextTaskDefinition(arm, intel))
                .containsExactly(new Violation(
                        "taskDefinition",
                        PARAMETER,
                        "All task definitions of a service must have the same cpuArchitecture: it is ARM64, not"
                                + " X86_64."));
    }

    @Test
    @Tag("TD-2")
    @Tag("TD-16")
    void documentsHaveALongestLength() {
        assertThat(Validation.taskDefinitionSize(65_536)).isEmpty();
        assertThat(Validation.taskDefinitionSize(66_420))
                .containsExactly(new Violation(
                        "", "ClientException", "Actual length: '66420'. Max allowed length is '65536' bytes."));
        assertThat(Validation.overridesLength(8192)).isEmpty();
        assertThat(Validation.overridesLength(8193))
                .containsExactly(
                        new Violation("overrides", PARAMETER, "Container Overrides length must be at most 8192"));
    }
}
