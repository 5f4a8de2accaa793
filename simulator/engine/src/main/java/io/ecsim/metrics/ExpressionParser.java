// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an expression of metric math by recursive descent; each level binds closer than the one before. */
final class ExpressionParser {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?|\\.\\d+)|([A-Za-z]\\w*)|(<=|>=|==|!=|&&|\\|\\||[-+*/^<>(),\\[\\]]))");
    private static final List<List<String>> LEVELS = List.of(
            List.of("||"),
            List.of("&&"),
            List.of("<", "<=", ">", ">=", "==", "!="),
            List.of("+", "-"),
            List.of("*", "/"));

    private final String text;
    private int at;
    /** Where the token begins that is looked at. */
    private int start;

    private String token;

    ExpressionParser(String text) {
        this.text = text;
        advance();
    }

    Expression parse() {
        Expression whole = level(0);
        if (token != null) {
            throw wrong("an operator");
        }
        return whole;
    }

    private Expression level(int level) {
        if (level == LEVELS.size()) {
            return power();
        }
        Expression left = level(level + 1);
        while (token != null && LEVELS.get(level).contains(token)) {
            left = new Expression.Operation(taken(), left, level(level + 1));
        }
        return left;
    }

    private Expression power() {
        Expression base = operand();
        return "^".equals(token) ? new Expression.Operation(taken(), base, power()) : base;
    }

    private Expression operand() {
        if (token == null) {
            throw wrong("a number, an id or a function");
        } else if (token.equals("-")) {
            taken();
            return new Expression.Operation("-", new Expression.Number(0), operand());
        } else if (token.equals("(")) {
            taken();
            Expression inside = level(0);
            expect(")");
            return inside;
        } else if (Character.isDigit(token.charAt(0)) || token.charAt(0) == '.') {
            return new Expression.Number(Double.parseDouble(taken()));
        } else if (!Character.isLetter(token.charAt(0))) {
            throw wrong("a number, an id or a function");
        }
        int begins = start;
        String name = taken();
        return "(".equals(token) ? call(name, begins) : new Expression.Id(name);
    }

    private Expression call(String name, int begins) {
        if (!Expression.FUNCTIONS.contains(name)) {
            throw new IllegalArgumentException("at column " + (begins + 1) + ": " + name + " is not one of "
                    + String.join(", ", Expression.FUNCTIONS.stream().sorted().toList()));
        }
        taken();
        List<Expression> arguments = new ArrayList<>();
        boolean list = "[".equals(token);
        if (list) {
            taken();
        }
        while (!(list ? "]" : ")").equals(token)) {
            arguments.add(level(0));
            if (",".equals(token)) {
                taken();
            } else if (!(list ? "]" : ")").equals(token)) {
                throw wrong(list ? "] or a comma" : ") or a comma");
            }
        }
        if (list) {
            expect("]");
        }
        expect(")");
        return checked(name, arguments, list, begins);
    }

    /** {@code SUM(METRICS())} is the sum of the list of all metrics. */
    private static Expression checked(String name, List<Expression> arguments, boolean list, int begins) {
        boolean all = arguments.size() == 1
                && arguments.get(0) instanceof Expression.Call call
                && call.function().equals("METRICS");
        int least = name.equals("METRICS") ? 0 : name.equals("IF") || name.equals("FILL") ? 2 : 1;
        int most = name.equals("METRICS") ? 0 : name.equals("IF") ? 3 : name.equals("FILL") ? 2 : 1;
        if (!list && (arguments.size() < least || arguments.size() > most)) {
            throw new IllegalArgumentException("at column " + (begins + 1) + ": " + name + " takes "
                    + (least == most ? String.valueOf(least) : least + " or " + most) + " arguments, not "
                    + arguments.size());
        }
        return all ? new Expression.Call(name, List.of(), true) : new Expression.Call(name, arguments, list);
    }

    private void expect(String wanted) {
        if (!wanted.equals(token)) {
            throw wrong(wanted);
        }
        taken();
    }

    private String taken() {
        String taken = token;
        advance();
        return taken;
    }

    private void advance() {
        Matcher matcher = TOKEN.matcher(text).region(at, text.length());
        if (matcher.lookingAt()) {
            for (int group = 1; group <= 3; group++) {
                if (matcher.group(group) != null) {
                    token = matcher.group(group);
                    start = matcher.start(group);
                }
            }
            at = matcher.end();
            return;
        }
        start = text.length() - text.substring(at).stripLeading().length();
        if (start < text.length()) {
            throw new IllegalArgumentException(
                    "at column " + (start + 1) + ": " + text.charAt(start) + " means nothing");
        }
        token = null;
    }

    private IllegalArgumentException wrong(String wanted) {
        return new IllegalArgumentException(
                "at column " + (start + 1) + ": expected " + wanted + ", found " + (token == null ? "the end" : token));
    }
}
