// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.RunOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the report of a run. */
public final class Report {
    private Report() {}

    /** Writes {@code index.html}, and each chart of it as {@code charts/NAME.svg}, into the directory. */
    public static void write(RunOutcome outcome, Path directory) throws IOException {
        Clock clock = new Clock(outcome.scenario().start(), outcome.result().simulated());
        Charts charts = Charts.of(outcome, clock);
        Path folder = Files.createDirectories(directory.resolve("charts"));
        for (Drawing drawing : charts.drawings()) {
            Files.writeString(folder.resolve(drawing.chart().id() + ".svg"), drawing.file());
        }
        Files.writeString(directory.resolve("index.html"), Page.of(outcome, clock, charts));
    }
}
