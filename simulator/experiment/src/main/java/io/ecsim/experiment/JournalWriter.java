// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the journal, one JSON object a line: {@code time} and {@code kind}, then the members of the entry in their
 * order; what is absent is left out. The fingerprint of a run is the SHA-256 of these bytes.
 *
 * <p>A stream that cannot be written shows as Jackson's unchecked {@code JacksonIOException}.
 */
public final class JournalWriter implements Journal, AutoCloseable {
    private static final JsonFactory JSON = JsonFactory.builder()
            .rootValueSeparator("")
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final Map<Class<?>, EntryShape> shapes = new IdentityHashMap<>();
    private final HashedStream hashed;
    private final JsonGenerator json;
    private final Stamps stamps;

    /** @param out closed with the writer */
    public JournalWriter(OutputStream out, Instant start) {
        hashed = new HashedStream(out);
        json = JSON.createGenerator(ObjectWriteContext.empty(), new BufferedOutputStream(hashed, 1 << 16));
        stamps = new Stamps(start);
    }

    private JournalWriter(Writer out, Instant start) {
        hashed = null;
        json = JSON.createGenerator(ObjectWriteContext.empty(), out);
        stamps = new Stamps(start);
    }

    @Override
    public void add(long time, Entry entry) {
        shapes.computeIfAbsent(entry.getClass(), EntryShape::new).write(json, stamps.at(time), entry);
        json.writeRaw('\n');
    }

    /** Writes what is still in memory. */
    @Override
    public void close() {
        json.close();
    }

    /** The hash over everything written, as 64 hexadecimal digits. Asked once, after {@link #close}. */
    public String fingerprint() {
        return hashed.hash();
    }

    /** One row as the journal writes it, with its line end. */
    public static String line(Instant start, JournalRow row) {
        StringWriter text = new StringWriter();
        try (JournalWriter writer = new JournalWriter(text, start)) {
            writer.add(row.time(), row.entry());
        }
        return text.toString();
    }
}
