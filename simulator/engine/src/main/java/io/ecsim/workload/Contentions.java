// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.workload.Contention.Key;
import io.ecsim.workload.Contention.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps all neighbours with those that are alike, so that each case is solved once. */
final class Contentions {
    /** Those that further neighbours can join. */
    private final Map<Key, Contention> open = new LinkedHashMap<>();

    /**
     * Finds new company for neighbours of which something is another than before. Those that went together and have
     * backlogs stay together where they still are alike.
     *
     * @return those that have new members
     */
    Set<Contention> regroup(Collection<InstanceLoad> moved, long now) {
        Map<Key, Contention> apart = new LinkedHashMap<>();
        Set<Contention> joined = new LinkedHashSet<>();
        for (var instance : moved) {
            for (var neighbours : instance.arrange()) {
                if (neighbours.tasks.isEmpty()) {
                    leave(neighbours, now);
                } else {
                    joined.add(regroup(neighbours, apart, now));
                }
            }
        }
        joined.removeIf(contention -> contention.neighbours.isEmpty());
        return joined;
    }

    private Contention regroup(Neighbours neighbours, Map<Key, Contention> apart, long now) {
        List<Part> parts = new ArrayList<>(neighbours.tasks.size());
        Map<Part, Integer> counts = new LinkedHashMap<>();
        boolean waits = false;
        for (var task : neighbours.tasks) {
            var before = task.alike();
            task.leave(now);
            var part = task.part(before, now);
            parts.add(part);
            counts.merge(part, 1, Integer::sum);
            waits |= part.backlog() != null;
        }
        leave(neighbours, now);
        var company = find(new Key(neighbours.vcpus, counts), waits ? apart : open, now);
        company.isApart |= waits;
        neighbours.join(company, now);
        for (int i = 0; i < parts.size(); i++) {
            neighbours.tasks.get(i).join(company.of(parts.get(i)), now);
        }
        return company;
    }

    private static Contention find(Key key, Map<Key, Contention> among, long now) {
        var found = among.get(key);
        if (found != null) {
            found.advance(now);
            if (!found.waits() || key.waits()) {
                return found;
            }
            found.isApart = true; // by now its tasks have more to do than ours
        }
        var started = new Contention(key, now);
        among.put(key, started);
        return started;
    }

    /** Neighbours that have gone, or whose tasks have left their like. */
    private void leave(Neighbours neighbours, long now) {
        var left = neighbours.contention;
        neighbours.instance.leave(neighbours, now);
        if (left != null && left.neighbours.isEmpty()) {
            open.remove(left.key, left);
        }
    }

    /** An instance whose tasks have all gone. */
    void leave(InstanceLoad gone, long now) {
        gone.arrange().forEach(neighbours -> leave(neighbours, now));
    }
}
