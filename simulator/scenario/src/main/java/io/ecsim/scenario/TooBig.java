// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.TaskDefinition;
import io.ecsim.simulation.Action;
import io.ecsim.simulation.EmptyInstances;
import io.ecsim.simulation.Scenario;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Services whose tasks are bigger than any instance of the scenario. Asked for when all the rest is right. */
final class TooBig {
    private final Scenario scenario;
    private final Definitions definitions;
    private final Place root;
    private final Map<TaskDefinition, Optional<String>> known = new LinkedHashMap<>();

    TooBig(Scenario scenario, Definitions definitions, Place root) {
        this.scenario = scenario;
        this.definitions = definitions;
        this.root = root;
    }

    void check() {
        if (!root.reading().problems().isEmpty()) {
            return;
        }
        EmptyInstances instances = new EmptyInstances(scenario);
        References.each(
                root.member("services"),
                scenario.services(),
                (service, place) -> check(service.taskDefinition(), place.member("taskDefinition"), instances));
        References.each(root.member("timeline"), scenario.timeline(), (timed, place) -> {
            if (timed.action() instanceof Action.UpdateService update
                    && update.request().taskDefinition() != null) {
                Place request = place.member(timed.action().operation());
                check(update.request().taskDefinition(), request.member("taskDefinition"), instances);
            }
        });
    }

    private void check(String name, Place place, EmptyInstances instances) {
        known.computeIfAbsent(definitions.find(name), instances::tooBig).ifPresent(place::problem);
    }
}
