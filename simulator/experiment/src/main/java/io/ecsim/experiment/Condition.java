// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import java.math.BigDecimal;
import java.util.List;

/**
 * An expectation that was understood: {@code FIGURE OP VALUE}, where the figure is a path into summary.json or a
 * statistic of a metric.
 *
 * @param text as the scenario writes it
 * @param value a BigDecimal, or a text to compare with == and !=
 */
record Condition(String text, Figure figure, Operator operator, Object value) {

    sealed interface Figure permits Path, Statistic {}

    /** @param steps names (String) and list positions (Integer), outermost first */
    record Path(String text, List<Object> steps) implements Figure {}

    /**
     * A statistic over the datapoints that begin in a span of time.
     *
     * @param name of the service, target group, load balancer or cluster
     * @param from nanoseconds since the scenario's start
     * @param to nanoseconds since the scenario's start, exclusive
     */
    record Statistic(Kind kind, String namespace, String metric, String name, long from, long to) implements Figure {
        /** As CloudWatch merges periods: extremes of the extremes, the sum, and the sum by the number of samples. */
        enum Kind {
            MIN,
            MAX,
            AVG,
            SUM
        }

        @Override
        public String toString() {
            return namespace + " " + metric + " " + name;
        }
    }

    /** OP. Words know only equality. */
    enum Operator {
        EQUAL("=="),
        NOT_EQUAL("!="),
        AT_MOST("<="),
        AT_LEAST(">="),
        BELOW("<"),
        ABOVE(">");

        final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        boolean forWords() {
            return this == EQUAL || this == NOT_EQUAL;
        }

        /** @param order of the figure against the value, as a comparator gives it */
        boolean holds(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case NOT_EQUAL -> order != 0;
                case AT_MOST -> order <= 0;
                case AT_LEAST -> order >= 0;
                case BELOW -> order < 0;
                case ABOVE -> order > 0;
            };
        }
    }

    /** Compares with the figure of the run. @param actual a number, a text or a Boolean */
    ExpectationResult against(Object actual) {
        if (actual instanceof BigDecimal number && value instanceof BigDecimal wanted) {
            return new ExpectationResult(text, operator.holds(number.compareTo(wanted)), number, null);
        }
        if (operator.forWords()) {
            boolean equal = Decimals.plain(actual).equals(Decimals.plain(value));
            return new ExpectationResult(text, equal == (operator == Operator.EQUAL), actual, null);
        }
        String problem = Decimals.plain(actual) + " is a word; words are compared with == and !=";
        return new ExpectationResult(text, false, null, problem);
    }

    ExpectationResult without(String problem) {
        return new ExpectationResult(text, false, null, problem);
    }
}
