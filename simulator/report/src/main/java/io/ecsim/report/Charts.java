// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.RunOutcome;
import java.util.ArrayList;
import java.util.List;

/**
 * The charts of a run, drawn.
 *
 * @param remark what a reader should know about all of them; may be empty
 */
record Charts(List<Drawing> drawings, String remark) {
    private static final String NO_FONTS =
            "There are no charts: Java found no font on the machine that wrote this report."
                    + " Install fontconfig and fonts-dejavu-core there and run again. The figures are all here.";

    static Charts of(RunOutcome outcome, Clock clock) {
        if (!Drawing.isPossible()) {
            return new Charts(List.of(), NO_FONTS);
        }
        List<Chart> charts = new ArrayList<>(ServiceCharts.of(outcome, clock));
        charts.addAll(QueueCharts.of(outcome, clock));
        charts.addAll(ClusterCharts.of(outcome, clock));
        List<Mark> marks = Marks.of(outcome);
        Painter painter = new Painter(clock, marks);
        List<Drawing> drawings =
                charts.stream().map(chart -> Drawing.of(painter, chart)).toList();
        return new Charts(drawings, remark(outcome, marks));
    }

    Html section() {
        if (drawings.isEmpty() && remark.isEmpty()) {
            return Html.NOTHING;
        }
        return Page.section(
                "charts",
                "Charts",
                remark.isEmpty() ? Html.NOTHING : Html.element("p", remark),
                drawings.stream().map(Drawing::figure).toList());
    }

    private static String remark(RunOutcome outcome, List<Mark> marks) {
        List<String> remarks = new ArrayList<>();
        remarks.add("All times are UTC.");
        if (has(marks, Mark.Kind.DEPLOYMENT)) {
            remarks.add("Upright lines mark the start of a deployment.");
        }
        if (has(marks, Mark.Kind.EVENT)) {
            remarks.add("Broken upright lines mark what the scenario's timeline did to the run.");
        }
        int services = outcome.recording().services().size();
        if (services > ServiceCharts.MOST_SERVICES) {
            remarks.add("Of " + services + " services the busiest " + ServiceCharts.MOST_SERVICES + " are drawn.");
        }
        int queues = outcome.result().queues().size();
        if (queues > QueueCharts.MOST_QUEUES) {
            remarks.add("Of " + queues + " queues the first " + QueueCharts.MOST_QUEUES + " are drawn.");
        }
        return String.join(" ", remarks);
    }

    private static boolean has(List<Mark> marks, Mark.Kind kind) {
        return marks.stream().anyMatch(mark -> mark.kind() == kind);
    }
}
