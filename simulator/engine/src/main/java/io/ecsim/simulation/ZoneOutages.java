// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.capacity.Fleet;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Zones that are lost, each until its last outage ends. */
final class ZoneOutages {
    private final Kernel kernel;
    private final ClusterState cluster;
    private final Fleet fleet;
    private final BiConsumer<ContainerInstance, String> loseInstance;
    private final Map<String, Long> until = new LinkedHashMap<>();

    ZoneOutages(Kernel kernel, ClusterState cluster, Fleet fleet, BiConsumer<ContainerInstance, String> loseInstance) {
        this.kernel = kernel;
        this.cluster = cluster;
        this.fleet = fleet;
        this.loseInstance = loseInstance;
    }

    /** Returns what became of it, for the journal. */
    String begin(Action.LoseAvailabilityZone outage) {
        String zone = outage.availabilityZone();
        long end = outage.duration() == null ? Long.MAX_VALUE : kernel.now() + Time.of(outage.duration());
        until.merge(zone, end, Math::max);
        fleet.close(zone);
        List<ContainerInstance> lost = cluster.instances().stream()
                .filter(instance -> zone.equals(instance.availabilityZone()))
                .toList();
        lost.forEach(instance -> loseInstance.accept(instance, "loseAvailabilityZone"));
        if (end < Long.MAX_VALUE) {
            kernel.at(end, () -> end(zone));
        }
        return "lost " + lost.stream().map(ContainerInstance::id).toList();
    }

    private void end(String zone) {
        if (until.getOrDefault(zone, Long.MAX_VALUE) <= kernel.now()) {
            until.remove(zone);
            fleet.open(zone);
        }
    }
}
