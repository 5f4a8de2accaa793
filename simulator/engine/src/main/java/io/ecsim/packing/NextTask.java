// SPDX-License-Identifier: Apache-2.0
package io.ecsim.packing;

import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.cluster.Revision;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.kernel.RandomStream;
import io.ecsim.placement.PlacementRule;
import io.ecsim.service.Service;
import io.ecsim.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What one more task of a task definition is to placement. It is a task of the first active service that runs the
 * family, with the service's subnets, strategy and constraints; where no service runs it, a standalone task.
 *
 * @param service null for a standalone task
 * @param group task group (PL-27)
 * @param strategy of the service; empty for the default, and for a standalone task
 * @param constraints of the task definition and the service together (PL-6)
 */
public record NextTask(
        String taskDefinition,
        String service,
        String group,
        TaskNeeds needs,
        List<PlacementStrategy> strategy,
        List<PlacementConstraint> constraints) {
    /**
     * As the run stands.
     *
     * @param taskDefinition {@code family} or {@code family:revision}
     * @throws io.ecsim.aws.AwsException if there is none
     */
    public static NextTask of(Simulation simulation, String taskDefinition) {
        Revision revision = simulation.taskDefinition(taskDefinition);
        List<PlacementConstraint> constraints =
                new ArrayList<>(revision.definition().placementConstraints());
        for (Service service : simulation.services()) {
            if (service.status() == Service.Status.ACTIVE
                    && service.primary().revision().family().equals(revision.family())) {
                constraints.addAll(service.settings().placementConstraints());
                return new NextTask(
                        revision.name(),
                        service.name(),
                        service.group(),
                        revision.needs(service.availabilityZones()),
                        service.settings().placementStrategy(),
                        constraints);
            }
        }
        return new NextTask(
                revision.name(), null, "family:" + revision.family(), revision.needs(Set.of()), List.of(), constraints);
    }

    /**
     * How such tasks are placed by a strategy.
     *
     * @param chain empty for the default of a service (PL-7)
     */
    public PlacementRule rule(List<PlacementStrategy> chain, boolean randomTies, RandomStream random) {
        return PlacementRule.of(group, chain, constraints, true, randomTies, random);
    }
}
