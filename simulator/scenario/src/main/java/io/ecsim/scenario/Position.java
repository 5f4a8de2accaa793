// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.nio.file.Path;

/** A place in a source; line and column count from 1, line 0 means the source as a whole. */
record Position(Source source, int line, int column) {
    /** Of values that nobody wrote: defaults. */
    static final Position NOWHERE = Source.option("", Path.of("")).whole();

    Position right(int columns) {
        return new Position(source, line, column + columns);
    }

    @Override
    public String toString() {
        return line == 0 ? source.shown() : source.shown() + ":" + line + ":" + column;
    }
}
