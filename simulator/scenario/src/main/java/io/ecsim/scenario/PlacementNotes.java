// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.NearestName;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.placement.BuiltInAttributes;
import io.ecsim.placement.Query;
import io.ecsim.placement.QueryException;
import io.ecsim.simulation.Scenario;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What AWS takes in strategies and constraints although it cannot do what its author hopes. */
final class PlacementNotes {
    private static final String ATTRIBUTE = "attribute:";
    private static final String MEMBER_OF = "memberOf";

    /** Attributes that the scenario gives to instances. */
    private final Set<String> custom = new LinkedHashSet<>();

    private final boolean all;

    PlacementNotes(Scenario scenario, Place root) {
        all = root.member("containerInstances").itemsAreRight("attributes");
        scenario.containerInstances().stream()
                .filter(instances -> instances != null)
                .forEach(instances -> custom.addAll(instances.attributes().keySet()));
    }

    /** @param place of a service or a request */
    void check(List<PlacementStrategy> strategy, List<PlacementConstraint> constraints, Place place) {
        constraints(constraints, place);
        if (strategy == null) {
            return;
        }
        Place strategies = place.member("placementStrategy");
        for (int i = 0; i < strategy.size(); i++) {
            PlacementStrategy step = strategy.get(i);
            int first = strategy.indexOf(step);
            if (step != null && first < i) {
                strategies.item(i).note("repeats [" + first + "] and changes nothing");
            } else if (step != null && step.field() != null && step.field().startsWith(ATTRIBUTE)) {
                attribute(
                        step.field().substring(ATTRIBUTE.length()),
                        strategies.item(i).member("field"));
            }
        }
    }

    void constraints(List<PlacementConstraint> constraints, Place place) {
        if (constraints == null) {
            return;
        }
        References.each(place.member("placementConstraints"), constraints, (constraint, at) -> {
            if (MEMBER_OF.equals(constraint.type()) && constraint.expression() != null) {
                attributes(constraint.expression()).forEach(name -> attribute(name, at.member("expression")));
            }
        });
    }

    private static List<String> attributes(String expression) {
        try {
            return Query.parse(expression).attributes();
        } catch (QueryException refused) {
            return List.of(); // which is a problem, not a note
        }
    }

    private void attribute(String name, Place place) {
        if (custom.contains(name) || BuiltInAttributes.contains(name) || !all) {
            return;
        }
        String meant = NearestName.of(name, custom)
                .or(() -> BuiltInAttributes.meantBy(name))
                .map(real -> ". " + NearestName.question(ATTRIBUTE + real))
                .orElse("");
        place.note("names " + ATTRIBUTE + name + ", which no instance of the scenario has" + meant);
    }
}
