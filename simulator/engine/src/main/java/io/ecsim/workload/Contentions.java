// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.workload.Contention.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps all neighbours with those that are alike, so that each case is solved once. */
final class Contentions {
    private final Map<Key, List<Contention>> all = new LinkedHashMap<>();

    /**
     * Finds new company for neighbours of which something is another than before.
     *
     * @return those that have new members
     */
    Set<Contention> regroup(Collection<InstanceLoad> moved, long now) {
        Set<Contention> joined = new LinkedHashSet<>();
        for (var instance : moved) {
            for (var neighbours : instance.arrange()) {
                neighbours.tasks.forEach(task -> task.leave(now));
                leave(neighbours, now);
                if (!neighbours.tasks.isEmpty()) {
                    joined.add(join(neighbours, now));
                }
            }
        }
        joined.removeIf(contention -> contention.neighbours.isEmpty());
        return joined;
    }

    private Contention join(Neighbours neighbours, long now) {
        var parts = parts(neighbours.tasks, now);
        var company = find(Key.of(neighbours.vcpus, parts), parts, now);
        neighbours.join(company, now);
        company.admit(parts);
        return company;
    }

    /** Tasks of a kind that have about as much to do, from little to much. */
    private static Map<Kind, List<List<TaskLoad>>> parts(List<TaskLoad> tasks, long now) {
        Map<Kind, List<List<TaskLoad>>> parts = new LinkedHashMap<>();
        tasks.stream()
                .sorted(Comparator.comparingDouble(TaskLoad::present))
                .forEach(task -> add(task, parts.computeIfAbsent(task.kind(now), kind -> new ArrayList<>())));
        return parts;
    }

    private static void add(TaskLoad task, List<List<TaskLoad>> parts) {
        var last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
        if (last == null || !AlikeTasks.areNear(last.get(0).present(), task.present())) {
            parts.add(new ArrayList<>(List.of(task)));
        } else {
            last.add(task);
        }
    }

    private Contention find(Key key, Map<Kind, List<List<TaskLoad>>> parts, long now) {
        var others = all.computeIfAbsent(key, k -> new ArrayList<>());
        for (var company : others) {
            company.advance(now);
            if (company.isNear(parts)) {
                return company;
            }
        }
        var started = new Contention(key, now);
        others.add(started);
        return started;
    }

    /** Whether some have about as much to do by now as others do. */
    boolean canJoinOthers(Contention company) {
        if (company.hasNearParts()) {
            return true;
        }
        var others = all.get(company.key);
        for (int i = 0; others.get(i) != company; i++) {
            if (others.get(i).isNear(company)) {
                return true;
            }
        }
        return false;
    }

    /** Neighbours that have gone, or whose tasks have left their like. */
    private void leave(Neighbours neighbours, long now) {
        var left = neighbours.contention;
        neighbours.instance.leave(neighbours, now);
        if (left != null && left.neighbours.isEmpty()) {
            all.computeIfPresent(left.key, (key, those) -> without(left, those));
        }
    }

    private static List<Contention> without(Contention left, List<Contention> those) {
        those.remove(left);
        return those.isEmpty() ? null : those;
    }

    /** An instance whose tasks have all gone. */
    void leave(InstanceLoad gone, long now) {
        gone.arrange().forEach(neighbours -> leave(neighbours, now));
    }
}
