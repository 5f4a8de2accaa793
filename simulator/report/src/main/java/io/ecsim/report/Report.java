// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.RunOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the report of a run. */
public final class Report {
    private Report() {}

    /**
     * Writes {@code index.html}, and each chart of it as {@code charts/NAME.svg}, into the directory.
     *
     * @param directory where the run has written its files
     * @param png whether each chart is written as {@code charts/NAME.png} too
     */
    public static void write(RunOutcome outcome, Path directory, boolean png) throws IOException {
        Clock clock = new Clock(outcome.scenario().start(), outcome.result().simulated());
        Easel easel = new Easel(clock, Marks.of(outcome));
        Files.writeString(directory.resolve("index.html"), Page.of(outcome, clock, easel, directory));
        easel.write(directory, png);
    }
}
