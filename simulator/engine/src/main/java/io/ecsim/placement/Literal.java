// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

/**
 * A value in an expression.
 *
 * @param at characters before it, and before its quote
 * @param text without quotes
 */
record Literal(String expression, int at, String text) {
    QueryException error(String problem) {
        return new QueryException(expression, at, problem);
    }
}
