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
        int code = execute(args, new Terminal(out, err), interrupt);
        out.flush();
        err.flush();
        interrupt.finished();
        System.exit(code);
    }

    /** Errors of the virtual machine would end the program with code 1, which means something else. */
    private static int execute(String[] args, Terminal terminal, Interrupt interrupt) {
        try {
            PluginJars.check(System.getProperty("java.class.path"));
            return CommandLines.create(terminal, interrupt).execute(args);
        } catch (InputException e) {
            terminal.err().println("ecsim: " + e.getMessage());
            return ExitCode.WRONG_INPUT;
        } catch (OutOfMemoryError e) {
            terminal.err().println("ecsim: out of memory. More: ECSIM_JAVA_OPTS=-Xmx8g ./ecsim ...");
        } catch (Error | RuntimeException e) {
            terminal.err().println("ecsim: this is a mistake of the simulator, not of the input:");
            e.printStackTrace(terminal.err());
        }
        return ExitCode.BROKEN_INVARIANT;
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
