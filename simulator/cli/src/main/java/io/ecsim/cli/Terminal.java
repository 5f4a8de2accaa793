// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import java.io.Console;
import java.io.PrintStream;

/** The two streams of a command. */
record Terminal(PrintStream out, PrintStream err) {

    /** Whether somebody is watching. From JDK 22 on there is a console even when there is no terminal. */
    static boolean isWatched() {
        Console console = System.console();
        if (console == null || System.getenv("TERM") == null || "dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException beforeJdk22) {
            return true;
        }
    }
}
