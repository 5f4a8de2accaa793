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
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern VERSION = Pattern.compile("\\d{1,9}(\\.\\d{1,9})*");

    private Comparison() {}

    /**
     * @param attribute the name, for {@link Subject#ATTRIBUTE} only
     * @param literals none, one or, for a list operator, some
     * @throws IllegalArgumentException if the literal is none for this subject, with what was expected
     */
    static Query.Condition of(Subject subject, String attribute, Operator operator, List<String> literals) {
        return switch (subject) {
            case AGENT_CONNECTED -> agentConnected(operator, literals);
            case EC2_INSTANCE_ID -> text(InstanceView::id, operator, literals);
            case AGENT_VERSION -> agentVersion(operator, literals.get(0));
            case REGISTERED_AT -> registeredAt(operator, literals.get(0));
            case RUNNING_TASKS_COUNT -> runningTasksCount(operator, literals.get(0));
            case TASK_GROUP -> taskGroup(operator, literals);
            case ATTRIBUTE -> attribute(attribute, operator, literals);
        };
    }

    private static Query.Condition agentConnected(Operator operator, List<String> literals) {
        if (operator != Operator.MATCHES
                && operator != Operator.NOT_MATCHES
                && !List.of("true", "false").containsAll(literals)) {
            throw new IllegalArgumentException("expected true or false");
        }
        return text(instance -> String.valueOf(instance.agentConnected()), operator, literals);
    }

    /** Missing parts of a version are zero. */
    private static Query.Condition agentVersion(Operator operator, String literal) {
        if (!VERSION.matcher(literal).matches()) {
            throw new IllegalArgumentException("expected a version such as 1.94.0");
        }
        int[] asked = parts(literal);
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

    private static Query.Condition registeredAt(Operator operator, String literal) {
        Instant asked = instant(literal);
        return (instance, start) ->
                operator.accepts(start.plusNanos(instance.registeredAt()).compareTo(asked));
    }

    /** QL-7: without an offset it is UTC, without a time it is midnight. */
    private static Instant instant(String literal) {
        try {
            if (!literal.contains("T")) {
                return LocalDate.parse(literal).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            return literal.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                    ? OffsetDateTime.parse(literal).toInstant()
                    : LocalDateTime.parse(literal).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("expected a date such as 2018-06-18 or 2018-06-18T22:28:28Z", e);
        }
    }

    private static Query.Condition runningTasksCount(Operator operator, String literal) {
        try {
            int asked = Integer.parseInt(literal);
            return (instance, start) -> operator.accepts(Integer.compare(instance.runningTasksCount(), asked));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a whole number", e);
        }
    }

    /** QL-10: true if a task of a matching group is there; negated, if no task of a matching group is there. */
    private static Query.Condition taskGroup(Operator operator, List<String> literals) {
        if (operator.takesNothing()) {
            return (instance, start) -> instance.tasksByGroup().isEmpty() == operator.isNegated();
        }
        Predicate<String> test = test(operator, literals);
        return (instance, start) -> instance.tasksByGroup().keySet().stream().anyMatch(test) != operator.isNegated();
    }

    private static Query.Condition attribute(String name, Operator operator, List<String> literals) {
        return switch (operator) {
            case EXISTS -> (instance, start) -> instance.attributes().containsKey(name);
            case NOT_EXISTS -> (instance, start) -> !instance.attributes().containsKey(name);
            case GREATER, GREATER_EQUAL, LESS, LESS_EQUAL ->
                (instance, start) -> {
                    String value = instance.attributes().get(name);
                    return value != null && operator.accepts(compare(value, literals.get(0)));
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
            Function<InstanceView, String> subject, Operator operator, List<String> literals) {
        Predicate<String> test = operator.isNegated() ? test(operator, literals).negate() : test(operator, literals);
        return (instance, start) -> {
            String value = subject.apply(instance);
            return value != null && test.test(value);
        };
    }

    /** The positive half of an operator on text; QL-5: an expression must match the whole value. */
    private static Predicate<String> test(Operator operator, List<String> literals) {
        if (operator != Operator.MATCHES && operator != Operator.NOT_MATCHES) {
            return literals::contains;
        }
        try {
            return Pattern.compile(literals.get(0)).asMatchPredicate();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not a regular expression (" + e.getDescription() + ")", e);
        }
    }
}
