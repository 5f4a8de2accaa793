// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An Auto Scaling group: how many instances it wants, which it has, and where the next one goes or ends. */
final class Group {
    /** A rebalancing group may have a tenth more than its maximum (SC-446). */
    private static final int TENTH = 10;

    final String name;
    final List<Launch> launches;
    final List<Machine> machines = new ArrayList<>();
    int minSize;
    int maxSize;
    int desiredCapacity;

    /** @param launches one for each of its zones, in its order */
    Group(String name, int minSize, int maxSize, int desiredCapacity, List<Launch> launches) {
        this.name = name;
        this.minSize = minSize;
        this.maxSize = maxSize;
        this.desiredCapacity = desiredCapacity;
        this.launches = launches;
    }

    /** Where it has fewest instances, first in its order of zones (SC-447); null when all zones are closed. */
    Launch next(Set<String> closed) {
        Map<String, Integer> counts = counts(closed);
        Launch best = null;
        for (Launch launch : launches) {
            Integer count = counts.get(launch.availabilityZone());
            if (count != null && (best == null || count < counts.get(best.availabilityZone()))) {
                best = launch;
            }
        }
        return best;
    }

    /** Which ends when there are too many: in the fullest zone the one that was launched first (SC-445). */
    Machine surplus() {
        Map<String, Integer> counts = counts(Set.of());
        Machine worst = null;
        for (Machine machine : machines) {
            if (worst == null || counts.get(machine.zone()) > counts.get(worst.zone())) {
                worst = machine;
            }
        }
        return worst;
    }

    /** Those that count: one that is to take another's place does not until it has booted. */
    int size() {
        return machines.size() - moving();
    }

    /** How many boot to take another's place. */
    int moving() {
        return (int) machines.stream().filter(machine -> machine.moves).count();
    }

    /** How many more than desired it may have now, to move from full zones to empty ones; 0 when it is balanced. */
    int moves(Set<String> closed) {
        Map<String, Integer> counts = counts(closed);
        int most = counts.values().stream().mapToInt(n -> n).max().orElse(0);
        int least = counts.values().stream().mapToInt(n -> n).min().orElse(0);
        return most - least > 1 ? Math.max(1, maxSize / TENTH) : 0;
    }

    private Map<String, Integer> counts(Set<String> closed) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Launch launch : launches) {
            if (!closed.contains(launch.availabilityZone())) {
                counts.put(launch.availabilityZone(), 0);
            }
        }
        machines.forEach(machine -> counts.computeIfPresent(machine.zone(), (zone, n) -> n + 1));
        return counts;
    }
}
