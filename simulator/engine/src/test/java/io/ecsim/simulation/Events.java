// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.events.Event;
import io.ecsim.events.EventType;
import io.ecsim.journal.Entry;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps the events of a run, and its journal. */
final class Events implements RunObserver {
    final List<Event> all = new ArrayList<>();
    final List<Entry> rows = new ArrayList<>();

    static Events of(Scenario scenario) {
        Events events = new Events();
        Simulation.run(scenario, events, () -> false);
        return events;
    }

    @Override
    public void add(long time, Entry entry) {
        rows.add(entry);
    }

    @Override
    public void metric(Metric metric, Datapoint point) {}

    @Override
    public boolean takesEvents() {
        return true;
    }

    @Override
    public void event(Event event) {
        all.add(event);
    }

    List<Event> of(EventType type) {
        return all.stream().filter(event -> event.type() == type).toList();
    }

    List<Map<String, Object>> details(EventType type) {
        return of(type).stream().map(Event::detail).toList();
    }

    /** Of each detail the values of some members, with a space between them. */
    List<String> told(EventType type, String... members) {
        return details(type).stream()
                .map(detail -> {
                    List<String> values = new ArrayList<>();
                    for (String member : members) {
                        values.add(String.valueOf(detail.get(member)));
                    }
                    return String.join(" ", values);
                })
                .toList();
    }
}
