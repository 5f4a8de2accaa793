// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import java.util.Locale;

/** The operators of the cluster query language, each as sign and as word (QL-1). */
enum Operator {
    EQUAL("==", "equals"),
    NOT_EQUAL("!=", "not_equals"),
    GREATER_EQUAL(">=", "greater_than_equal"),
    GREATER(">", "greater_than"),
    LESS_EQUAL("<=", "less_than_equal"),
    LESS("<", "less_than"),
    MATCHES("=~", "matches"),
    NOT_MATCHES("!~", "not_matches"),
    IN("in", "in"),
    NOT_IN("!in", "not_in"),
    EXISTS("exists", "exists"),
    NOT_EXISTS("!exists", "not_exists");

    private final String sign;
    private final String word;

    Operator(String sign, String word) {
        this.sign = sign;
        this.word = word;
    }

    /** The operator of that sign or word, upper and lower case being the same (QL-12); null if there is none. */
    static Operator of(String spelling) {
        String spelled = spelling.toLowerCase(Locale.ROOT);
        for (Operator operator : values()) {
            if (spelled.equals(operator.sign) || spelled.equals(operator.word)) {
                return operator;
            }
        }
        return null;
    }

    boolean takesNothing() {
        return this == EXISTS || this == NOT_EXISTS;
    }

    boolean takesList() {
        return this == IN || this == NOT_IN;
    }

    boolean takesPattern() {
        return this == MATCHES || this == NOT_MATCHES;
    }

    boolean isNegated() {
        return this == NOT_EQUAL || this == NOT_MATCHES || this == NOT_IN || this == NOT_EXISTS;
    }

    /** @param comparison negative, zero or positive, as {@link Comparable#compareTo} has it */
    boolean accepts(int comparison) {
        return switch (this) {
            case EQUAL -> comparison == 0;
            case NOT_EQUAL -> comparison != 0;
            case GREATER_EQUAL -> comparison >= 0;
            case GREATER -> comparison > 0;
            case LESS_EQUAL -> comparison <= 0;
            case LESS -> comparison < 0;
            default -> throw new IllegalStateException(this + " does not compare");
        };
    }

    @Override
    public String toString() {
        return sign;
    }
}
