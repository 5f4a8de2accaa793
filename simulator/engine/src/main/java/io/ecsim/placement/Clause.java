// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.aws.PlacementConstraint;
import java.util.Comparator;
import java.util.List;

/** One constraint of a rule, looked up and with its expression read. */
record Clause(Constraint constraint, String expression, Constraint.Check check) {
    /**
     * In EV-5's order: memberOf, distinctInstance, then the plugged-in ones as written.
     *
     * @throws IllegalArgumentException if no constraint has one of the types
     */
    static List<Clause> all(List<PlacementConstraint> constraints) {
        return constraints.stream()
                .map(Clause::of)
                .sorted(Comparator.comparing(Clause::reason))
                .toList();
    }

    static Clause of(PlacementConstraint written) {
        Constraint constraint = Constraints.named(written.type())
                .orElseThrow(() -> new IllegalArgumentException("no constraint is named " + written.type()));
        return new Clause(constraint, written.expression(), constraint.check(written.expression()));
    }

    /** Of a refusal when it does not hold. */
    Reason reason() {
        if (constraint instanceof MemberOf) {
            return Reason.MEMBER_OF;
        }
        return constraint instanceof DistinctInstance ? Reason.DISTINCT_INSTANCE : Reason.CONSTRAINT;
    }

    /** Whether only a change of attributes can turn the answer for an instance. Never true when another change can. */
    boolean isFixed() {
        return check instanceof MemberOf.Expression memberOf && memberOf.query().isFixed();
    }

    /** Such as {@code memberOf attribute:stack == prod}. */
    @Override
    public String toString() {
        return expression == null ? constraint.type() : constraint.type() + " " + expression;
    }
}
