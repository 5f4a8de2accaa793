// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.kernel.Event;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.scaling.ScheduledRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The clock of scheduled actions: which runs when is planned one run ahead. */
final class ScheduledScaling {
    /** @param next null if its last run is over, or the scenario ends before */
    private record Planned(Event next) {
        void cancel() {
            if (next != null) {
                next.cancel();
            }
        }
    }

    private final Scenario scenario;
    private final Kernel kernel;
    /** By what is scaled, and name. */
    private final Map<String, Map<String, Planned>> planned = new LinkedHashMap<>();

    ScheduledScaling(Scenario scenario, Kernel kernel) {
        this.scenario = scenario;
        this.kernel = kernel;
    }

    boolean has(String target, String action) {
        return planned.getOrDefault(target, Map.of()).containsKey(action);
    }

    /**
     * A new action, or another definition of one.
     *
     * @param target the service or the group that it scales
     */
    void put(String target, String action, ScheduledRuns runs, Runnable due) {
        Planned before =
                planned.computeIfAbsent(target, t -> new LinkedHashMap<>()).get(action);
        if (before != null) {
            before.cancel();
        }
        plan(target, action, runs, due);
    }

    void delete(String target, String action) {
        planned.get(target).remove(action).cancel();
    }

    void deregister(String target) {
        Map<String, Planned> ofTarget = planned.remove(target);
        if (ofTarget != null) {
            ofTarget.values().forEach(Planned::cancel);
        }
    }

    private void plan(String target, String action, ScheduledRuns runs, Runnable due) {
        Instant next = runs.next(now());
        boolean comes = next != null && next.isBefore(scenario.start().plus(scenario.duration()));
        Event event = !comes
                ? null
                : kernel.at(Duration.between(scenario.start(), next).toNanos(), () -> {
                    due.run();
                    plan(target, action, runs, due);
                });
        planned.get(target).put(action, new Planned(event));
    }

    Instant now() {
        return Time.at(scenario.start(), kernel.now());
    }
}
