// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.experiment.Condition.Figure;
import io.ecsim.experiment.Condition.Operator;
import io.ecsim.experiment.Condition.Statistic;
import io.ecsim.scenario.Syntax;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads an expectation by recursive descent:
 *
 * <pre>
 * expectation = path OP value | statistic OP value [ "between" time "and" time ]
 * path        = name { "." name | "[" number "]" }
 * statistic   = ( "min" | "max" | "avg" | "average" | "sum" ) "(" namespace metric name ")"
 * OP          = "==" | "!=" | "&lt;=" | "&gt;=" | "&lt;" | "&gt;"
 * value       = number | number "%" | word | quoted text
 * </pre>
 */
final class ConditionParser {
    private final String text;
    private final Instant start;
    private int position;

    /** @param start of the scenario: where offsets begin */
    private ConditionParser(String text, Instant start) {
        this.text = text;
        this.start = start;
    }

    /** @throws SyntaxException with a message for the user */
    static Condition parse(String text, Instant start) {
        return new ConditionParser(text, start).condition();
    }

    private Condition condition() {
        skipSpaces();
        String first = name();
        skipSpaces();
        Figure figure = at('(') ? statistic(first) : path(first);
        Operator operator = operator();
        Object value = value();
        if (value instanceof String && !operator.forWords()) {
            throw wrong("a word is compared with == or !=, not with " + operator.sign);
        }
        skipSpaces();
        if (position < text.length() && figure instanceof Statistic statistic) {
            figure = between(statistic);
        }
        skipSpaces();
        if (position < text.length()) {
            throw wrong("nothing may follow the value, but '" + text.substring(position) + "' does");
        }
        return new Condition(text, figure, operator, value);
    }

    private Figure path(String first) {
        int begin = 0;
        List<Object> steps = new ArrayList<>(List.of(first));
        while (true) {
            skipSpaces();
            if (take('.')) {
                steps.add(name());
            } else if (take('[')) {
                steps.add(index());
            } else {
                return new Condition.Path(text.substring(begin, position).strip(), List.copyOf(steps));
            }
        }
    }

    private int index() {
        int begin = position;
        while (position < text.length() && Character.isDigit(text.charAt(position))) {
            position++;
        }
        String digits = text.substring(begin, position);
        if (digits.isEmpty() || digits.length() > 6 || !take(']')) {
            throw wrong("a position in a list is written [0], [1], ...");
        }
        return Integer.parseInt(digits);
    }

    private Statistic statistic(String word) {
        Statistic.Kind kind = switch (word.toLowerCase(Locale.ROOT)) {
            case "min" -> Statistic.Kind.MIN;
            case "max" -> Statistic.Kind.MAX;
            case "avg", "average" -> Statistic.Kind.AVG;
            case "sum" -> Statistic.Kind.SUM;
            default -> throw wrong("'" + word + "' is not a statistic: min, max, avg and sum are");
        };
        int close = text.indexOf(')', position);
        if (close < 0) {
            throw wrong("the parenthesis of " + word + "( is not closed");
        }
        String[] parts = text.substring(position + 1, close).strip().split("\\s+");
        if (parts.length != 3) {
            throw wrong(word + "(...) takes a namespace, a metric and a name, as in " + word
                    + "(AWS/ECS CPUUtilization shop)");
        }
        position = close + 1;
        return new Statistic(kind, parts[0], parts[1], unquoted(parts[2]), 0, Long.MAX_VALUE);
    }

    private Statistic between(Statistic all) {
        String[] words = text.substring(position).strip().split("\\s+");
        if (words.length != 4 || !words[0].equals("between") || !words[2].equals("and")) {
            throw wrong(
                    "after the value comes nothing or 'between TIME and TIME', not '" + text.substring(position) + "'");
        }
        long from = moment(words[1]);
        long to = moment(words[3]);
        if (from >= to) {
            throw wrong("'between " + words[1] + " and " + words[3] + "' ends before it begins");
        }
        position = text.length();
        return new Statistic(all.kind(), all.namespace(), all.metric(), all.name(), from, to);
    }

    private long moment(String word) {
        Duration offset = Syntax.duration(word);
        Instant instant = offset == null ? Syntax.instant(word) : start.plus(offset);
        if (instant == null) {
            throw wrong("'" + word + "' is not a time such as 9h30m or 2026-03-02T09:30:00Z");
        }
        return Duration.between(start, instant).toNanos();
    }

    private Operator operator() {
        skipSpaces();
        for (Operator operator : Operator.values()) {
            if (text.startsWith(operator.sign, position)) {
                position += operator.sign.length();
                return operator;
            }
        }
        String found = position == text.length() ? "the end" : "'" + text.substring(position) + "'";
        throw wrong("one of == != < <= > >= was expected, " + found + " was found");
    }

    private Object value() {
        skipSpaces();
        if (at('"') || at('\'')) {
            return name();
        }
        int begin = position;
        while (position < text.length() && !Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        String word = text.substring(begin, position);
        if (word.isEmpty()) {
            throw wrong("the value is missing");
        }
        try {
            return word.endsWith("%")
                    ? new BigDecimal(word.substring(0, word.length() - 1)).movePointLeft(2)
                    : new BigDecimal(word);
        } catch (NumberFormatException e) {
            if (Character.isLetter(word.charAt(0))) {
                return word;
            }
            throw wrong("'" + word + "' is neither a number nor a word");
        }
    }

    /** A bare or a quoted name. */
    private String name() {
        if (at('"') || at('\'')) {
            int close = text.indexOf(text.charAt(position), position + 1);
            if (close < 0) {
                throw wrong("a quotation mark is not closed");
            }
            String name = text.substring(position + 1, close);
            position = close + 1;
            return name;
        }
        int begin = position;
        while (position < text.length() && isNamePart(text.charAt(position))) {
            position++;
        }
        if (begin == position) {
            throw wrong("a figure such as requests.failed was expected");
        }
        return text.substring(begin, position);
    }

    private static String unquoted(String word) {
        boolean quoted = word.length() > 1
                && (word.charAt(0) == '"' || word.charAt(0) == '\'')
                && word.charAt(word.length() - 1) == word.charAt(0);
        return quoted ? word.substring(1, word.length() - 1) : word;
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '/' || c == ':';
    }

    private boolean at(char c) {
        return position < text.length() && text.charAt(position) == c;
    }

    private boolean take(char c) {
        boolean there = at(c);
        position += there ? 1 : 0;
        return there;
    }

    private void skipSpaces() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private SyntaxException wrong(String message) {
        return new SyntaxException(message);
    }

    /** The text is no expectation; the message says what is wrong. */
    static final class SyntaxException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SyntaxException(String message) {
            super(message);
        }
    }
}
