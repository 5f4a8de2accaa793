// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Neighbours that are alike: they share as many vCPUs, and are as many tasks of the same kinds that have about as
 * much to do. How CPU is shared among some of them, it is among all.
 */
final class Contention {
    /** Its kinds in any order, each with the number of its tasks among the neighbours. */
    record Key(double vcpus, Map<Kind, Integer> kinds) {}

    final Key key;
    final Set<Neighbours> neighbours = new LinkedHashSet<>();
    private final List<AlikeTasks> tasks = new ArrayList<>();
    /** Of each of these, how many are among the neighbours. */
    private final int[] counts;

    private final double[] weights;
    private final double[] limits;
    private final double[] demands;
    private final boolean isContended;

    Contention(Key key, long now) {
        this.key = key;
        int all = key.kinds.values().stream().mapToInt(Integer::intValue).sum();
        counts = new int[key.kinds.size()];
        weights = new double[all];
        limits = new double[all];
        demands = new double[all];
        int i = 0;
        double most = 0;
        for (var kind : key.kinds.entrySet()) {
            var cpu = kind.getKey().cpu;
            counts[tasks.size()] = kind.getValue();
            tasks.add(new AlikeTasks(kind.getKey(), this, now));
            for (int each = 0; each < kind.getValue(); each++) {
                weights[i] = cpu.weight();
                limits[i] = cpu.limit();
                most += Math.min(key.vcpus, limits[i]);
                i++;
            }
        }
        isContended = all > 1 && most > key.vcpus;
    }

    List<AlikeTasks> tasks() {
        return tasks;
    }

    AlikeTasks of(Kind kind) {
        for (var alike : tasks) {
            if (alike.kind.equals(kind)) {
                return alike;
            }
        }
        throw new IllegalArgumentException("no task of the kind");
    }

    /** Whether their tasks have about as many requests in them as these; up to the last {@link #advance}. */
    boolean isNear(Contention others) {
        for (int i = 0; i < counts.length; i++) {
            var alike = tasks.get(i);
            if (!alike.isNear(others.of(alike.kind).present())) {
                return false;
            }
        }
        return true;
    }

    boolean isNear(List<TaskLoad> others, long now) {
        for (var task : others) {
            if (!of(task.kind(now)).isNear(task.present())) {
                return false;
            }
        }
        return true;
    }

    void advance(long now) {
        for (var alike : tasks) {
            alike.advance(now);
        }
    }

    /** CPU that neighbours use, since these came together; up to the last {@link #advance}. */
    CpuUse cpuUse() {
        double seconds = 0;
        double least = 0;
        double most = 0;
        for (int i = 0; i < counts.length; i++) {
            var alike = tasks.get(i);
            seconds += counts[i] * alike.each().cpuSeconds();
            least += counts[i] * Math.min(alike.cpuUsed(), alike.cpuUsedInTheEnd());
            most += counts[i] * Math.max(alike.cpuUsed(), alike.cpuUsedInTheEnd());
        }
        return new CpuUse(seconds, least, most);
    }

    /** Shares the CPU anew and lets every task plan with what it gets. */
    void solve(long now) {
        advance(now); // demands are those of the present
        int next = 0;
        for (int i = 0; i < counts.length; i++) {
            double demand = tasks.get(i).demand();
            for (int each = 0; each < counts[i]; each++) {
                demands[next++] = demand;
            }
        }
        var grants = CpuShares.grants(key.vcpus, weights, limits, demands);
        var available = CpuShares.available(key.vcpus, weights, limits, demands);
        int first = 0;
        for (int i = 0; i < counts.length; i++) {
            tasks.get(i).plan(now, grants[first], available[first], isContended);
            first += counts[i];
        }
    }
}
