// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.JournalRow;
import io.ecsim.experiment.RunOutcome;
import io.ecsim.journal.Entry;
import io.ecsim.simulation.RunResult.DeploymentResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the moments that explain the bends in the lines. */
final class Marks {
    /** Beyond this many they would be a hatching. */
    static final int MOST = 60;

    /** A longer list is folded away until it is asked for. */
    private static final int SHOWN = 12;

    private Marks() {}

    /** Deployments after the first, and what was done or happened to the run; in order of time, the first so many. */
    static List<Mark> of(RunOutcome outcome) {
        List<Mark> marks = deployments(outcome);
        List<Long> deployed = marks.stream().map(Mark::time).toList();
        marks.addAll(Events.of(outcome, deployed));
        marks.sort(Comparator.comparingLong(Mark::time));
        return marks.size() <= MOST ? marks : List.copyOf(marks.subList(0, MOST));
    }

    private static List<Mark> deployments(RunOutcome outcome) {
        Map<Long, List<Deployment>> deployments = new TreeMap<>();
        for (Deployment deployment : Deployment.allOf(outcome.result())) {
            if (!deployment.first()) {
                deployments
                        .computeIfAbsent(deployment.result().startedAt(), at -> new ArrayList<>())
                        .add(deployment);
            }
        }
        List<Mark> marks = new ArrayList<>();
        deployments.forEach((at, all) -> marks.add(new Mark(at, Mark.Kind.DEPLOYMENT, label(all), what(all))));
        return marks;
    }

    private static String label(List<Deployment> deployments) {
        return deployments.size() == 1
                ? deployments.get(0).result().taskDefinition()
                : deployments.size() + " deployments";
    }

    private static String what(List<Deployment> deployments) {
        if (deployments.size() > 1) {
            return deployments.size() + " deployments began.";
        }
        DeploymentResult result = deployments.get(0).result();
        return "A deployment of " + result.taskDefinition() + " to "
                + deployments.get(0).service() + " (" + result.id() + ") began; " + result.state() + " after "
                + Figures.seconds(result.seconds()) + ".";
    }

    /** When scaling policies changed the desired count of a service. */
    static List<Mark> scaling(RunOutcome outcome, String service) {
        List<Mark> marks = new ArrayList<>();
        for (JournalRow row : outcome.recording().rows()) {
            if (row.entry() instanceof Entry.ServiceScaled scaled
                    && scaled.service().equals(service)) {
                Mark.Kind kind = scaled.to() > scaled.from() ? Mark.Kind.SCALED_OUT : Mark.Kind.SCALED_IN;
                marks.add(new Mark(row.time(), kind, "", ""));
            }
        }
        return marks;
    }

    /** The marks by their numbers, for those who look them up. */
    static Html list(List<Mark> marks, Clock clock) {
        if (marks.isEmpty()) {
            return Html.NOTHING;
        }
        Html list = Html.element(
                "ol",
                Html.cssClass("marks"),
                marks.stream()
                        .map(mark -> Html.element("li", clock.time(mark.time()) + " ", mark.what()))
                        .toList());
        return Html.details(marks.size() <= SHOWN, "The marks in the charts: " + marks.size(), list);
    }
}
