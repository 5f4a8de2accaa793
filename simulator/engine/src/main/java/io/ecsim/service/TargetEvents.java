// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.cluster.Task;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Service events about targets (EV-41, EV-42), which EventBridge does not get: of all that happens to them in an instant,
 * one for each target group and deployment.
 */
public final class TargetEvents {
    /** What is told, but for the number in its middle. */
    private record Happened(String service, String begin, String end) {}

    private final Kernel kernel;
    private final Journal journal;
    private final Map<Happened, Integer> untold = new LinkedHashMap<>();

    public TargetEvents(Kernel kernel, Journal journal) {
        this.kernel = kernel;
        this.journal = journal;
    }

    /** @param group as service events call it, {@code (target-group NAME)} */
    public void registered(Task task, String group) {
        happened(task, ") registered ", " targets in " + group);
    }

    /** @param group as service events call it, {@code (target-group NAME)} */
    public void deregistered(Task task, String group) {
        happened(task, ") deregistered ", " targets in " + group);
    }

    public void drains(Task task) {
        happened(task, ", taskSet " + task.deployment() + ") has begun draining connections on ", " tasks.");
    }

    private void happened(Task task, String begin, String end) {
        if (untold.isEmpty()) {
            kernel.atEndOfInstant(this::tell);
        }
        untold.merge(new Happened(task.service(), "(service " + task.service() + begin, end), 1, Integer::sum);
    }

    private void tell() {
        untold.forEach((what, count) -> journal.add(
                kernel.now(), new Entry.ServiceEvent(what.service(), what.begin() + count + what.end(), null, null)));
        untold.clear();
    }
}
