// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.ScheduledAction;
import io.ecsim.kernel.Event;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.scaling.ScheduledRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

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
    private final BiConsumer<String, ScheduledAction> due;
    /** By service and name. */
    private final Map<String, Map<String, Planned>> planned = new LinkedHashMap<>();

    /** @param due told the service and its action whose time has come */
    ScheduledScaling(Scenario scenario, Kernel kernel, BiConsumer<String, ScheduledAction> due) {
        this.scenario = scenario;
        this.kernel = kernel;
        this.due = due;
    }

    boolean has(String service, String action) {
        return planned.getOrDefault(service, Map.of()).containsKey(action);
    }

    /** A new one, or another definition of one. */
    void put(String service, ScheduledAction action) {
        Planned before =
                planned.computeIfAbsent(service, s -> new LinkedHashMap<>()).get(action.scheduledActionName());
        if (before != null) {
            before.cancel();
        }
        plan(service, action, new ScheduledRuns(action, now()));
    }

    void delete(String service, String action) {
        planned.get(service).remove(action).cancel();
    }

    void deregister(String service) {
        Map<String, Planned> ofService = planned.remove(service);
        if (ofService != null) {
            ofService.values().forEach(Planned::cancel);
        }
    }

    private void plan(String service, ScheduledAction action, ScheduledRuns runs) {
        Instant next = runs.next(now());
        boolean comes = next != null && next.isBefore(scenario.start().plus(scenario.duration()));
        Event event = !comes
                ? null
                : kernel.at(Duration.between(scenario.start(), next).toNanos(), () -> {
                    due.accept(service, action);
                    plan(service, action, runs);
                });
        planned.get(service).put(action.scheduledActionName(), new Planned(event));
    }

    private Instant now() {
        return Time.at(scenario.start(), kernel.now());
    }
}
