// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * A mapping that may name a file of measurements. An effective scenario keeps it by name and checksum, for such files
 * are big.
 *
 * @param file the member that names the file
 */
record Recorded(String file, Members members) implements Shape {
    private static final String CHECKSUM = "sha256";

    @Override
    public Object read(Node node, Trail trail, Reading reading) {
        Object value = members.read(node, trail, reading);
        if (value != null
                && node instanceof Node.Mapping mapping
                && mapping.get(CHECKSUM) instanceof Node.Scalar written) {
            String actual = checksum(path(mapping));
            if (!actual.equals(written.text())) {
                reading.problem(written.at(), trail.member(CHECKSUM), "is not that of the file, " + actual + ".");
            }
        }
        return value;
    }

    @Override
    public Node complete(Node source, Object value, Path home) {
        Node.Mapping mapping = (Node.Mapping) source;
        if (mapping.get(file) == null) {
            return mapping;
        }
        Path path = path(mapping);
        Node.Mapping whole = members.parts() == null ? mapping : (Node.Mapping) members.complete(source, value, home);
        return whole.with(file, Position.NOWHERE, Node.text(FileName.relative(path, home)))
                .with(CHECKSUM, Position.NOWHERE, Node.text(checksum(path)));
    }

    private Path path(Node.Mapping mapping) {
        return FileName.resolve((Node.Scalar) mapping.get(file));
    }

    private static String checksum(Path path) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path));
            return HexFormat.of().formatHex(digest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Map<String, Object> schema(SchemaWriter.Definitions definitions) {
        return members.schema(definitions);
    }
}
