// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rule of a composite alarm: a Boolean expression over the states of other alarms (SC-214). */
public sealed interface CompositeRule {
    /** @throws IllegalArgumentException with what is wrong and where */
    static CompositeRule parse(String text) {
        return new CompositeRuleParser(text).parse();
    }

    /** Whether it is true, given the states of alarms by the names that it has for them. */
    boolean holds(Function<String, AlarmState> states);

    /** The alarms that it names, in order. */
    Set<String> alarms();

    /** What it says. */
    @Override
    String toString();

    /** {@code ALARM(name)}: whether an alarm is in a state. */
    record Is(AlarmState state, String alarm) implements CompositeRule {
        @Override
        public boolean holds(Function<String, AlarmState> states) {
            return states.apply(alarm) == state;
        }

        @Override
        public Set<String> alarms() {
            return Set.of(alarm);
        }

        @Override
        public String toString() {
            return state + "(" + alarm + ")";
        }
    }

    /** {@code TRUE} or {@code FALSE}. */
    record Constant(boolean value) implements CompositeRule {
        @Override
        public boolean holds(Function<String, AlarmState> states) {
            return value;
        }

        @Override
        public Set<String> alarms() {
            return Set.of();
        }

        @Override
        public String toString() {
            return value ? "TRUE" : "FALSE";
        }
    }

    /** {@code NOT rule}. */
    record Not(CompositeRule rule) implements CompositeRule {
        @Override
        public boolean holds(Function<String, AlarmState> states) {
            return !rule.holds(states);
        }

        @Override
        public Set<String> alarms() {
            return rule.alarms();
        }

        @Override
        public String toString() {
            return "NOT " + rule;
        }
    }

    /** {@code a AND b AND c}. */
    record And(List<CompositeRule> rules) implements CompositeRule {
        @Override
        public boolean holds(Function<String, AlarmState> states) {
            return rules.stream().allMatch(rule -> rule.holds(states));
        }

        @Override
        public Set<String> alarms() {
            return all(rules);
        }

        @Override
        public String toString() {
            return text(rules, " AND ");
        }
    }

    /** {@code a OR b OR c}. */
    record Or(List<CompositeRule> rules) implements CompositeRule {
        @Override
        public boolean holds(Function<String, AlarmState> states) {
            return rules.stream().anyMatch(rule -> rule.holds(states));
        }

        @Override
        public Set<String> alarms() {
            return all(rules);
        }

        @Override
        public String toString() {
            return text(rules, " OR ");
        }
    }

    private static Set<String> all(List<CompositeRule> rules) {
        Set<String> all = new LinkedHashSet<>();
        rules.forEach(rule -> all.addAll(rule.alarms()));
        return all;
    }

    private static String text(List<CompositeRule> rules, String operator) {
        return rules.stream().map(CompositeRule::toString).collect(Collectors.joining(operator, "(", ")"));
    }
}
