// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.RunOutcome;
import java.util.ArrayList;
import java.util.List;

/** The day: charts of services, queues and the cluster on one time axis, with what explains their bends marked. */
final class DayCharts {
    private DayCharts() {}

    static Html section(RunOutcome outcome, Clock clock, Easel easel) {
        if (!easel.canDraw()) {
            return Page.section("charts", "The day", Html.element("p", Easel.NO_FONTS));
        }
        List<Chart> charts = new ArrayList<>(ServiceCharts.of(outcome, clock));
        charts.addAll(QueueCharts.of(outcome, clock));
        charts.addAll(JobCharts.of(outcome, clock));
        charts.addAll(ClusterCharts.of(outcome, clock));
        if (charts.isEmpty()) {
            return Html.NOTHING;
        }
        List<Mark> marks = Marks.of(outcome);
        return Page.section(
                "charts",
                "The day",
                Html.element("p", remark(outcome, marks)),
                Marks.list(marks, clock),
                charts.stream().map(easel::figure).toList());
    }

    private static String remark(RunOutcome outcome, List<Mark> marks) {
        List<String> remarks = new ArrayList<>();
        remarks.add("All times are UTC.");
        if (has(marks, Mark.Kind.DEPLOYMENT)) {
            remarks.add("Upright lines mark the start of a deployment.");
        }
        if (has(marks, Mark.Kind.EVENT)) {
            remarks.add("Broken upright lines mark what was done, or happened, to the run.");
        }
        if (marks.size() == Marks.MOST) {
            remarks.add("The first " + Marks.MOST + " are marked.");
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
