// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Arn;
import io.ecsim.aws.CompositeAlarm;
import io.ecsim.capacity.Fleet;
import io.ecsim.capacity.Launch;
import io.ecsim.control.ControlPlane;
import io.ecsim.metrics.CompositeRule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Creates what a scenario begins with. */
final class Setup {
    private final Scenario scenario;
    private final Fleet fleet;
    private final ControlPlane control;
    private final GroupAutoscaling groupScaling;

    Setup(Scenario scenario, Fleet fleet, ControlPlane control, GroupAutoscaling groupScaling) {
        this.groupScaling = groupScaling;
        this.scenario = scenario;
        this.fleet = fleet;
        this.control = control;
    }

    void instances() {
        scenario.accountSettings().forEach(control::putAccountSetting);
        Launches launches = new Launches(scenario);
        for (ContainerInstances fixed : scenario.containerInstances()) {
            List<Launch> inTurn = launches.of(fixed);
            for (int i = 0; i < fixed.count(); i++) {
                fleet.addFixed(inTurn.get(i % inTurn.size()));
            }
        }
        scenario.capacityProviders().forEach(control::createCapacityProvider);
        scenario.autoScalingGroups().forEach(group -> fleet.groups().add(group, launches.of(group)));
    }

    void services() {
        scenario.taskDefinitions().forEach(control::registerTaskDefinition);
        scenario.targetGroups().forEach(control::createTargetGroup);
        scenario.classicLoadBalancers().forEach(control::createClassicLoadBalancer);
        scenario.listeners().forEach(control::createListener);
        scenario.queues().forEach(control::createQueue);
        scenario.services().forEach(control::createService);
        scenario.deploymentConfigs().forEach(control::createDeploymentConfig);
        scenario.deploymentGroups().forEach(control::createDeploymentGroup);
    }

    void scaling() {
        scenario.alarms().forEach(control::putMetricAlarm);
        childrenFirst(scenario.compositeAlarms()).forEach(control::putCompositeAlarm);
        scenario.scalableTargets().forEach(control::registerScalableTarget);
        scenario.scalingPolicies().forEach(control::putScalingPolicy);
        scenario.scheduledActions().forEach(control::putScheduledAction);
        scenario.autoScalingGroups().forEach(groupScaling::add);
    }

    /** Composite alarms in an order in which each follows those that it looks at; a circle comes last. */
    private static List<CompositeAlarm> childrenFirst(List<CompositeAlarm> alarms) {
        List<CompositeAlarm> ordered = new ArrayList<>();
        List<CompositeAlarm> rest = new ArrayList<>(alarms);
        while (!rest.isEmpty()) {
            Set<String> waiting =
                    rest.stream().map(CompositeAlarm::alarmName).collect(Collectors.toCollection(LinkedHashSet::new));
            List<CompositeAlarm> ready = rest.stream()
                    .filter(alarm -> CompositeRule.parse(alarm.alarmRule()).alarms().stream()
                            .noneMatch(child -> waiting.contains(Arn.name(child))))
                    .toList();
            ordered.addAll(ready.isEmpty() ? rest : ready);
            rest.removeAll(ready.isEmpty() ? List.copyOf(rest) : ready);
        }
        return ordered;
    }
}
