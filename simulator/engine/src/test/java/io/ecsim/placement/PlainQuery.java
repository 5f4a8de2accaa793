// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What an expression of the cluster query language means (QL-3 to QL-11), said a second time over a tree that was never
 * text: nothing here reads a spelling, and nothing of the main code is used.
 */
sealed interface PlainQuery {
    record Not(PlainQuery of) implements PlainQuery {}

    record And(PlainQuery left, PlainQuery right) implements PlainQuery {}

    record Or(PlainQuery left, PlainQuery right) implements PlainQuery {}

    /** @param attribute null for other subjects */
    record Comparison(String subject, String attribute, String operator, List<? extends Meaning> values)
            implements PlainQuery {}

    /** What a literal stands for. */
    sealed interface Meaning {}

    record Text(String text) implements Meaning {}

    record Pattern(String regex, Predicate<String> matches) implements Meaning {}

    record Version(int major, int minor, int patch) implements Meaning {}

    record Count(int count) implements Meaning {}

    /** In March 2026. */
    record Date(int day, int hour, int minute, int second) implements Meaning {
        /** Since the second day of the month, when the tests begin. */
        long seconds() {
            return ((day - 2) * 24L + hour) * 3600 + minute * 60L + second;
        }
    }

    /** The texts among those generated that are numbers. */
    Map<String, Double> NUMBERS =
            Map.of("10", 10.0, "9", 9.0, "-3", -3.0, "1.50", 1.5, "1.5", 1.5, "0.9", 0.9, "2026", 2026.0);

    /** @param versions of the agents by instance */
    static boolean holds(PlainQuery query, TestInstance instance, Map<String, Version> versions) {
        if (query instanceof Not not) {
            return !holds(not.of, instance, versions);
        }
        if (query instanceof And and) {
            return holds(and.left, instance, versions) && holds(and.right, instance, versions);
        }
        if (query instanceof Or or) {
            return holds(or.left, instance, versions) || holds(or.right, instance, versions);
        }
        Comparison comparison = (Comparison) query;
        return switch (comparison.subject) {
            case "agentConnected" -> text(instance.agentConnected() ? "true" : "false", comparison);
            case "ec2InstanceId" -> text(instance.id(), comparison);
            case "agentVersion" -> ordered(versionOrder(versions.get(instance.id()), comparison), comparison.operator);
            case "runningTasksCount" -> {
                int running = 0;
                for (int tasks : instance.tasksByGroup().values()) {
                    running += tasks;
                }
                yield ordered(Integer.compare(running, ((Count) first(comparison)).count), comparison.operator);
            }
            case "registeredAt" -> {
                long seconds = instance.registeredAt() / 1_000_000_000;
                yield ordered(Long.compare(seconds, ((Date) first(comparison)).seconds()), comparison.operator);
            }
            case "task:group" -> group(instance, comparison);
            default -> attribute(instance.attributes().get(comparison.attribute), comparison);
        };
    }

    private static Meaning first(Comparison comparison) {
        return comparison.values.get(0);
    }

    private static int versionOrder(Version has, Comparison comparison) {
        Version asked = (Version) first(comparison);
        if (has.major != asked.major) {
            return has.major < asked.major ? -1 : 1;
        }
        if (has.minor != asked.minor) {
            return has.minor < asked.minor ? -1 : 1;
        }
        return Integer.compare(has.patch, asked.patch);
    }

    private static boolean ordered(int order, String operator) {
        return switch (operator) {
            case "equals" -> order == 0;
            case "not_equals" -> order != 0;
            case "less_than" -> order < 0;
            case "less_than_equal" -> order <= 0;
            case "greater_than" -> order > 0;
            default -> order >= 0;
        };
    }

    private static boolean group(TestInstance instance, Comparison comparison) {
        boolean negated = comparison.operator.startsWith("not_");
        String operator = negated ? comparison.operator.substring("not_".length()) : comparison.operator;
        boolean some = operator.equals("exists")
                ? !instance.tasksByGroup().isEmpty()
                : instance.tasksByGroup().keySet().stream()
                        .anyMatch(group -> text(group, new Comparison("", null, operator, comparison.values)));
        return some != negated;
    }

    private static boolean attribute(String value, Comparison comparison) {
        if (comparison.operator.endsWith("exists")) {
            return (value != null) == comparison.operator.equals("exists");
        }
        if (value == null) {
            return false;
        }
        if (comparison.operator.startsWith("less") || comparison.operator.startsWith("greater")) {
            String asked = ((Text) first(comparison)).text;
            boolean numbers = NUMBERS.containsKey(value) && NUMBERS.containsKey(asked);
            int order = numbers ? Double.compare(NUMBERS.get(value), NUMBERS.get(asked)) : value.compareTo(asked);
            return ordered(order, comparison.operator);
        }
        return text(value, comparison);
    }

    private static boolean text(String value, Comparison comparison) {
        return switch (comparison.operator) {
            case "equals", "in" -> comparison.values.contains(new Text(value));
            case "not_equals", "not_in" -> !comparison.values.contains(new Text(value));
            case "matches" -> ((Pattern) first(comparison)).matches.test(value);
            default -> !((Pattern) first(comparison)).matches.test(value);
        };
    }
}
