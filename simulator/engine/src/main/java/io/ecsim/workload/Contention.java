// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.kernel.Time;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Neighbours that are alike: they share as many vCPUs, and are as many tasks of the same kinds that have as much to do.
 * How CPU is shared among some of them, it is among all.
 */
final class Contention {
    /** Its parts in any order, each with the number of its tasks among the neighbours. */
    record Key(double vcpus, Map<Part, Integer> parts) {
        /** Whether some of its tasks had a backlog when they came together. */
        boolean waits() {
            return parts.keySet().stream().anyMatch(part -> part.backlog != null);
        }
    }

    /** @param backlog the same for tasks with equal backlogs, because they went together; null where none waits */
    record Part(Kind kind, Object backlog) {}

    final Key key;
    final Set<Neighbours> neighbours = new LinkedHashSet<>();
    private final Map<Part, AlikeTasks> tasks = new LinkedHashMap<>();
    private final double[] weights;
    private final double[] limits;
    private final double[] demands;

    private long time;
    private double cpuUsed;
    private double cpuSeconds;

    /** Whether no further neighbours join it: its tasks have, or had, backlogs of their own. */
    boolean isApart;

    Contention(Key key, long now) {
        this.key = key;
        int all = key.parts.values().stream().mapToInt(Integer::intValue).sum();
        weights = new double[all];
        limits = new double[all];
        demands = new double[all];
        time = now;
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
        cpuSeconds = cpuSeconds(now);
        time = now;
        tasks.values().forEach(alike -> alike.advance(now));
    }

    /** vCPUs that neighbours use. */
    double cpuUsed() {
        return cpuUsed;
    }

    /** vCPU-seconds that neighbours have used since these came together. */
    double cpuSeconds(long now) {
        return cpuSeconds + cpuUsed * Time.toSeconds(now - time);
    }

    /** Whether requests wait somewhere; up to the last {@link #advance}. */
    boolean waits() {
        for (var alike : tasks.values()) {
            if (alike.waits()) {
                return true;
            }
        }
        return false;
    }

    /** Shares the CPU anew and lets every task plan with what it gets. */
    void solve(long now) {
        advance(now); // demands are those of present backlogs
        int i = 0;
        for (var part : tasks.entrySet()) {
            double demand = part.getValue().demand();
            for (int each = key.parts.get(part.getKey()); each > 0; each--) {
                demands[i++] = demand;
            }
        }
        var grants = CpuShares.grants(key.vcpus, weights, limits, demands);
        var available = CpuShares.available(key.vcpus, weights, limits, demands);
        cpuUsed = 0;
        int first = 0;
        for (var part : tasks.entrySet()) {
            part.getValue().plan(now, grants[first], available[first]);
            int each = key.parts.get(part.getKey());
            cpuUsed += each * part.getValue().cpuUsed();
            first += each;
        }
    }
}
