// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.capacity.Fleet;
import io.ecsim.capacity.Launch;
import io.ecsim.control.ControlPlane;
import java.util.List;

/** Creates what a scenario begins with. */
final class Setup {
    private final Scenario scenario;
    private final Fleet fleet;
    private final ControlPlane control;

    Setup(Scenario scenario, Fleet fleet, ControlPlane control) {
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
        scenario.scalableTargets().forEach(control::registerScalableTarget);
        scenario.scalingPolicies().forEach(control::putScalingPolicy);
        scenario.scheduledActions().forEach(control::putScheduledAction);
    }
}
