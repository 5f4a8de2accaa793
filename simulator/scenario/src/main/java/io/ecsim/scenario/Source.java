// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.nio.file.Path;

/**
 * Where text comes from.
 *
 * @param shown as the user gave it: a path, or the option
 * @param directory where relative file names in it start
 * @param file whether lines and columns mean something to the user
 */
record Source(String shown, Path directory, boolean file) {
    static Source of(Path file) {
        Path parent = file.getParent();
        return new Source(file.toString(), parent == null ? Path.of("") : parent, true);
    }

    static Source option(String shown, Path directory) {
        return new Source(shown, directory, false);
    }

    Position at(int line, int column) {
        return file ? new Position(this, line, column) : whole();
    }

    Position whole() {
        return new Position(this, 0, 0);
    }
}
