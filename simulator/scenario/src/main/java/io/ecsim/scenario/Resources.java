// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The module's own files. */
final class Resources {
    private Resources() {}

    static Node json(String name, List<Problem> problems) {
        try (InputStream in = Resources.class.getResourceAsStream(name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Document.parse(text, true, Source.of(Path.of(name)), problems);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
