// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;

/**
 * Neighbours that are alike: they share as many vCPUs, and are as many tasks of the same kinds that have about as
 * much to do. How CPU is shared among some of them, it is among all.
 */
final class Contention {
    /**
     * @param kinds in any order, each with the numbers of its tasks among the neighbours: of those with about as much to
     *     do, from little to much
     */
    record Key(double vcpus, Map<Kind, List<Integer>> kinds) {
        static Key of(double vcpus, Map<Kind, List<List<TaskLoad>>> parts) {
            Map<Kind, List<Integer>> kinds = new LinkedHashMap<>();
            parts.forEach((kind, those) ->
                    kinds.put(kind, those.stream().map(List::size).toList()));
            return new Key(vcpus, kinds);
        }
    }

    final Key key;
    final Set<Neighbours> neighbours = new LinkedHashSet<>();
    private final Map<Kind, List<AlikeTasks>> kinds = new LinkedHashMap<>();
    /** All of these. */
    private final List<AlikeTasks> tasks = new ArrayList<>();
    /** Of each of them, how many are among the neighbours. */
    private final int[] counts;

    private final double[] weights;
    private final double[] limits;
    private final double[] demands;
    private final boolean isContended;

    Contention(Key key, long now) {
        this.key = key;
        key.kinds.forEach((kind, parts) -> kinds.put(
                kind,
                parts.stream().map(part -> new AlikeTasks(kind, this, now)).toList()));
        kinds.values().forEach(tasks::addAll);
        counts = key.kinds.values().stream()
                .flatMap(List::stream)
                .mapToInt(Integer::intValue)
                .toArray();
        int all = Arrays.stream(counts).sum();
        weights = new double[all];
        limits = new double[all];
        demands = new double[all];
        int next = 0;
        double most = 0;
        for (int i = 0; i < counts.length; i++) {
            var cpu = tasks.get(i).kind.cpu;
            for (int each = 0; each < counts[i]; each++) {
                weights[next] = cpu.weight();
                limits[next] = cpu.limit();
                most += Math.min(key.vcpus, limits[next]);
                next++;
            }
        }
        isContended = all > 1 && most > key.vcpus;
    }

    List<AlikeTasks> tasks() {
        return tasks;
    }

    /** @param parts as the key counts them */
    void admit(Map<Kind, List<List<TaskLoad>>> parts) {
        parts.forEach((kind, those) -> {
            for (int i = 0; i < those.size(); i++) {
                var alike = kinds.get(kind).get(i);
                those.get(i).forEach(task -> task.join(alike));
            }
        });
    }

    /** Whether their tasks have about as many requests in them as these; up to the last {@link #advance}. */
    boolean isNear(Contention others) {
        return isNear((kind, i) -> others.kinds.get(kind).get(i).present());
    }

    boolean isNear(Map<Kind, List<List<TaskLoad>>> parts) {
        return isNear((kind, i) -> parts.get(kind).get(i).get(0).present());
    }

    private boolean isNear(ToDoubleBiFunction<Kind, Integer> present) {
        for (var kind : kinds.entrySet()) {
            for (int i = 0; i < kind.getValue().size(); i++) {
                if (!kind.getValue().get(i).isNear(present.applyAsDouble(kind.getKey(), i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether tasks of a kind have about as much to do that had not when they came together. */
    boolean hasNearParts() {
        for (var parts : kinds.values()) {
            for (int i = 1; i < parts.size(); i++) {
                if (parts.get(i).isNear(parts.get(i - 1).present())) {
                    return true;
                }
            }
        }
        return false;
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
