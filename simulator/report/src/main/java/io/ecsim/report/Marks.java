// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.JournalRow;
import io.ecsim.experiment.RunOutcome;
import io.ecsim.journal.Entry;
import io.ecsim.simulation.Action;
import io.ecsim.simulation.CapacityActions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the moments that explain the bends in the lines. */
final class Marks {
    private Marks() {}

    /** Deployments after the first, and the timeline's events, in order of time. */
    static List<Mark> of(RunOutcome outcome) {
        List<Mark> marks = new ArrayList<>();
        Map<Long, List<String>> deployments = new TreeMap<>();
        for (Deployment deployment : Deployment.allOf(outcome.result())) {
            if (!deployment.first()) {
                deployments
                        .computeIfAbsent(deployment.result().startedAt(), at -> new ArrayList<>())
                        .add(deployment.result().taskDefinition());
            }
        }
        deployments.forEach((at, what) -> marks.add(
                new Mark(at, Mark.Kind.DEPLOYMENT, what.size() == 1 ? what.get(0) : what.size() + " deployments")));
        for (Action.Timed timed : outcome.scenario().timeline()) {
            String label = label(timed.action());
            if (label != null && timed.at().toNanos() <= outcome.result().simulated()) {
                marks.add(new Mark(timed.at().toNanos(), Mark.Kind.EVENT, label));
            }
        }
        marks.sort(Comparator.comparingLong(Mark::time));
        return marks;
    }

    /** When scaling policies changed the desired count of a service. */
    static List<Mark> scaling(RunOutcome outcome, String service) {
        List<Mark> marks = new ArrayList<>();
        for (JournalRow row : outcome.recording().rows()) {
            if (row.entry() instanceof Entry.ServiceScaled scaled
                    && scaled.service().equals(service)) {
                Mark.Kind kind = scaled.to() > scaled.from() ? Mark.Kind.SCALED_OUT : Mark.Kind.SCALED_IN;
                marks.add(new Mark(row.time(), kind, ""));
            }
        }
        return marks;
    }

    /** Null for what shows as a deployment or in the counts of tasks. */
    private static String label(Action action) {
        if (action instanceof Action.TerminateInstances lost) {
            return lost.count() == 1 ? "instance lost" : lost.count() + " instances lost";
        }
        if (action instanceof Action.SetTraffic traffic) {
            return "traffic × " + Figures.number(traffic.factor());
        }
        if (action instanceof CapacityActions.UpdateContainerInstancesState state) {
            return "instances " + state.request().status();
        }
        return null;
    }
}
