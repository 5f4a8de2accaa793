// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where a row of tokens first leaves the grammar of QL-1 and QL-4, told token by token. */
final class FirstMistake {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("==", "equals"),
            Map.entry("!=", "not_equals"),
            Map.entry(">", "greater_than"),
            Map.entry(">=", "greater_than_equal"),
            Map.entry("<", "less_than"),
            Map.entry("<=", "less_than_equal"),
            Map.entry("=~", "matches"),
            Map.entry("!~", "not_matches"),
            Map.entry("!in", "not_in"),
            Map.entry("!exists", "not_exists"));

    private enum Next {
        OPERAND,
        OPERATOR,
        VALUE,
        LIST,
        ITEM,
        SEPARATOR,
        JUNCTION
    }

    private Next next = Next.OPERAND;
    private int open;
    private String subject;
    private boolean pattern;

    private FirstMistake() {}

    /**
     * Characters before the mistake when the tokens stand one space apart: before the first that cannot stand there, or
     * all when more is expected; -1 if all is well. A sign that can stand there is taken off what it is glued to.
     */
    static int in(List<String> tokens) {
        FirstMistake reader = new FirstMistake();
        int column = 0;
        for (String token : tokens) {
            int sign = reader.sign(token);
            if (sign > 0) {
                reader.next = Next.OPERAND;
            }
            if (!reader.takes(token.substring(sign))) {
                return column + sign;
            }
            column += token.length() + 1;
        }
        return reader.next == Next.JUNCTION && reader.open == 0 ? -1 : Math.max(0, column - 1);
    }

    private int sign(String token) {
        if (next == Next.OPERAND) {
            return token.length() > 1 && token.startsWith("!") ? 1 : 0;
        }
        boolean glued = token.length() > 2 && (token.startsWith("&&") || token.startsWith("||"));
        return next == Next.JUNCTION && glued ? 2 : 0;
    }

    private boolean takes(String token) {
        String word = token.toLowerCase(Locale.ROOT);
        return switch (next) {
            case OPERAND -> operand(token, word);
            case OPERATOR -> operator(word);
            case VALUE -> value(token, Next.JUNCTION);
            case ITEM -> value(token, Next.SEPARATOR);
            case LIST -> only(token, "[", Next.ITEM);
            case SEPARATOR -> only(token, ",", Next.ITEM) || only(token, "]", Next.JUNCTION);
            case JUNCTION -> {
                if (List.of("and", "&&", "or", "||").contains(word)) {
                    next = Next.OPERAND;
                    yield true;
                }
                yield token.equals(")") && --open >= 0;
            }
        };
    }

    private boolean operand(String token, String word) {
        if (token.equals("(")) {
            open++;
            return true;
        }
        if (word.equals("not") || word.equals("!")) {
            return true;
        }
        subject = QueryGenerator.OPERATORS.keySet().stream()
                .filter(known -> known.endsWith(":")
                        ? word.startsWith(known) && word.length() > known.length()
                        : word.equalsIgnoreCase(known))
                .findFirst()
                .orElse(null);
        next = Next.OPERATOR;
        return subject != null;
    }

    private boolean operator(String word) {
        String operator = WORDS.getOrDefault(word, word);
        next = operator.endsWith("exists") ? Next.JUNCTION : operator.endsWith("in") ? Next.LIST : Next.VALUE;
        pattern = operator.endsWith("matches");
        return QueryGenerator.OPERATORS.get(subject).contains(operator);
    }

    /** Whatever is no bracket is a value, of a type when the subject has one. */
    private boolean value(String token, Next then) {
        next = then;
        if (token.length() == 1 && "()[],".contains(token)) {
            return false;
        }
        boolean quoted = token.length() > 1 && "'\"".indexOf(token.charAt(0)) >= 0;
        String text = quoted ? token.substring(1, token.length() - 1) : token;
        return switch (subject) {
            case "agentConnected" -> pattern ? !text.equals("?") : text.equals("true") || text.equals("false");
            case "agentVersion" -> text.matches("[0-9]+([.][0-9]+)*");
            case "runningTasksCount" -> text.matches("[0-9]+");
            case "registeredAt" -> text.startsWith("2026-03-");
            default -> !(pattern && text.equals("?"));
        };
    }

    private boolean only(String token, String expected, Next then) {
        if (token.equals(expected)) {
            next = then;
            return true;
        }
        return false;
    }
}
