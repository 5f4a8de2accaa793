// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.aws.NearestName;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementConstraintType;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What AWS would not accept in strategies and constraints: all of it at once. Where no message of AWS's is known, the
 * wording follows its neighbours and a suggestion is added.
 */
public final class PlacementRules {
    /** PL-4. */
    private static final int MOST_STRATEGIES = 5;

    /** PL-4: of the task definition and of the request together. */
    private static final int MOST_CONSTRAINTS = 10;

    private static final String INVALID_PARAMETER = "InvalidParameterException";
    private static final String CLIENT = "ClientException";

    private PlacementRules() {}

    /**
     * Of CreateService, UpdateService and RunTask.
     *
     * @param constraintsOfTaskDefinition how many the task definition brings along
     */
    public static List<Violation> violations(
            List<PlacementStrategy> strategy, List<PlacementConstraint> constraints, int constraintsOfTaskDefinition) {
        List<Violation> violations = new ArrayList<>();
        if (strategy.size() > MOST_STRATEGIES) {
            violations.add(new Violation(
                    "placementStrategy", INVALID_PARAMETER, "Maximum number of strategies is " + MOST_STRATEGIES));
        }
        for (int i = 0; i < strategy.size(); i++) {
            violation(strategy.get(i), "placementStrategy[" + i + "]").ifPresent(violations::add);
        }
        tooMany(constraints.size() + constraintsOfTaskDefinition, INVALID_PARAMETER)
                .ifPresent(violations::add);
        for (int i = 0; i < constraints.size(); i++) {
            violation(constraints.get(i), path(i), INVALID_PARAMETER).ifPresent(violations::add);
        }
        return violations;
    }

    /** Of RegisterTaskDefinition, which knows memberOf only (TD-13, TD-32). */
    public static List<Violation> taskDefinitionViolations(List<PlacementConstraint> constraints) {
        List<Violation> violations = new ArrayList<>();
        tooMany(constraints.size(), CLIENT).ifPresent(violations::add);
        for (int i = 0; i < constraints.size(); i++) {
            PlacementConstraint constraint = constraints.get(i);
            if (constraint != null && constraint.type() == PlacementConstraintType.distinctInstance) {
                violations.add(new Violation(
                        path(i) + ".type", CLIENT, "constraint.type 'distinctInstance' is not supported."));
            } else {
                violation(constraint, path(i), CLIENT).ifPresent(violations::add);
            }
        }
        return violations;
    }

    private static String path(int constraint) {
        return "placementConstraints[" + constraint + "]";
    }

    private static Optional<Violation> tooMany(int constraints, String code) {
        return constraints <= MOST_CONSTRAINTS
                ? Optional.empty()
                : Optional.of(new Violation(
                        "placementConstraints",
                        code,
                        "Maximum number of constraints is " + MOST_CONSTRAINTS
                                + ", the task definition's included; these are " + constraints));
    }

    private static Optional<Violation> violation(PlacementStrategy strategy, String path) {
        List<String> types = Rankings.all().stream().map(Ranking::type).toList();
        if (strategy == null || strategy.type() == null || strategy.type().isBlank()) {
            return Optional.of(new Violation(
                    path + ".type", INVALID_PARAMETER, "strategy.type should be specified: one of " + types));
        }
        Optional<Ranking> ranking = Rankings.named(strategy.type());
        if (ranking.isEmpty()) {
            return Optional.of(new Violation(
                    path + ".type",
                    INVALID_PARAMETER,
                    "strategy.type '" + strategy.type() + "' is not supported."
                            + NearestName.advice(strategy.type(), types)));
        }
        return ranking.get()
                .objection(strategy.field())
                .map(objection -> new Violation(path + ".field", INVALID_PARAMETER, objection));
    }

    private static Optional<Violation> violation(PlacementConstraint constraint, String path, String code) {
        if (constraint == null || constraint.type() == null) {
            return Optional.of(new Violation(
                    path + ".type",
                    code,
                    "constraint.type should be specified: one of " + List.of(PlacementConstraintType.values())));
        }
        String member = path + ".expression";
        String expression = constraint.expression();
        if (constraint.type() == PlacementConstraintType.distinctInstance) {
            return expression == null
                    ? Optional.empty()
                    : Optional.of(new Violation(member, code, "distinctInstance expression should not be specified."));
        }
        if (expression == null || expression.isBlank()) {
            return Optional.of(new Violation(member, code, "memberOf expression should be specified."));
        }
        try {
            Query.parse(expression);
            return Optional.empty();
        } catch (QueryException e) {
            String message = "memberOf expression is invalid at column " + (e.position() + 1) + ": " + e.problem();
            return Optional.of(new Violation(member, code, message, e.position()));
        }
    }
}
