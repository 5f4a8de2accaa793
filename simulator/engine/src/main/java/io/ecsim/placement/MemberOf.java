// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.cluster.InstanceView;
import java.util.Optional;

/** Keeps the instances for which an expression of the cluster query language is true (CN-5). */
final class MemberOf implements Constraint {
    /** An expression that can be asked of instances. */
    record Expression(Query query) implements Check {
        @Override
        public boolean allows(InstanceView instance, Arrival task) {
            return query.matches(instance, task.start());
        }
    }

    @Override
    public String type() {
        return "memberOf";
    }

    @Override
    public String description() {
        return "only instances that the cluster query expression holds for";
    }

    @Override
    public Optional<String> objection(String expression) {
        if (expression == null || expression.isBlank()) {
            return Optional.of("memberOf expression should be specified.");
        }
        return mistake(expression)
                .map(e -> "memberOf expression is invalid at column " + (e.position() + 1) + ": " + e.problem());
    }

    /** Characters before the mistake in an expression; 0 without one. */
    static int offset(String expression) {
        return expression == null || expression.isBlank()
                ? 0
                : mistake(expression).map(QueryException::position).orElse(0);
    }

    private static Optional<QueryException> mistake(String expression) {
        try {
            Query.parse(expression);
            return Optional.empty();
        } catch (QueryException e) {
            return Optional.of(e);
        }
    }

    @Override
    public Check check(String expression) {
        return new Expression(Query.parse(expression));
    }
}
