// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Arn;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.cluster.Revision;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.placement.Constraints;
import io.ecsim.placement.Takers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The kinds of tasks that a scenario knows: of its task definitions, as its services run them, and of its traces. */
public final class KnownTasks {
    private KnownTasks() {}

    /** Anywhere, whatever the subnets of a service; with the constraints that a service is created with. */
    public static Takers of(Scenario scenario) {
        List<Takers.Kind> kinds = new ArrayList<>();
        for (TaskDefinition definition : scenario.taskDefinitions()) {
            TaskNeeds needs = new Revision(definition, 1).needs(Set.of());
            List<CreateServiceRequest> services = scenario.everyService().stream()
                    .filter(service -> runs(service, definition))
                    .toList();
            for (CreateServiceRequest service : services) {
                List<PlacementConstraint> both = new ArrayList<>(definition.placementConstraints());
                both.addAll(service.placementConstraints());
                kinds.add(kind("service:" + service.serviceName(), needs, both));
            }
            if (services.isEmpty()) {
                kinds.add(kind("family:" + definition.family(), needs, definition.placementConstraints()));
            }
        }
        for (TaskSource source : scenario.tasks()) {
            if (source instanceof TracedTasks trace) {
                trace.jobs().stream()
                        .map(job -> TaskNeeds.of(job.cpu(), job.memory(), job.gpus()))
                        .distinct()
                        .forEach(needs -> kinds.add(kind(trace.group(), needs, trace.placementConstraints())));
            }
        }
        return new Takers(kinds, scenario.start());
    }

    private static boolean runs(CreateServiceRequest service, TaskDefinition definition) {
        String name = service.taskDefinition() == null ? "" : Arn.name(service.taskDefinition());
        return name.replaceAll(":\\d+$", "").equals(definition.family());
    }

    /** Without plugged-in constraints: they are asked when a task is placed, and then only. */
    private static Takers.Kind kind(String group, TaskNeeds needs, List<PlacementConstraint> constraints) {
        return new Takers.Kind(
                group, needs, constraints.stream().filter(KnownTasks::isAws).toList());
    }

    private static boolean isAws(PlacementConstraint constraint) {
        return Constraints.named(constraint.type())
                .filter(Constraints::isPluggedIn)
                .isEmpty();
    }
}
