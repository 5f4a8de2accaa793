// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.util.Comparator;

/**
 * Something wrong with the input.
 *
 * @param file as the user gave it, or the option that brought the value
 * @param line from 1; 0 for the file as a whole
 * @param column from 1; 0 for the file as a whole
 * @param path the member, such as {@code services.shop.desiredCount}; empty when the text is no document at all
 * @param message a whole sentence that starts with the path
 */
public record Problem(String file, int line, int column, String path, String message) implements Comparable<Problem> {
    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(Problem::file)
            .thenComparingInt(Problem::line)
            .thenComparingInt(Problem::column)
            .thenComparing(Problem::message);

    static Problem of(Position at, String path, String message) {
        return new Problem(at.source().shown(), at.line(), at.column(), path, message);
    }

    @Override
    public int compareTo(Problem other) {
        return BY_PLACE.compare(this, other);
    }

    /** {@code FILE:LINE:COLUMN: error: MESSAGE}. */
    @Override
    public String toString() {
        String place = line == 0 ? file : file + ":" + line + ":" + column;
        return place + ": error: " + message;
    }
}
