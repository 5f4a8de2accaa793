// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads the rule of a composite alarm. {@code NOT} binds closest, then {@code AND}, then {@code OR}.
 *
 * <pre>
 * or:   and {OR and}
 * and:  not {AND not}
 * not:  NOT not | ( or ) | TRUE | FALSE | STATE ( name )
 * </pre>
 */
final class CompositeRuleParser {
    private static final String STATES = "ALARM(name), OK(name), INSUFFICIENT_DATA(name), TRUE, FALSE, NOT or (";
    /** Ours: a rule that a person can read is far below it. */
    private static final int DEEPEST = 100;

    private static final int MOST_SHOWN = 40;

    private final String text;
    private int at;
    private int depth;

    CompositeRuleParser(String text) {
        this.text = text;
    }

    CompositeRule parse() {
        CompositeRule rule = or();
        if (at < text.length()) {
            throw wrong("AND, OR or the end");
        }
        return rule;
    }

    private CompositeRule or() {
        List<CompositeRule> rules = several(this::and, "OR");
        return rules.size() == 1 ? rules.get(0) : new CompositeRule.Or(rules);
    }

    private CompositeRule and() {
        List<CompositeRule> rules = several(this::not, "AND");
        return rules.size() == 1 ? rules.get(0) : new CompositeRule.And(rules);
    }

    private List<CompositeRule> several(Supplier<CompositeRule> part, String operator) {
        List<CompositeRule> rules = new ArrayList<>();
        do {
            rules.add(part.get());
        } while (takes(operator));
        return List.copyOf(rules);
    }

    private CompositeRule not() {
        if (takes("NOT")) {
            return new CompositeRule.Not(deeper(this::not));
        }
        if (takes("(")) {
            CompositeRule rule = deeper(this::or);
            expect(")");
            return rule;
        }
        if (takes("TRUE")) {
            return new CompositeRule.Constant(true);
        }
        if (takes("FALSE")) {
            return new CompositeRule.Constant(false);
        }
        for (AlarmState state : AlarmState.values()) {
            if (takes(state.name())) {
                expect("(");
                String alarm = name();
                expect(")");
                return new CompositeRule.Is(state, alarm);
            }
        }
        throw wrong(STATES);
    }

    private CompositeRule deeper(Supplier<CompositeRule> part) {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("at column " + (at + 1) + ": nested deeper than " + DEEPEST);
        }
        CompositeRule rule = part.get();
        depth--;
        return rule;
    }

    /** As it stands, or in double quotes if it has blanks or parentheses. */
    private String name() {
        skipBlanks();
        boolean quoted = at < text.length() && text.charAt(at) == '"';
        int begin = quoted ? at + 1 : at;
        int end = begin;
        while (end < text.length()
                && (quoted ? text.charAt(end) != '"' : " \t\n\r()\"".indexOf(text.charAt(end)) < 0)) {
            end++;
        }
        if (end == begin || quoted && end == text.length()) {
            throw wrong("the name of an alarm");
        }
        at = quoted ? end + 1 : end;
        return text.substring(begin, end);
    }

    private void expect(String sign) {
        if (!takes(sign)) {
            throw wrong(sign);
        }
    }

    /** Takes a sign, or a word that is not only the beginning of a longer one. */
    private boolean takes(String word) {
        skipBlanks();
        int end = at + word.length();
        if (!text.startsWith(word, at)
                || Character.isLetter(word.charAt(0))
                        && end < text.length()
                        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            return false;
        }
        at = end;
        skipBlanks();
        return true;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException wrong(String wanted) {
        String found = at == text.length() ? "the end" : text.substring(at, Math.min(at + MOST_SHOWN, text.length()));
        return new IllegalArgumentException("at column " + (at + 1) + ": expected " + wanted + ", not " + found);
    }
}
