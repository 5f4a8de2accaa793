// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.Arn;
import io.ecsim.aws.EcsParameters;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.Violation;
import io.ecsim.control.Validation;
import io.ecsim.simulation.Action;
import io.ecsim.simulation.Rule;
import io.ecsim.simulation.Scenario;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;

/** What rules and their targets name. */
final class RuleReferences {
    private static final String NAME = "[A-Za-z0-9._-]{1,64}";
    private static final int MOST_TARGETS = 5;

    private final Scenario scenario;
    private final Definitions definitions;
    private final BiConsumer<Action, Place> actions;

    /** @param actions checks what an action names */
    RuleReferences(Scenario scenario, Definitions definitions, BiConsumer<Action, Place> actions) {
        this.scenario = scenario;
        this.definitions = definitions;
        this.actions = actions;
    }

    void check(Place rules) {
        References.each(rules, scenario.rules(), this::rule);
    }

    private void rule(Rule rule, Place place) {
        if (rule.name() != null && !rule.name().matches(NAME)) {
            place.member("Name")
                    .refused("ValidationException", "Name must have 1 to 64 letters, digits, periods, - and _.");
        }
        if (rule.schedule() != null) {
            schedule(rule, place);
        }
        if (place.member("Target").node() != null) {
            rule.targets().forEach(target -> target(target, place.member("Target")));
            return;
        }
        Place targets = place.member("Targets");
        if (targets.node() == null) {
            targets.note("is not given: nothing happens when "
                    + (rule.schedule() == null ? "an event matches" : "its time has come"));
        }
        if (rule.targets().size() > MOST_TARGETS) {
            targets.refused(
                    "LimitExceededException",
                    "A rule can have up to " + MOST_TARGETS + " targets, not "
                            + rule.targets().size() + ".");
        }
        References.each(targets, rule.targets(), this::target);
    }

    private void schedule(Rule rule, Place place) {
        List<Violation> violations = Validation.eventSchedule(rule.schedule());
        place.violations(violations);
        if (!violations.isEmpty()) {
            return;
        }
        Instant start = scenario.start();
        Instant first = rule.next(start.minusNanos(1), start);
        if (first == null || !first.isBefore(start.plus(scenario.duration()))) {
            place.member("ScheduleExpression")
                    .note(
                            first == null
                                    ? "never happens after the scenario's start"
                                    : "does not happen in this run, but at " + first);
        }
    }

    private void target(Rule.Target target, Place place) {
        if (target instanceof Rule.Act act) {
            actions.accept(act.action(), place.member(act.action().operation()));
        } else if (target instanceof Rule.RunTasks tasks) {
            ecs(tasks.parameters(), place.member("EcsParameters"));
        } else if (target instanceof Rule.Elsewhere elsewhere) {
            place.member("Arn").note("names " + elsewhere.arn() + ", which is not simulated: it gets no event");
        }
    }

    private void ecs(EcsParameters parameters, Place place) {
        String name = parameters.taskDefinitionArn();
        if (name == null) {
            return;
        }
        TaskDefinition definition = definitions.find(name);
        if (definition == null) {
            place.member("TaskDefinitionArn").mustName("task definition", Arn.name(name), definitions.names());
            return;
        }
        RunTaskRequest request = parameters.runTask().in(scenario.cluster());
        ServiceReferences.launch(request.launchType(), request.capacityProviderStrategy(), scenario.cluster(), place);
        place.violations(
                Validation.runTask(request, definition).stream()
                        .map(RuleReferences::asEventBridgeSpells)
                        .toList(),
                definitions.place(definition));
    }

    private static Violation asEventBridgeSpells(Violation violation) {
        return violation.path().equals("count")
                ? new Violation("TaskCount", violation.code(), violation.message(), violation.offset())
                : violation;
    }
}
