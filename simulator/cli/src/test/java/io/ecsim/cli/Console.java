// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The command on a terminal that remembers what the last call printed. */
final class Console {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Interrupt interrupt;

    Console(Interrupt interrupt) {
        this.interrupt = interrupt;
    }

    /** The exit code. */
    int execute(String... args) {
        out.reset();
        err.reset();
        return CommandLines.create(new Terminal(stream(out), stream(err)), interrupt)
                .execute(args);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
