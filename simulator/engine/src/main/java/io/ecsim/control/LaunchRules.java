// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.AwsVpcConfiguration;
import io.ecsim.aws.CapacityProviderStrategyItem;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.LaunchType;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.NetworkConfiguration;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.RuntimePlatform;
import io.ecsim.aws.Switch;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.Violation;
import java.util.List;
import java.util.Objects;

/** Where the tasks of CreateService and RunTask may run, and whether their task definition goes with that. */
final class LaunchRules {
    private static final int MOST_SUBNETS = 16;
    private static final int MOST_SECURITY_GROUPS = 5;
    private static final int LONGEST_OVERRIDES = 8192;

    private final LaunchType launchType;
    private final List<CapacityProviderStrategyItem> strategy;
    private final Refusals refusals = new Refusals(Validation.PARAMETER);

    /** Without a launch type and without a strategy it is EC2. */
    private LaunchRules(LaunchType launchType, List<CapacityProviderStrategyItem> strategy) {
        this.launchType = launchType == null && strategy.isEmpty() ? LaunchType.EC2 : launchType;
        this.strategy = strategy;
    }

    /** Of the request by itself. */
    static List<Violation> violations(CreateServiceRequest request) {
        LaunchRules rules = new LaunchRules(request.launchType(), request.capacityProviderStrategy());
        rules.both("Specifying both a launch type and capacity provider strategy is not supported. Remove one and try"
                + " again.");
        rules.placement(request.placementConstraints(), request.placementStrategy());
        rules.refusals.addAll(
                CapacityProviderRules.violations(request.capacityProviderStrategy(), "capacityProviderStrategy"));
        rules.platformVersion(request.platformVersion());
        return rules.refusals.list();
    }

    /** Of the request by itself. */
    static List<Violation> violations(RunTaskRequest request) {
        LaunchRules rules = new LaunchRules(request.launchType(), request.capacityProviderStrategy());
        rules.both("Specify either Launch Type or Capacity Provider Strategy, but not both.");
        rules.placement(request.placementConstraints(), request.placementStrategy());
        rules.refusals.addAll(
                CapacityProviderRules.violations(request.capacityProviderStrategy(), "capacityProviderStrategy"));
        rules.platformVersion(request.platformVersion());
        return rules.refusals.list();
    }

    /** Of the request with its task definition. */
    static List<Violation> violations(CreateServiceRequest request, TaskDefinition definition) {
        LaunchRules rules = new LaunchRules(request.launchType(), request.capacityProviderStrategy());
        rules.launchType(definition);
        rules.platform(definition, request.platformVersion());
        rules.network(definition, request.networkConfiguration());
        rules.ports(request.loadBalancers(), definition);
        rules.refusals.addAll(EbsRules.violations(request, definition));
        return rules.refusals.list();
    }

    /** Of the request with its task definition. */
    static List<Violation> violations(RunTaskRequest request, TaskDefinition definition) {
        LaunchRules rules = new LaunchRules(request.launchType(), request.capacityProviderStrategy());
        rules.launchType(definition);
        rules.platform(definition, request.platformVersion());
        rules.network(definition, request.networkConfiguration());
        rules.refusals.addAll(EbsRules.violations(request, definition));
        return rules.refusals.list();
    }

    /** TD-17: of two task definitions of a service. What is not given is no other platform. */
    static List<Violation> platform(RuntimePlatform now, RuntimePlatform next) {
        Refusals refusals = new Refusals(Validation.PARAMETER);
        changed(now.operatingSystemFamily(), next.operatingSystemFamily(), "operatingSystemFamily", refusals);
        changed(now.cpuArchitecture(), next.cpuArchitecture(), "cpuArchitecture", refusals);
        return refusals.list();
    }

    private static void changed(Enum<?> now, Enum<?> next, String member, Refusals refusals) {
        refusals.refuse(
                now != null && next != null && now != next,
                "taskDefinition",
                "All task definitions of a service must have the same " + member + ": it is " + now + ", not " + next
                        + ".");
    }

    /** TD-16. */
    static List<Violation> overrides(int characters) {
        Refusals refusals = new Refusals(Validation.PARAMETER);
        refusals.refuse(
                characters > LONGEST_OVERRIDES,
                "overrides",
                "Container Overrides length must be at most " + LONGEST_OVERRIDES);
        return refusals.list();
    }

    /** TD-41. */
    private void both(String message) {
        refusals.refuse(launchType != null && !strategy.isEmpty(), "capacityProviderStrategy", message);
    }

    /** TD-38. */
    private void placement(List<PlacementConstraint> constraints, List<PlacementStrategy> strategies) {
        if (isFargate()) {
            refusals.refuse(
                    !constraints.isEmpty(),
                    "placementConstraints",
                    "Placement constraints are not supported with FARGATE launch type.");
            refusals.refuse(
                    !strategies.isEmpty(),
                    "placementStrategy",
                    "Placement strategies are not supported with FARGATE launch type.");
        }
    }

    private boolean isFargate() {
        return CapacityProviderStrategyItem.onFargate(launchType, strategy);
    }

    private void platformVersion(String version) {
        refusals.refuse(
                version != null && !isFargate(),
                "platformVersion",
                "The platform version must be null when specifying an EC2 launch type.");
    }

    private void platform(TaskDefinition definition, String version) {
        if (isFargate()) {
            refusals.addAll(CapacityProviderRules.platform(definition, strategy, version));
        }
    }

    /** TD-39. A definition that asks for nothing runs on Fargate when it could have asked for that. */
    private void launchType(TaskDefinition definition) {
        List<LaunchType> types = definition.requiresCompatibilities();
        LaunchType type = isFargate() ? LaunchType.FARGATE : launchType;
        boolean supported =
                types.isEmpty() ? type != LaunchType.FARGATE || FargateRules.allow(definition) : types.contains(type);
        refusals.refuse(
                type != null && !supported,
                "taskDefinition",
                "Task definition does not support launch_type " + type + ".");
    }

    /** TD-36, TD-37, TD-43, NW-28. */
    private void network(TaskDefinition definition, NetworkConfiguration network) {
        boolean awsvpc = definition.networkMode() == NetworkMode.awsvpc;
        AwsVpcConfiguration given = network == null ? null : network.awsvpcConfiguration();
        if (awsvpc && given == null) {
            refusals.refuse("", "Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        } else if (!awsvpc && given != null) {
            refusals.refuse(
                    "networkConfiguration",
                    "Network Configuration is not valid for the given networkMode of this task definition.");
        } else if (given != null) {
            String path = "networkConfiguration.awsvpcConfiguration.";
            refusals.refuse(given.subnets().isEmpty(), path + "subnets", "subnets can not be empty.");
            atMost(MOST_SUBNETS, given.subnets(), path, "subnets");
            atMost(MOST_SECURITY_GROUPS, given.securityGroups(), path, "securityGroups");
            refusals.refuse(
                    given.assignPublicIp() == Switch.ENABLED && !isFargate(),
                    path + "assignPublicIp",
                    "Assign public IP is not supported for this launch type.");
        }
    }

    private void atMost(int most, List<String> values, String path, String member) {
        refusals.refuse(
                values.size() > most,
                path + member,
                member + " can have at most " + most + " items, not " + values.size() + ".");
    }

    /** NW-10: a container port may have both protocols, but a target group cannot tell them apart. */
    private void ports(List<LoadBalancer> loadBalancers, TaskDefinition definition) {
        for (int i = 0; i < loadBalancers.size(); i++) {
            LoadBalancer loadBalancer = loadBalancers.get(i);
            if (loadBalancer == null || loadBalancer.containerPort() == null) {
                continue;
            }
            long mappings = definition.containerDefinitions().stream()
                    .filter(container ->
                            container != null && Objects.equals(container.name(), loadBalancer.containerName()))
                    .map(ContainerDefinition::portMappings)
                    .flatMap(List::stream)
                    .filter(port -> port != null && loadBalancer.containerPort().equals(port.containerPort()))
                    .count();
            refusals.refuse(
                    mappings > 1,
                    "loadBalancers[" + i + "].containerPort",
                    "Container port " + loadBalancer.containerPort()
                            + " is used in more than one port mapping for container " + loadBalancer.containerName());
        }
    }
}
