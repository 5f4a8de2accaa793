// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A file of JSON objects, one a line. */
final class JsonLines implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .build();

    private final OutputStream out;
    private final SequenceWriter objects;
    private boolean any;

    /** @param out closed with the writer */
    JsonLines(OutputStream out) {
        this.out = new BufferedOutputStream(out, 1 << 16);
        this.objects = JSON.writer().withRootValueSeparator("\n").writeValues(this.out);
    }

    void add(Object object) {
        any = true;
        objects.write(object);
    }

    /** Writes what is still in memory. */
    @Override
    public void close() throws IOException {
        objects.flush();
        if (any) {
            out.write("\n".getBytes(StandardCharsets.UTF_8));
        }
        objects.close();
        out.close();
    }
}
