// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.cluster.InstanceView;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** An expression of the cluster query language (QL-1), compiled once and asked of many instances. */
public final class Query {
    /** PL-4. */
    static final int MOST_CHARACTERS = 2000;

    /** Subjects of which an instance may change. */
    private static final Set<Subject> MOVING =
            Set.of(Subject.AGENT_CONNECTED, Subject.RUNNING_TASKS_COUNT, Subject.TASK_GROUP);

    private final String expression;
    private final Condition condition;
    private final boolean fixed;
    private final List<String> attributes;

    Query(String expression, Condition condition, Set<Subject> subjects, Set<String> attributes) {
        this.expression = expression;
        this.condition = condition;
        this.fixed = subjects.stream().noneMatch(MOVING::contains);
        this.attributes = List.copyOf(attributes);
    }

    /** @throws QueryException with the place and what was expected there */
    public static Query parse(String expression) {
        if (expression.length() > MOST_CHARACTERS) {
            throw new QueryException(
                    expression, MOST_CHARACTERS, "an expression has at most " + MOST_CHARACTERS + " characters");
        }
        return new QueryParser(expression).parse();
    }

    /** @param start simulated time zero, for {@code registeredAt} */
    public boolean matches(InstanceView instance, Instant start) {
        return condition.holds(instance, start);
    }

    /** Whether only a change of attributes can turn the answer for an instance. */
    boolean isFixed() {
        return fixed;
    }

    /** The attributes that it asks for, in the order of the text. */
    public List<String> attributes() {
        return attributes;
    }

    /** The expression as written. */
    @Override
    public String toString() {
        return expression;
    }

    /** One part of an expression. */
    @FunctionalInterface
    interface Condition {
        boolean holds(InstanceView instance, Instant start);

        default Condition and(Condition other) {
            return (instance, start) -> holds(instance, start) && other.holds(instance, start);
        }

        default Condition or(Condition other) {
            return (instance, start) -> holds(instance, start) || other.holds(instance, start);
        }

        default Condition not() {
            return (instance, start) -> !holds(instance, start);
        }
    }
}
