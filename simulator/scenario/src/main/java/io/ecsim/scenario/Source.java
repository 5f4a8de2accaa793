// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.nio.file.Path;

/**
 * Where text comes from.
 *
 * @param shown as the user gave it: a path, or the option
 * @param directory where relative file names in it start
 */
record Source(String shown, Path directory) {
    static Source of(Path file) {
        Path parent = file.getParent();
        return new Source(file.toString(), parent == null ? Path.of("") : parent);
    }

    Position whole() {
        return new Position(this, 0, 0);
    }
}
