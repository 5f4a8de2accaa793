// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What tasks have in common that do alike where CPU is shared alike. Its hash is kept: it is asked for often. */
final class Kind {
    /** What a task gets of the requests to a group. */
    record Place(GroupLoad group, double weight) {}

    final ServiceLoad service;
    final TaskModel model;
    final TaskCpu cpu;
    final List<Place> places = new ArrayList<>();
    /** The group that its requests came from last; null before the first. */
    final GroupLoad group;
    /** The only task of its kind; null where others may be of it. */
    final TaskLoad alone;

    private final int hash;

    Kind(
            ServiceLoad service,
            TaskModel model,
            TaskCpu cpu,
            Map<GroupLoad, Double> weights,
            GroupLoad group,
            TaskLoad alone) {
        this.service = service;
        this.model = model;
        this.cpu = cpu;
        this.group = group;
        this.alone = alone;
        weights.forEach((to, weight) -> places.add(new Place(to, weight)));
        this.hash = Objects.hash(service, model, cpu, places, group, alone);
    }

    @Override
    public boolean equals(Object o) {
        return this == o
                || o instanceof Kind other
                        && hash == other.hash
                        && service == other.service
                        && group == other.group
                        && alone == other.alone
                        && model.equals(other.model)
                        && cpu.equals(other.cpu)
                        && places.equals(other.places);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
