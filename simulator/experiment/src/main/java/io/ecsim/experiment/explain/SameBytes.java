// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.explain;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares what is written with what stands in a file, and keeps nothing of it. */
final class SameBytes extends OutputStream {
    private final InputStream file;
    private long line = 1;
    private long differs;

    SameBytes(Path file) throws IOException {
        this.file = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length && differs == 0; i++) {
            if (file.read() != (bytes[i] & 0xFF)) {
                differs = line;
            } else if (bytes[i] == '\n') {
                line++;
            }
        }
    }

    /** The line of the file in which the first difference lies; 0 when there is none so far. */
    long differsInLine() {
        return differs;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
