// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * How far work has come and how long the rest may take, on a terminal's standard error; silent for the first second,
 * redrawn a few times a second, gone at the end.
 */
final class ProgressBar implements AutoCloseable {
    private static final int WIDTH = 30;
    private static final int REST = 40;
    private static final long FIRST_MILLIS = 1_000;
    private static final long NEXT_MILLIS = 200;
    private static final String ERASE = "\r" + " ".repeat(WIDTH + REST) + "\r";

    private final PrintStream err;
    private final DoubleSupplier done;
    private final long began = System.nanoTime();
    private final Thread painter = new Thread(this::paint, "progress");

    private ProgressBar(PrintStream err, DoubleSupplier done) {
        this.err = err;
        this.done = done;
        painter.setDaemon(true);
    }

    /** @param done the fraction of the work that is done, asked by a thread of its own */
    static ProgressBar start(PrintStream err, DoubleSupplier done) {
        ProgressBar bar = new ProgressBar(err, done);
        bar.painter.start();
        return bar;
    }

    @Override
    public void close() {
        painter.interrupt();
        try {
            painter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void paint() {
        boolean drawn = false;
        try {
            Thread.sleep(FIRST_MILLIS);
            while (true) {
                err.print(line(Math.min(1, done.getAsDouble()), (System.nanoTime() - began) / 1e9));
                err.flush();
                drawn = true;
                Thread.sleep(NEXT_MILLIS);
            }
        } catch (InterruptedException finished) {
            if (drawn) {
                err.print(ERASE);
                err.flush();
            }
        }
    }

    private static String line(double fraction, double seconds) {
        int filled = (int) (fraction * WIDTH);
        String left = fraction == 0 ? "" : Math.round(seconds / fraction - seconds) + " s left";
        return "\r[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] "
                + String.format(Locale.ROOT, "%3d %%  %-16s", (int) (100 * fraction), left);
    }
}
