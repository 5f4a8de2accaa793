// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

/** An expression that is not in the cluster query language. */
public final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Characters shown before and after the mistake. */
    private static final int WINDOW = 60;

    private final String problem;
    private final int position;

    QueryException(String expression, int position, String problem) {
        super("at column " + (position + 1) + ": " + problem + "\n" + pointer(expression, position));
        this.problem = problem;
        this.position = position;
    }

    private static String pointer(String expression, int position) {
        int from = Math.max(0, position - WINDOW);
        int to = Math.min(expression.length(), position + WINDOW);
        // One column per character, whatever kind of white space it is.
        String shown = expression.substring(from, to).replaceAll("\\s", " ");
        return "  " + shown + "\n  " + " ".repeat(position - from) + "^";
    }

    /** What is wrong, in one line without the place. */
    public String problem() {
        return problem;
    }

    /** Where: characters before the mistake. */
    public int position() {
        return position;
    }
}
