// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.events.Event;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes events as EventBridge has them, one JSON object a line. */
final class EventsWriter implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .build();

    private final OutputStream out;
    private final SequenceWriter events;
    private boolean any;

    /** @param out closed with the writer */
    EventsWriter(OutputStream out) {
        this.out = new BufferedOutputStream(out, 1 << 16);
        this.events = JSON.writer().withRootValueSeparator("\n").writeValues(this.out);
    }

    void add(Event event) {
        any = true;
        events.write(event.members());
    }

    /** Writes what is still in memory. */
    @Override
    public void close() throws IOException {
        events.flush();
        if (any) {
            out.write("\n".getBytes(StandardCharsets.UTF_8));
        }
        events.close();
        out.close();
    }
}
