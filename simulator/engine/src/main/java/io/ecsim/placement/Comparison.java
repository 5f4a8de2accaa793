// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.cluster.InstanceView;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a simple expression means: a subject, an operator and literals become a condition. */
final class Comparison {
    private static final List<String> BOOLEANS = List.of("true", "false");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern VERSION = Pattern.compile("\\d{1,9}(\\.\\d{1,9})*");

    private Comparison() {}

    /** Of one literal of a list, before the next is read: the first mistake is the one to tell. */
    static void check(Subject subject, Operator operator, Literal literal) {
        boolean isBoolean = subject == Subject.AGENT_CONNECTED && !operator.takesPattern();
        if (isBoolean && !BOOLEANS.contains(literal.text())) {
            throw literal.error("expected true or false");
        }
    }

    /**
     * @param attribute the name, for {@link Subject#ATTRIBUTE} only
     * @param literals none, one or, for a list operator, some
     * @throws QueryException if a literal is none for this subject
     */
    static Query.Condition of(Subject subject, String attribute, Operator operator, List<Literal> literals) {
        return switch (subject) {
            case AGENT_CONNECTED -> text(instance -> String.valueOf(instance.agentConnected()), operator, literals);
            case EC2_INSTANCE_ID -> text(InstanceView::id, operator, literals);
            case AGENT_VERSION -> agentVersion(operator, literals.get(0));
            case REGISTERED_AT -> registeredAt(operator, literals.get(0));
            case RUNNING_TASKS_COUNT -> runningTasksCount(operator, literals.get(0));
            case TASK_GROUP -> taskGroup(operator, literals);
            case ATTRIBUTE -> attribute(attribute, operator, literals);
        };
    }

    /** Missing parts of a version are zero. */
    private static Query.Condition agentVersion(Operator operator, Literal literal) {
        if (!VERSION.matcher(literal.text()).matches()) {
            throw literal.error("expected a version such as 1.94.0");
        }
        int[] asked = parts(literal.text());
        return (instance, start) -> VERSION.matcher(instance.agentVersion()).matches()
                && operator.accepts(compare(parts(instance.agentVersion()), asked));
    }

    private static int[] parts(String version) {
        return Pattern.compile("\\.")
                .splitAsStream(version)
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private static int compare(int[] version, int[] other) {
        for (int i = 0; i < Math.max(version.length, other.length); i++) {
            int part = i < version.length ? version[i] : 0;
            int otherPart = i < other.length ? other[i] : 0;
            if (part != otherPart) {
                return Integer.compare(part, otherPart);
            }
        }
        return 0;
    }

    private static Query.Condition registeredAt(Operator operator, Literal literal) {
        Instant asked = instant(literal);
        return (instance, start) ->
                operator.accepts(start.plusNanos(instance.registeredAt()).compareTo(asked));
    }

    /** QL-7: without an offset it is UTC, without a time it is midnight. */
    private static Instant instant(Literal literal) {
        String text = literal.text();
        try {
            if (!text.contains("T")) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw literal.error("expected a date such as 2018-06-18 or 2018-06-18T22:28:28Z");
        }
    }

    private static Query.Condition runningTasksCount(Operator operator, Literal literal) {
        try {
            int asked = Integer.parseInt(literal.text());
            return (instance, start) -> operator.accepts(Integer.compare(instance.runningTasksCount(), asked));
        } catch (NumberFormatException e) {
            throw literal.error("expected a whole number");
        }
    }

    /** QL-10: true if a task of a matching group is there; negated, if no task of a matching group is there. */
    private static Query.Condition taskGroup(Operator operator, List<Literal> literals) {
        if (operator.takesNothing()) {
            return (instance, start) -> instance.tasksByGroup().isEmpty() == operator.isNegated();
        }
        Predicate<String> test = test(operator, literals);
        return (instance, start) -> instance.tasksByGroup().keySet().stream().anyMatch(test) != operator.isNegated();
    }

    private static Query.Condition attribute(String name, Operator operator, List<Literal> literals) {
        return switch (operator) {
            case EXISTS -> (instance, start) -> instance.attributes().containsKey(name);
            case NOT_EXISTS -> (instance, start) -> !instance.attributes().containsKey(name);
            case GREATER, GREATER_EQUAL, LESS, LESS_EQUAL ->
                (instance, start) -> {
                    String value = instance.attributes().get(name);
                    return value != null
                            && operator.accepts(compare(value, literals.get(0).text()));
                };
            default -> text(instance -> instance.attributes().get(name), operator, literals);
        };
    }

    /** QL-6: as numbers if both are, else as text. */
    private static int compare(String value, String other) {
        return NUMBER.matcher(value).matches() && NUMBER.matcher(other).matches()
                ? new BigDecimal(value).compareTo(new BigDecimal(other))
                : value.compareTo(other);
    }

    /** QL-11: of what an instance does not have, nothing is true. */
    private static Query.Condition text(
            Function<InstanceView, String> subject, Operator operator, List<Literal> literals) {
        Predicate<String> test = operator.isNegated() ? test(operator, literals).negate() : test(operator, literals);
        return (instance, start) -> {
            String value = subject.apply(instance);
            return value != null && test.test(value);
        };
    }

    /** The positive half of an operator on text; QL-5: an expression must match the whole value. */
    private static Predicate<String> test(Operator operator, List<Literal> literals) {
        if (!operator.takesPattern()) {
            return literals.stream().map(Literal::text).toList()::contains;
        }
        Literal literal = literals.get(0);
        try {
            return Pattern.compile(literal.text()).asMatchPredicate();
        } catch (PatternSyntaxException e) {
            throw literal.error("not a regular expression (" + e.getDescription() + ")");
        }
    }
}
