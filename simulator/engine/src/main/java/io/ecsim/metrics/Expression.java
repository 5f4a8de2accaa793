// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An expression of CloudWatch's metric math over series of one value a period, NaN for a missing point. Known are
 * numbers, ids, {@code + - * / ^}, comparisons, {@code && ||}, parentheses, and the functions of {@link #FUNCTIONS}.
 *
 * <p>A point is missing in a sum, a product or a comparison where it is missing on either side, and in a quotient whose
 * divisor is zero (SC-216, ours).
 */
public sealed interface Expression {
    /** What can be called. With a list, {@code SUM([m1, m2])} works period by period over several series. */
    Set<String> FUNCTIONS =
            Set.of("ABS", "AVG", "CEIL", "FILL", "FLOOR", "IF", "MAX", "METRICS", "MIN", "PERIOD", "RATE", "SUM");

    /** @throws IllegalArgumentException with what is wrong and where */
    static Expression parse(String text) {
        return new ExpressionParser(text).parse();
    }

    /** One value for each slot. */
    double[] evaluate(Map<String, double[]> series, int slots, long period);

    /** The ids that it names. */
    List<String> ids();

    /** A number. */
    record Number(double value) implements Expression {
        @Override
        public double[] evaluate(Map<String, double[]> series, int slots, long period) {
            double[] values = new double[slots];
            Arrays.fill(values, value);
            return values;
        }

        @Override
        public List<String> ids() {
            return List.of();
        }
    }

    /** A series by its id. */
    record Id(String id) implements Expression {
        @Override
        public double[] evaluate(Map<String, double[]> series, int slots, long period) {
            return series.get(id).clone();
        }

        @Override
        public List<String> ids() {
            return List.of(id);
        }
    }

    /** Two sides and what is between them. */
    record Operation(String operator, Expression left, Expression right) implements Expression {
        @Override
        public double[] evaluate(Map<String, double[]> series, int slots, long period) {
            double[] a = left.evaluate(series, slots, period);
            double[] b = right.evaluate(series, slots, period);
            for (int i = 0; i < slots; i++) {
                a[i] = Double.isNaN(a[i]) || Double.isNaN(b[i]) ? Double.NaN : value(a[i], b[i]);
            }
            return a;
        }

        private double value(double a, double b) {
            return switch (operator) {
                case "+" -> a + b;
                case "-" -> a - b;
                case "*" -> a * b;
                case "/" -> b == 0 ? Double.NaN : a / b;
                case "^" -> StrictMath.pow(a, b);
                case "<" -> flag(a < b);
                case "<=" -> flag(a <= b);
                case ">" -> flag(a > b);
                case ">=" -> flag(a >= b);
                case "==" -> flag(a == b);
                case "!=" -> flag(a != b);
                case "&&" -> flag(a != 0 && b != 0);
                case "||" -> flag(a != 0 || b != 0);
                default -> throw new AssertionError(operator);
            };
        }

        private static double flag(boolean holds) {
            return holds ? 1 : 0;
        }

        @Override
        public List<String> ids() {
            return Stream.of(left, right).flatMap(side -> side.ids().stream()).toList();
        }
    }

    /**
     * A function.
     *
     * @param list whether the one argument was a list of series in brackets, or {@code METRICS()}
     */
    record Call(String function, List<Expression> arguments, boolean list) implements Expression {
        private static final Set<String> FILLERS = Set.of("REPEAT", "LINEAR");

        private int filler() {
            return arguments.get(1) instanceof Id id && FILLERS.contains(id.id()) ? 1 : 2;
        }

        @Override
        public double[] evaluate(Map<String, double[]> series, int slots, long period) {
            return new ExpressionCall(this, series, slots, period).value();
        }

        /** REPEAT and LINEAR are words of FILL. */
        @Override
        public List<String> ids() {
            return (function.equals("FILL") ? arguments.subList(0, filler()) : arguments)
                    .stream().flatMap(each -> each.ids().stream()).toList();
        }
    }
}
