// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.util.Comparator;

/**
 * Something about the input that its author should know: what is accepted and not simulated, what is assumed.
 *
 * @param text a whole line that starts with the member it is about, where it is about one
 */
public record Note(Position at, String text) implements Comparable<Note> {
    private static final Comparator<Note> BY_PLACE =
            Comparator.comparing(Note::at).thenComparing(Note::text);

    @Override
    public int compareTo(Note other) {
        return BY_PLACE.compare(this, other);
    }

    /** {@code FILE:LINE:COLUMN: note: TEXT}. */
    @Override
    public String toString() {
        return at + ": note: " + text;
    }
}
