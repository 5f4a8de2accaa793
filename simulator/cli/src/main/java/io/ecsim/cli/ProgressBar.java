// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.journal.Entry;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.simulation.RunObserver;
import java.io.PrintStream;
import java.util.Locale;

/**
 * How far a run has come, on a terminal's standard error; silent for the first second, redrawn a few times a second,
 * gone at the end.
 */
final class ProgressBar implements RunObserver, AutoCloseable {
    private static final int WIDTH = 30;
    private static final long FIRST_MILLIS = 1_000;
    private static final long NEXT_MILLIS = 200;
    private static final String ERASE = "\r" + " ".repeat(WIDTH + 12) + "\r";

    private final PrintStream err;
    private final long duration;
    private final Thread painter = new Thread(this::paint, "progress");
    private volatile long simulated;

    /** @param duration of the whole run in nanoseconds */
    private ProgressBar(PrintStream err, long duration) {
        this.err = err;
        this.duration = Math.max(1, duration);
        painter.setDaemon(true);
    }

    static ProgressBar start(PrintStream err, long duration) {
        ProgressBar bar = new ProgressBar(err, duration);
        bar.painter.start();
        return bar;
    }

    @Override
    public void add(long time, Entry entry) {
        simulated = time;
    }

    @Override
    public void metric(Metric metric, Datapoint point) {
        simulated = point.start() + point.period();
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
                err.print(line(Math.min(1, simulated / (double) duration)));
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

    private static String line(double fraction) {
        int filled = (int) (fraction * WIDTH);
        return "\r[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] "
                + String.format(Locale.ROOT, "%3d %%", (int) (100 * fraction));
    }
}
