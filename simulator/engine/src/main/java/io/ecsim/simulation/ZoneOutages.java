// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.capacity.Fleet;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import java.util.LinkedHashMap;
import java.util.Map;

/** Zones that are lost, each until its last outage ends. */
final class ZoneOutages {
    private final Kernel kernel;
    private final Fleet fleet;
    private final Map<String, Long> until = new LinkedHashMap<>();

    ZoneOutages(Kernel kernel, Fleet fleet) {
        this.kernel = kernel;
        this.fleet = fleet;
    }

    /** Returns what became of it, for the journal. */
    String begin(Action.LoseAvailabilityZone outage) {
        String zone = outage.availabilityZone();
        long end = outage.duration() == null ? Long.MAX_VALUE : kernel.now() + Time.of(outage.duration());
        until.merge(zone, end, Math::max);
        if (end < Long.MAX_VALUE) {
            kernel.at(end, () -> end(zone));
        }
        return "lost " + fleet.close(zone, "loseAvailabilityZone");
    }

    private void end(String zone) {
        if (until.getOrDefault(zone, Long.MAX_VALUE) <= kernel.now()) {
            until.remove(zone);
            fleet.open(zone);
        }
    }
}
