// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Instances that are alike: with as many vCPUs, and on each as many tasks of the same kinds that have as much to do. How
 * CPU is shared on one of them, it is on all.
 */
final class Contention {
    /** Its parts in any order, each with the number of its tasks on one instance. */
    record Key(double vcpus, Map<Part, Integer> parts) {
        /** Whether the law of some of its tasks still moved when they came together. */
        boolean moves() {
            return parts.keySet().stream().anyMatch(part -> part.together != null);
        }
    }

    /** @param together the same for tasks with the same law, because they went together; null where it has settled */
    record Part(Kind kind, Object together) {}

    final Key key;
    final Set<InstanceLoad> instances = new LinkedHashSet<>();
    private final Map<Part, AlikeTasks> tasks = new LinkedHashMap<>();
    private final double[] weights;
    private final double[] limits;
    private final double[] demands;

    /** Whether no further instances join it: its tasks have, or had, a law of their own. */
    boolean isApart;

    Contention(Key key, long now) {
        this.key = key;
        int all = key.parts.values().stream().mapToInt(Integer::intValue).sum();
        weights = new double[all];
        limits = new double[all];
        demands = new double[all];
        int i = 0;
        for (var part : key.parts.entrySet()) {
            var kind = part.getKey().kind;
            tasks.put(part.getKey(), new AlikeTasks(kind, this, now));
            for (int each = 0; each < part.getValue(); each++) {
                weights[i] = kind.cpu.weight();
                limits[i] = kind.cpu.limit();
                i++;
            }
        }
    }

    Collection<AlikeTasks> tasks() {
        return tasks.values();
    }

    AlikeTasks of(Part part) {
        return tasks.get(part);
    }

    void advance(long now) {
        tasks.values().forEach(alike -> alike.advance(now));
    }

    /** CPU that the tasks of one instance use, since these came together; up to the last {@link #advance}. */
    CpuUse cpuUse() {
        double seconds = 0;
        double least = 0;
        double most = 0;
        for (var part : tasks.entrySet()) {
            var alike = part.getValue();
            int each = key.parts.get(part.getKey());
            seconds += each * alike.each().cpuSeconds();
            least += each * Math.min(alike.cpuUsed(), alike.cpuUsedInTheEnd());
            most += each * Math.max(alike.cpuUsed(), alike.cpuUsedInTheEnd());
        }
        return new CpuUse(seconds, least, most);
    }

    /** Whether the law of some of them still moves; up to the last {@link #advance}. */
    boolean moves() {
        for (var alike : tasks.values()) {
            if (alike.moves()) {
                return true;
            }
        }
        return false;
    }

    /** Shares the CPU of each instance anew and lets every task plan with what it gets. */
    void solve(long now) {
        advance(now); // demands are those of the present
        int i = 0;
        for (var part : tasks.entrySet()) {
            double demand = part.getValue().demand();
            for (int each = key.parts.get(part.getKey()); each > 0; each--) {
                demands[i++] = demand;
            }
        }
        var grants = CpuShares.grants(key.vcpus, weights, limits, demands);
        var available = CpuShares.available(key.vcpus, weights, limits, demands);
        boolean contended = isContended();
        int first = 0;
        for (var part : tasks.entrySet()) {
            part.getValue().plan(now, grants[first], available[first], contended);
            first += key.parts.get(part.getKey());
        }
    }

    private boolean isContended() {
        double most = 0;
        for (double limit : limits) {
            most += Math.min(key.vcpus, limit);
        }
        return limits.length > 1 && most > key.vcpus;
    }
}
