// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.AdvancedConfiguration;
import io.ecsim.aws.Arn;
import io.ecsim.aws.CapacityProviderStrategyItem;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.DeploymentControllerType;
import io.ecsim.aws.LaunchType;
import io.ecsim.aws.Listener;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.NearestName;
import io.ecsim.aws.NetworkConfiguration;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.SchedulingStrategy;
import io.ecsim.aws.Subnet;
import io.ecsim.aws.TargetGroup;
import io.ecsim.aws.TargetType;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.control.Validation;
import io.ecsim.simulation.Scenario;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What services name: task definitions, target groups, containers, ports, subnets. */
final class ServiceReferences {
    private static final String PARAMETER = "InvalidParameterException";

    private final Scenario scenario;
    private final Definitions definitions;
    private final PlacementNotes placementNotes;

    ServiceReferences(Scenario scenario, Definitions definitions, PlacementNotes placementNotes) {
        this.scenario = scenario;
        this.definitions = definitions;
        this.placementNotes = placementNotes;
    }

    void check(Place services) {
        References.each(services, scenario.services(), this::service);
    }

    private void service(CreateServiceRequest service, Place place) {
        simulated(service, place);
        TaskDefinition definition =
                service.taskDefinition() == null ? null : definitions.find(service.taskDefinition());
        if (definition == null) {
            if (service.taskDefinition() != null) {
                place.member("taskDefinition")
                        .namesNo("task definition", Arn.name(service.taskDefinition()), definitions.names());
            }
            place.violations(Validation.service(service));
        } else {
            place.violations(Validation.service(service, definition));
        }
        placementNotes.check(service.placementStrategy(), service.placementConstraints(), place);
        if (place.member("desiredCount").node() == null && service.schedulingStrategy() == SchedulingStrategy.REPLICA) {
            place.member("desiredCount").note("is not given: the service starts with no task");
        }
        subnets(service.networkConfiguration(), scenario, place);
        alarms(service.deploymentConfiguration(), place.member("deploymentConfiguration"));
        References.each(
                place.member("loadBalancers"),
                service.loadBalancers(),
                (loadBalancer, at) -> loadBalancer(loadBalancer, definition, at));
    }

    private void alarms(DeploymentConfiguration configuration, Place place) {
        if (configuration.watchesAlarms()) {
            Set<String> alarms = References.names(scenario.alarms(), MetricAlarm::alarmName);
            References.each(
                    place.follow("alarms.alarmNames"), configuration.alarms().alarmNames(), (name, at) -> {
                        if (!alarms.contains(name)) {
                            at.namesNo("alarm", name, alarms);
                        }
                    });
        }
    }

    private static void simulated(CreateServiceRequest service, Place place) {
        launch(service.launchType(), service.capacityProviderStrategy(), place);
        DeploymentControllerType controller = service.deploymentController().type();
        if (controller != DeploymentControllerType.ECS) {
            place.follow("deploymentController.type")
                    .problem("is " + controller + ", which is not simulated by this version; ECS is.");
        }
    }

    /** Tasks run on container instances only. */
    static void launch(LaunchType launchType, List<CapacityProviderStrategyItem> strategy, Place place) {
        if (launchType != null && launchType != LaunchType.EC2) {
            place.member("launchType")
                    .problem("is " + launchType + ", which is not simulated by this version; EC2 is.");
        }
        References.each(place.member("capacityProviderStrategy"), strategy, (item, at) -> {
            if (item.capacityProvider() != null && item.capacityProvider().startsWith("FARGATE")) {
                at.member("capacityProvider")
                        .problem("is " + item.capacityProvider() + ", which is not simulated by this version.");
            }
        });
    }

    static void subnets(NetworkConfiguration network, Scenario scenario, Place place) {
        if (network == null || network.awsvpcConfiguration() == null) {
            return;
        }
        Set<String> subnets = References.names(scenario.subnets(), Subnet::subnetId);
        Place places = place.follow("networkConfiguration.awsvpcConfiguration.subnets");
        References.each(places, network.awsvpcConfiguration().subnets(), (subnet, at) -> {
            if (!subnets.contains(Arn.name(subnet))) {
                at.namesNo("subnet of the scenario", subnet, subnets);
            }
        });
    }

    private void loadBalancer(LoadBalancer loadBalancer, TaskDefinition definition, Place place) {
        if (loadBalancer.targetGroupArn() == null) {
            boolean classic = place.member("loadBalancerName").node() != null;
            Place missing = place.member(classic ? "loadBalancerName" : "targetGroupArn");
            missing.problem(
                    classic ? "is a Classic Load Balancer, which is not simulated by this version." : "is missing.");
            return;
        }
        String name = Arn.name(loadBalancer.targetGroupArn());
        TargetGroup group = scenario.targetGroups().stream()
                .filter(Objects::nonNull)
                .filter(candidate -> name.equals(candidate.name()))
                .findFirst()
                .orElse(null);
        if (group == null) {
            Set<String> names = References.names(scenario.targetGroups(), TargetGroup::name);
            place.member("targetGroupArn").namesNo("target group", name, names);
        }
        advanced(loadBalancer, place.member("advancedConfiguration"));
        if (definition != null) {
            targets(group, definition, place);
            container(loadBalancer, definition, place);
        }
    }

    /** What traffic is shifted with (BG-9). */
    private void advanced(LoadBalancer loadBalancer, Place place) {
        AdvancedConfiguration advanced = loadBalancer.advancedConfiguration();
        if (advanced == null) {
            return;
        }
        Set<String> groups = References.names(scenario.targetGroups(), TargetGroup::name);
        String alternate = Arn.name(advanced.alternateTargetGroupArn());
        if (alternate != null && !groups.contains(alternate)) {
            place.member("alternateTargetGroupArn").namesNo("target group", alternate, groups);
        }
        rule(advanced.productionListenerRule(), place.member("productionListenerRule"));
        rule(advanced.testListenerRule(), place.member("testListenerRule"));
    }

    private void rule(String name, Place place) {
        Set<String> rules = new LinkedHashSet<>();
        for (Listener listener : scenario.listeners()) {
            if (listener != null) {
                rules.add(listener.name() + "/default");
                listener.rules().stream()
                        .filter(Objects::nonNull)
                        .forEach(rule -> rules.add(rule.name(listener.name())));
            }
        }
        if (name != null && !rules.contains(Arn.name(name))) {
            place.namesNo("rule of a listener", Arn.name(name), rules);
        }
    }

    private static void targets(TargetGroup group, TaskDefinition definition, Place place) {
        boolean awsvpc = definition.networkMode() == NetworkMode.awsvpc;
        if (group != null && awsvpc != (group.targetType() == TargetType.ip)) {
            place.member("targetGroupArn")
                    .refused(
                            PARAMETER,
                            "The provided target group " + group.name() + " has target type " + group.targetType()
                                    + ", which is incompatible with the " + definition.networkMode()
                                    + " network mode specified in the task definition.");
        }
    }

    private static void container(LoadBalancer loadBalancer, TaskDefinition definition, Place place) {
        String name = loadBalancer.containerName();
        if (name == null) {
            place.member("containerName").problem("is missing.");
            return;
        }
        ContainerDefinition container = definition.containerDefinitions().stream()
                .filter(candidate -> candidate != null && name.equals(candidate.name()))
                .findFirst()
                .orElse(null);
        if (container == null) {
            String advice = NearestName.advice(
                    name, References.names(definition.containerDefinitions(), ContainerDefinition::name));
            place.member("containerName")
                    .refused(PARAMETER, "The container " + name + " does not exist in the task definition." + advice);
            return;
        }
        Integer port = loadBalancer.containerPort();
        boolean mapped = container.portMappings().stream()
                .anyMatch(mapping -> mapping != null && Objects.equals(mapping.containerPort(), port));
        if (port == null) {
            place.member("containerPort").problem("is missing.");
        } else if (!mapped) {
            place.member("containerPort")
                    .refused(
                            PARAMETER,
                            "The container " + name + " did not have a container port " + port + " defined.");
        }
    }
}
