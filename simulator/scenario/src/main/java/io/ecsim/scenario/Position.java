// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.nio.file.Path;
import java.util.Comparator;

/** A place in a source; line and column count from 1, line 0 means the source as a whole. */
record Position(Source source, int line, int column) implements Comparable<Position> {
    /** Of values that nobody wrote: defaults. */
    static final Position NOWHERE = Source.option("", Path.of("")).whole();

    private static final Comparator<Position> IN_ORDER = Comparator.comparing(
                    (Position position) -> position.source().shown())
            .thenComparingInt(Position::line)
            .thenComparingInt(Position::column);

    Position right(int columns) {
        return new Position(source, line, column + columns);
    }

    @Override
    public int compareTo(Position other) {
        return IN_ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return line == 0 ? source.shown() : source.shown() + ":" + line + ":" + column;
    }
}
