// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.JobSeries;
import io.ecsim.experiment.RunOutcome;
import io.ecsim.experiment.StepSeries;
import java.util.ArrayList;
import java.util.List;

/** The chart of tasks without a service: how many run, start and wait for a place. */
final class JobCharts {
    private JobCharts() {}

    static List<Chart> of(RunOutcome outcome, Clock clock) {
        JobSeries jobs = outcome.recording().jobs();
        List<Line> lines = new ArrayList<>();
        add(lines, "running", Ink.BLUE, Dash.SOLID, jobs.running(), clock);
        add(lines, "starting", Ink.TEAL, Dash.DOTTED, jobs.pending(), clock);
        add(lines, "waiting for a place", Ink.RED, Dash.DASHED, jobs.waiting(), clock);
        return lines.isEmpty()
                ? List.of()
                : List.of(new Chart(
                        "jobs",
                        "Standalone tasks",
                        Captions.most(lines, clock),
                        Scale.ofCounts(Line.max(lines)),
                        lines,
                        List.of()));
    }

    private static void add(List<Line> lines, String name, Ink ink, Dash dash, StepSeries series, Clock clock) {
        if (series.max() > 0) {
            lines.add(Line.ofSteps(name, ink, dash, series, clock.end()));
        }
    }
}
