// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Where {@code java -jar ecsim.jar} starts. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        // Before anything can load AWT: charts are drawn without a display.
        System.setProperty("java.awt.headless", "true");
        // What is printed must not depend on the machine it is printed on.
        Locale.setDefault(Locale.ROOT);
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        System.setOut(out);
        System.setErr(err);

        Interrupt interrupt = Interrupt.onSignal();
        int code = CommandLines.create(new Terminal(out, err), interrupt).execute(args);
        out.flush();
        err.flush();
        interrupt.finished();
        System.exit(code);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
