// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.Arn;
import io.ecsim.aws.CreateDeploymentRequest;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentConfig;
import io.ecsim.aws.DeploymentControllerType;
import io.ecsim.aws.DeploymentGroup;
import io.ecsim.aws.DeploymentGroup.TargetGroupPairInfo;
import io.ecsim.aws.DeploymentGroup.TrafficRoute;
import io.ecsim.aws.Listener;
import io.ecsim.aws.TargetGroup;
import io.ecsim.control.CodeDeployRules;
import io.ecsim.simulation.Scenario;
import java.util.LinkedHashSet;
import java.util.Set;

/** What CodeDeploy's deployment groups and deployments name: services, target groups, listeners, configurations. */
final class DeploymentGroupReferences {
    private final Scenario scenario;
    private final Place root;
    private final Names services;
    private final Names groups;
    private final Names configs;
    private final Names targetGroups;
    private final Names listeners;
    private final Names alarms;

    DeploymentGroupReferences(Scenario scenario, Place root, Names services) {
        this.scenario = scenario;
        this.root = root;
        this.services = services;
        this.groups = Names.of(
                root.member("deploymentGroups"), scenario.deploymentGroups(), DeploymentGroup::deploymentGroupName);
        Names own = Names.of(
                root.member("deploymentConfigs"), scenario.deploymentConfigs(), DeploymentConfig::deploymentConfigName);
        Set<String> all = new LinkedHashSet<>(CodeDeployRules.PREDEFINED.keySet());
        all.addAll(own.known());
        this.configs = new Names(all, own.all());
        this.targetGroups = Names.of(root.member("targetGroups"), scenario.targetGroups(), TargetGroup::name);
        this.listeners = Names.of(root.member("listeners"), scenario.listeners(), Listener::name);
        this.alarms = Names.ofAlarms(root, scenario);
    }

    void check() {
        References.each(
                root.member("deploymentConfigs"),
                scenario.deploymentConfigs(),
                (config, place) -> place.violations(CodeDeployRules.violations(config)));
        References.each(root.member("deploymentGroups"), scenario.deploymentGroups(), this::group);
    }

    private void group(DeploymentGroup group, Place place) {
        place.violations(CodeDeployRules.violations(group));
        config(group.deploymentConfigName(), place);
        service(group, place.follow("ecsServices[0].serviceName"));
        if (group.pair() != null) {
            pair(group.pair(), place.follow("loadBalancerInfo.targetGroupPairInfoList[0]"));
        }
        References.each(
                place.follow("alarmConfiguration.alarms"),
                group.alarmConfiguration().alarms(),
                (alarm, at) -> at.member("name").mustName("alarm", alarm.name(), alarms));
    }

    private void service(DeploymentGroup group, Place place) {
        if (group.service() == null) {
            return;
        }
        place.mustName("service", group.service(), services);
        CreateServiceRequest service = scenario.services().stream()
                .filter(each -> each != null && group.service().equals(each.serviceName()))
                .findFirst()
                .orElse(null);
        if (service == null) {
            return;
        }
        if (service.deploymentController().type() != DeploymentControllerType.CODE_DEPLOY) {
            place.refused(
                    "InvalidECSServiceException",
                    "Deployment group's ECS service must be configured for a CODE_DEPLOY deployment controller.");
        } else if (group.pair() != null
                && service.targetGroups().stream()
                        .noneMatch(own -> group.pair().names().contains(own))) {
            place.refused(
                    "InvalidLoadBalancerInfoException", "The target group of the service is not one of the pair.");
        }
    }

    private void pair(TargetGroupPairInfo pair, Place place) {
        References.each(
                place.member("targetGroups"),
                pair.targetGroups(),
                (group, at) -> at.member("name").mustName("target group", Arn.name(group.name()), targetGroups));
        route(pair.prodTrafficRoute(), place.member("prodTrafficRoute"));
        route(pair.testTrafficRoute(), place.member("testTrafficRoute"));
    }

    private void route(TrafficRoute route, Place place) {
        if (route != null && route.listener() != null) {
            place.follow("listenerArns[0]").mustName("listener", route.listener(), listeners);
        }
    }

    /** Of a timeline. */
    void deployment(CreateDeploymentRequest request, Place place) {
        if (request.deploymentGroupName() != null) {
            place.member("deploymentGroupName").mustName("deployment group", request.deploymentGroupName(), groups);
        }
        config(request.deploymentConfigName(), place);
    }

    private void config(String name, Place place) {
        if (name != null) {
            place.member("deploymentConfigName").mustName("deployment configuration", name, configs);
        }
    }
}
