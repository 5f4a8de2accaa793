// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.Subnet;
import io.ecsim.capacity.Fleet;
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
        List<String> zones = zones();
        for (ContainerInstances fixed : scenario.containerInstances()) {
            for (int i = 0; i < fixed.count(); i++) {
                String zone = fixed.availabilityZone() == null ? zones.get(i % zones.size()) : fixed.availabilityZone();
                fleet.addFixed(fixed.instanceType(), zone, fixed.attributes());
            }
        }
        for (AutoScalingGroup group : scenario.autoScalingGroups()) {
            fleet.addGroup(group, zonesOf(group));
        }
    }

    void services() {
        scenario.taskDefinitions().forEach(control::registerTaskDefinition);
        scenario.targetGroups().forEach(control::createTargetGroup);
        scenario.services().forEach(control::createService);
    }

    private List<String> zones() {
        return scenario.subnets().stream()
                .map(Subnet::availabilityZone)
                .distinct()
                .toList();
    }

    /** The group's own zones, else those of its subnets, else all. */
    private List<String> zonesOf(AutoScalingGroup group) {
        if (!group.availabilityZones().isEmpty()) {
            return group.availabilityZones();
        }
        if (group.vpcZoneIdentifier() == null) {
            return zones();
        }
        List<String> ids = List.of(group.vpcZoneIdentifier().split("\\s*,\\s*"));
        return scenario.subnets().stream()
                .filter(subnet -> ids.contains(subnet.subnetId()))
                .map(Subnet::availabilityZone)
                .distinct()
                .toList();
    }
}
