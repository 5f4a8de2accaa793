// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.service.ServiceFacts.OldTasks;
import io.ecsim.service.ServicePlan.Start;
import io.ecsim.service.ServicePlan.Stop;
import java.util.ArrayList;
import java.util.List;

/**
 * A pass over a service while a deployment shifts its traffic: both revisions are kept at the desired count, each by a
 * plan of its own, until the old one is cleaned up (BG-3).
 */
final class BothRevisions {
    private BothRevisions() {}

    /** Whether the new revision is there, all of it and healthy. */
    static boolean newReady(ServiceFacts facts, Shift shift) {
        List<TaskFacts> live = facts.tasks().stream()
                .filter(task -> task.deployment().equals(shift.to.id()) && !task.stopping())
                .toList();
        return live.size() == facts.desired() && live.stream().allMatch(TaskFacts::healthy);
    }

    /** Whether the tasks are gone that are to go: those of other revisions, in the end those of the old one too. */
    static boolean oldGone(ServiceFacts facts, Shift shift) {
        boolean stopped = facts.completion().oldTasks() == OldTasks.STOPPED;
        return facts.tasks().stream()
                .filter(task -> shift.isCleaningUp()
                        ? !task.deployment().equals(shift.to.id())
                        : !shift.concerns(task.deployment()))
                .allMatch(task -> task.stopping() && !stopped);
    }

    static ServicePlan plan(ServiceFacts facts, Shift shift, StopChoice choice) {
        List<Stop> stops = new ArrayList<>();
        List<Start> starts = new ArrayList<>();
        int held = 0;
        for (String deployment : facts.deployments()) {
            boolean wanted = deployment.equals(shift.to.id()) && shift.isScaledUp()
                    || deployment.equals(shift.from.id()) && !shift.isCleaningUp();
            ServicePlan plan =
                    Reconciler.plan(ServiceReader.only(facts, deployment, wanted ? facts.desired() : 0), choice);
            stops.addAll(plan.stops());
            starts.addAll(plan.starts());
            held += plan.held();
        }
        return new ServicePlan(List.copyOf(stops), List.copyOf(starts), held, false, false, null);
    }
}
