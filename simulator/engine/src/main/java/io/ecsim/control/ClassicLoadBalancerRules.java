// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.ClassicLoadBalancer;
import io.ecsim.aws.ClassicLoadBalancer.ClassicHealthCheck;
import io.ecsim.aws.ClassicLoadBalancer.LoadBalancerAttributes;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentControllerType;
import io.ecsim.aws.DeploymentStrategy;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.Violation;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** LB-19: what a Classic Load Balancer may say, and what services behind one must be like. */
final class ClassicLoadBalancerRules {
    private static final String OF_A_SERVICE = "loadBalancers";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?");

    private ClassicLoadBalancerRules() {}

    /** Of CreateLoadBalancer, ConfigureHealthCheck and ModifyLoadBalancerAttributes. */
    static List<Violation> violations(ClassicLoadBalancer balancer) {
        Refusals refusals = new Refusals("ValidationError");
        refusals.refuse(
                balancer.loadBalancerName() == null
                        || !NAME.matcher(balancer.loadBalancerName()).matches(),
                "loadBalancerName",
                "LoadBalancer name must have 1 to 32 letters, digits and hyphens, no hyphen at its ends.");
        ClassicHealthCheck check = balancer.healthCheck();
        within(refusals, "healthCheck.interval", check.interval(), 5, 300);
        within(refusals, "healthCheck.timeout", check.timeout(), 2, 60);
        within(refusals, "healthCheck.unhealthyThreshold", check.unhealthyThreshold(), 2, 10);
        within(refusals, "healthCheck.healthyThreshold", check.healthyThreshold(), 2, 10);
        refusals.refuse(
                check.timeout() >= check.interval(),
                "healthCheck.timeout",
                "HealthCheck interval must be greater than the timeout, and is " + check.interval() + ".");
        LoadBalancerAttributes attributes = balancer.loadBalancerAttributes();
        String path = "loadBalancerAttributes.";
        within(
                refusals,
                path + "connectionDraining.timeout",
                attributes.connectionDraining().timeout(),
                1,
                3_600);
        within(
                refusals,
                path + "connectionSettings.idleTimeout",
                attributes.connectionSettings().idleTimeout(),
                1,
                4_000);
        for (int i = 0; i < balancer.listeners().size(); i++) {
            ClassicLoadBalancer.ClassicListener listener = balancer.listeners().get(i);
            refusals.refuse(
                    listener != null && !listener.protocol().matches("HTTPS?|TCP|SSL"),
                    "listeners[" + i + "].protocol",
                    "The protocol of a listener is HTTP, HTTPS, TCP or SSL.");
        }
        return refusals.list();
    }

    private static void within(Refusals refusals, String path, int value, int low, int high) {
        refusals.refuse(
                value < low || value > high,
                path,
                path.replaceAll(".*\\.", "") + " must be between " + low + " and " + high + ".");
    }

    /** Of CreateService, by itself. */
    static List<Violation> violations(CreateServiceRequest request) {
        Refusals refusals = new Refusals(Validation.PARAMETER);
        if (!isBehindOne(request)) {
            return List.of();
        }
        List<LoadBalancer> all = request.loadBalancers();
        boolean both = all.stream().anyMatch(each -> each != null && each.targetGroupArn() != null);
        refusals.refuse(
                both,
                OF_A_SERVICE,
                "A service is behind a Classic Load Balancer, loadBalancerName, or target groups, targetGroupArn, not"
                        + " both.");
        refusals.refuse(!both && all.size() > 1, OF_A_SERVICE, "A service can have at most 1 Classic Load Balancer.");
        DeploymentControllerType controller = request.deploymentController().type();
        DeploymentStrategy strategy = request.deploymentConfiguration().strategy();
        refusals.refuse(
                controller != DeploymentControllerType.ECS,
                OF_A_SERVICE,
                "Classic Load Balancers are not supported with the " + controller + " deployment controller.");
        refusals.refuse(
                strategy != DeploymentStrategy.ROLLING,
                OF_A_SERVICE,
                "Classic Load Balancers are not supported with the strategy " + strategy + ".");
        return refusals.list();
    }

    private static boolean isBehindOne(CreateServiceRequest request) {
        return request.loadBalancers().stream().anyMatch(each -> each != null && each.loadBalancerName() != null);
    }

    /** Of CreateService with its task definition. */
    static List<Violation> violations(CreateServiceRequest request, TaskDefinition definition) {
        Refusals refusals = new Refusals(Validation.PARAMETER);
        if (!isBehindOne(request)) {
            return List.of();
        }
        refusals.refuse(
                definition.networkMode() == NetworkMode.awsvpc,
                OF_A_SERVICE,
                "Classic Load Balancers are not supported for tasks that use the awsvpc network mode.");
        for (ContainerDefinition container : definition.containerDefinitions()) {
            refusals.refuse(
                    container != null && container.healthCheck() != null,
                    OF_A_SERVICE,
                    "Container health checks are not supported for services behind a Classic Load Balancer.");
        }
        if (definition.networkMode() == NetworkMode.bridge) {
            for (int i = 0; i < request.loadBalancers().size(); i++) {
                LoadBalancer balancer = request.loadBalancers().get(i);
                refusals.refuse(
                        balancer != null && balancer.loadBalancerName() != null && isDynamic(balancer, definition),
                        OF_A_SERVICE + "[" + i + "].containerPort",
                        "Classic Load Balancers do not support dynamic host ports: the container "
                                + balancer.containerName() + " must have a hostPort for its container port "
                                + balancer.containerPort() + ".");
            }
        }
        return refusals.list();
    }

    private static boolean isDynamic(LoadBalancer balancer, TaskDefinition definition) {
        return definition.containerDefinitions().stream()
                .filter(Objects::nonNull)
                .filter(container -> Objects.equals(container.name(), balancer.containerName()))
                .flatMap(container -> container.portMappings().stream())
                .filter(Objects::nonNull)
                .filter(port -> Objects.equals(port.containerPort(), balancer.containerPort()))
                .anyMatch(port -> port.hostPort() == null || port.hostPort() == 0);
    }
}
