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

/** Keeps every instance with those that are alike, so that each case is solved once. */
final class Contentions {
    /** Those that further instances can join. */
    private final Map<Key, Contention> open = new LinkedHashMap<>();

    /**
     * Finds new company for instances on which something is another than before. Instances that went together and have
     * backlogs stay together where they still are alike.
     *
     * @return those that have new members
     */
    Set<Contention> regroup(Collection<InstanceLoad> moved, long now) {
        Map<Key, Contention> apart = new LinkedHashMap<>();
        Set<Contention> joined = new LinkedHashSet<>();
        for (var instance : moved) {
            if (!instance.tasks.isEmpty()) {
                joined.add(regroup(instance, apart, now));
            } else {
                leave(instance, now);
            }
        }
        joined.removeIf(contention -> contention.instances.isEmpty());
        return joined;
    }

    private Contention regroup(InstanceLoad instance, Map<Key, Contention> apart, long now) {
        List<Part> parts = new ArrayList<>(instance.tasks.size());
        Map<Part, Integer> counts = new LinkedHashMap<>();
        boolean waits = false;
        for (var task : instance.tasks) {
            var before = task.alike();
            task.leave(now);
            var part = task.part(before, now);
            parts.add(part);
            counts.merge(part, 1, Integer::sum);
            waits |= part.backlog() != null;
        }
        leave(instance, now);
        var company = find(new Key(instance.granted, counts), waits ? apart : open, now);
        company.isApart |= waits;
        instance.join(company, now);
        for (int i = 0; i < parts.size(); i++) {
            instance.tasks.get(i).join(company.of(parts.get(i)), now);
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

    /** An instance without tasks, or whose tasks have left their like. */
    void leave(InstanceLoad instance, long now) {
        var left = instance.contention;
        if (left != null) {
            instance.leave(now);
            if (left.instances.isEmpty()) {
                open.remove(left.key, left);
            }
        }
    }
}
