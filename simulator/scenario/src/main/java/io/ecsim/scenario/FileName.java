// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** The name of a file beside the one that names it. */
final class FileName {
    static final Value SHAPE = new Value(
            "the name of a file",
            (scalar, reading) -> resolve(scalar),
            value -> Node.text(value.toString()),
            Map.of("type", "string"));

    private FileName() {}

    /** Relative to the document in which it is written; null when it is no file name. */
    static Path resolve(Node.Scalar name) {
        try {
            return name.text().isEmpty()
                    ? null
                    : name.at().source().directory().resolve(name.text()).normalize();
        } catch (InvalidPathException notOne) {
            return null;
        }
    }

    /** The name as a document in another folder has to write it. */
    static String relative(Path file, Path home) {
        Path from = home.toAbsolutePath().normalize();
        return from.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
    }
}
