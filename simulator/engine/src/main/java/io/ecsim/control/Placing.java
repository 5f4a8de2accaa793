// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.Arn;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.NetworkConfiguration;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.SchedulingStrategy;
import io.ecsim.aws.Subnet;
import io.ecsim.cluster.Revision;
import io.ecsim.control.ControlPlane.RuleCompiler;
import io.ecsim.placement.PlacementRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where tasks may be: the placement of a service or of a group of tasks, and the zones of its subnets. */
final class Placing {
    private final RuleCompiler compiler;
    private final Map<String, String> zoneBySubnet = new LinkedHashMap<>();

    Placing(RuleCompiler compiler, List<Subnet> subnets) {
        this.compiler = compiler;
        subnets.forEach(subnet -> zoneBySubnet.put(subnet.subnetId(), subnet.availabilityZone()));
    }

    PlacementRule ofService(CreateServiceRequest request, Revision revision) {
        return compiler.compile(
                "service:" + request.serviceName(),
                true,
                request.placementStrategy(),
                constraints(revision, request.placementConstraints()).stream()
                        .filter(constraint -> request.schedulingStrategy() != SchedulingStrategy.DAEMON
                                || !constraint.type().equals("distinctInstance"))
                        .toList());
    }

    PlacementRule ofTasks(
            String group, Revision revision, List<PlacementStrategy> strategy, List<PlacementConstraint> constraints) {
        return compiler.compile(group, false, strategy, constraints(revision, constraints));
    }

    /** Of StartTask, which names its instances (PL-5). */
    PlacementRule ofNamedInstances(String group) {
        return compiler.compile(group, false, List.of(), List.of());
    }

    /** Constraints of the task definition and of the request are one list (PL-6). */
    private static List<PlacementConstraint> constraints(Revision revision, List<PlacementConstraint> requested) {
        List<PlacementConstraint> all = new ArrayList<>(revision.definition().placementConstraints());
        all.addAll(requested);
        return all;
    }

    Set<String> zones(NetworkConfiguration network) {
        Set<String> zones = new LinkedHashSet<>();
        if (network != null && network.awsvpcConfiguration() != null) {
            network.awsvpcConfiguration().subnets().forEach(subnet -> zones.add(zoneBySubnet.get(Arn.name(subnet))));
        }
        return zones;
    }
}
