// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.AdvancedConfiguration;
import io.ecsim.aws.Arn;
import io.ecsim.aws.CapacityProviderStrategyItem;
import io.ecsim.aws.ClassicLoadBalancer;
import io.ecsim.aws.Cluster;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.DeploymentControllerType;
import io.ecsim.aws.DeploymentStrategy;
import io.ecsim.aws.LaunchType;
import io.ecsim.aws.Listener;
import io.ecsim.aws.ListenerRule;
import io.ecsim.aws.LoadBalancer;
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
    private final Names subnets;
    private final Names targetGroups;
    private final Names classicLoadBalancers;
    private final Names alarms;
    private final Names rules;

    ServiceReferences(Scenario scenario, Place root, Definitions definitions, PlacementNotes placementNotes) {
        this.scenario = scenario;
        this.subnets = subnets(scenario, root);
        this.targetGroups = Names.of(root.member("targetGroups"), scenario.targetGroups(), TargetGroup::name);
        this.classicLoadBalancers = Names.of(
                root.member("classicLoadBalancers"),
                scenario.classicLoadBalancers(),
                ClassicLoadBalancer::loadBalancerName);
        this.alarms = Names.ofAlarms(root, scenario);
        this.rules = rules(scenario, root.member("listeners"));
        this.definitions = definitions;
        this.placementNotes = placementNotes;
    }

    void check(Place services) {
        References.each(services, scenario.services(), this::service);
        if (!scenario.services().isEmpty()) {
            services.violations(Validation.anotherService(scenario.services().size() - 1, scenario.quotas()));
        }
    }

    /** Of CreateService. */
    void service(CreateServiceRequest written, Place place) {
        CreateServiceRequest service = written.in(scenario.cluster());
        simulated(service, place);
        TaskDefinition definition =
                service.taskDefinition() == null ? null : definitions.find(service.taskDefinition());
        if (definition == null) {
            if (service.taskDefinition() != null) {
                place.member("taskDefinition")
                        .mustName("task definition", Arn.name(service.taskDefinition()), definitions.names());
            }
            place.violations(Validation.service(service));
        } else {
            place.violations(Validation.service(service, definition), definitions.place(definition));
        }
        place.violations(Validation.quotas(service, scenario.quotas()));
        placementNotes.check(service.placementStrategy(), service.placementConstraints(), place);
        if (place.member("desiredCount").node() == null && service.schedulingStrategy() == SchedulingStrategy.REPLICA) {
            place.member("desiredCount").note("is not given: the service starts with no task");
        }
        subnets(service.networkConfiguration(), subnets, place);
        alarms(service.deploymentConfiguration(), alarms, place.member("deploymentConfiguration"));
        hooks(service.deploymentConfiguration(), place.member("deploymentConfiguration"));
        loadBalancers(service.loadBalancers(), definition, place);
    }

    /** @param definition of the tasks behind them; null when it is not known */
    void loadBalancers(List<LoadBalancer> loadBalancers, TaskDefinition definition, Place place) {
        References.each(
                place.member("loadBalancers"),
                loadBalancers,
                (loadBalancer, at) -> loadBalancer(loadBalancer, definition, at));
    }

    /** AWS takes hooks that no deployment will come to (BG-2). */
    static void hooks(DeploymentConfiguration configuration, Place place) {
        if (configuration.strategy() == DeploymentStrategy.ROLLING
                && !configuration.lifecycleHooks().isEmpty()) {
            place.member("lifecycleHooks").note("are never invoked: a ROLLING deployment has no lifecycle stages.");
        }
    }

    static void alarms(DeploymentConfiguration configuration, Names alarms, Place place) {
        if (configuration.watchesAlarms()) {
            References.each(
                    place.follow("alarms.alarmNames"),
                    configuration.alarms().alarmNames(),
                    (name, at) -> at.mustName("alarm", name, alarms));
        }
    }

    private void simulated(CreateServiceRequest service, Place place) {
        launch(service.launchType(), service.capacityProviderStrategy(), scenario.cluster(), place);
        DeploymentControllerType controller = service.deploymentController().type();
        if (controller == DeploymentControllerType.EXTERNAL) {
            place.follow("deploymentController.type")
                    .problem("is EXTERNAL, which is not simulated by this version; ECS and CODE_DEPLOY are.");
        }
    }

    /** Tasks run on container instances and on Fargate. */
    static void launch(
            LaunchType launchType, List<CapacityProviderStrategyItem> strategy, Cluster cluster, Place place) {
        if (launchType != null && launchType != LaunchType.EC2 && launchType != LaunchType.FARGATE) {
            place.member("launchType")
                    .problem("is " + launchType + ", which is not simulated by this version; EC2 and FARGATE are.");
        }
        if (place.member("capacityProviderStrategy").node() != null) {
            place.violations(Validation.capacityProviders(strategy, cluster));
        }
    }

    static Names subnets(Scenario scenario, Place root) {
        return Names.of(root.member("subnets"), scenario.subnets(), Subnet::subnetId);
    }

    static void subnets(NetworkConfiguration network, Names subnets, Place place) {
        if (network == null || network.awsvpcConfiguration() == null) {
            return;
        }
        Place places = place.follow("networkConfiguration.awsvpcConfiguration.subnets");
        References.each(places, network.awsvpcConfiguration().subnets(), (subnet, at) -> {
            if (subnets.lack(Arn.name(subnet))) {
                at.namesNo("subnet of the scenario", subnet, subnets.known());
            }
        });
    }

    private void loadBalancer(LoadBalancer loadBalancer, TaskDefinition definition, Place place) {
        if (loadBalancer.targetGroupArn() == null) {
            classic(loadBalancer, definition, place);
            return;
        }
        String name = Arn.name(loadBalancer.targetGroupArn());
        TargetGroup group = scenario.targetGroups().stream()
                .filter(Objects::nonNull)
                .filter(candidate -> name.equals(candidate.name()))
                .findFirst()
                .orElse(null);
        if (group == null) {
            place.member("targetGroupArn").mustName("target group", name, targetGroups);
        }
        advanced(loadBalancer, place.member("advancedConfiguration"));
        if (definition != null) {
            targets(group, definition, place);
            container(loadBalancer, definition, place);
        }
    }

    private void classic(LoadBalancer loadBalancer, TaskDefinition definition, Place place) {
        if (loadBalancer.loadBalancerName() == null) {
            place.member("targetGroupArn").isMissing();
            return;
        }
        place.member("loadBalancerName")
                .mustName("Classic Load Balancer", loadBalancer.loadBalancerName(), classicLoadBalancers);
        if (definition != null) {
            container(loadBalancer, definition, place);
        }
    }

    /** What traffic is shifted with (BG-9). */
    private void advanced(LoadBalancer loadBalancer, Place place) {
        AdvancedConfiguration advanced = loadBalancer.advancedConfiguration();
        if (advanced == null) {
            return;
        }
        String alternate = advanced.alternateTargetGroupArn();
        if (alternate != null) {
            place.member("alternateTargetGroupArn").mustName("target group", Arn.name(alternate), targetGroups);
        }
        rule(advanced.productionListenerRule(), place.member("productionListenerRule"));
        rule(advanced.testListenerRule(), place.member("testListenerRule"));
    }

    private void rule(String name, Place place) {
        if (name != null) {
            place.mustName("rule of a listener", Arn.name(name), rules);
        }
    }

    private static Names rules(Scenario scenario, Place listeners) {
        Set<String> names = new LinkedHashSet<>();
        boolean all = listeners.isReadable();
        for (Listener listener : scenario.listeners()) {
            if (listener == null || listener.name() == null) {
                all = false;
                continue;
            }
            names.add(listener.name() + "/default");
            for (ListenerRule rule : listener.rules()) {
                all &= rule != null;
                if (rule != null) {
                    names.add(rule.name(listener.name()));
                }
            }
        }
        return new Names(names, all);
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

    private void container(LoadBalancer loadBalancer, TaskDefinition definition, Place place) {
        String name = loadBalancer.containerName();
        if (name == null) {
            place.member("containerName").isMissing();
            return;
        }
        Place section = definitions.place(definition).member("containerDefinitions");
        Names containers = Names.of(section, definition.containerDefinitions(), ContainerDefinition::name);
        if (containers.lack(name)) {
            String advice = NearestName.advice(name, containers.known());
            place.member("containerName")
                    .refused(PARAMETER, "The container " + name + " does not exist in the task definition." + advice);
        }
        References.each(section, definition.containerDefinitions(), (container, at) -> {
            if (name.equals(container.name())) {
                port(loadBalancer.containerPort(), container, at.member("portMappings"), place.member("containerPort"));
            }
        });
    }

    private static void port(Integer port, ContainerDefinition container, Place mappings, Place place) {
        if (port == null) {
            place.isMissing();
        } else if (mappings.isRight()
                && container.portMappings().stream().noneMatch(mapping -> port.equals(mapping.containerPort()))) {
            place.refused(
                    PARAMETER,
                    "The container " + container.name() + " did not have a container port " + port + " defined.");
        }
    }
}
