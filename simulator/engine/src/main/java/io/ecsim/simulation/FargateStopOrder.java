// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.CapacityProviderStrategyItem;
import io.ecsim.capacity.CapacityProviderShares;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.service.TaskFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which tasks on Fargate stop first: those of the capacity provider that is furthest above its share of what is left
 * (SC-405), then where the provider has most of them, then where there are most at all, then as SV-6 ends its ties.
 */
final class FargateStopOrder {
    private record Candidate(TaskFacts facts, Task task) {
        String provider() {
            return String.valueOf(task.compute().capacityProvider());
        }

        String zone() {
            return task.instance().availabilityZone();
        }
    }

    private static final Comparator<Candidate> TIES = Comparator.comparing(
                    (Candidate candidate) -> candidate.facts().running())
            .thenComparing(candidate -> candidate.facts().healthy())
            .thenComparing(candidate -> candidate.task().createdAt())
            .thenComparing(candidate -> candidate.task().id());

    private final List<CapacityProviderStrategyItem> strategy;
    private final List<Candidate> left = new ArrayList<>();

    private FargateStopOrder(List<TaskFacts> tasks, ClusterState cluster, List<CapacityProviderStrategyItem> strategy) {
        this.strategy = strategy;
        tasks.forEach(facts -> left.add(new Candidate(facts, cluster.task(facts.id()))));
    }

    /** @param strategy empty for the launch type */
    static List<String> choose(
            List<TaskFacts> tasks, ClusterState cluster, List<CapacityProviderStrategyItem> strategy, int count) {
        FargateStopOrder order = new FargateStopOrder(tasks, cluster, strategy);
        List<String> chosen = new ArrayList<>();
        while (chosen.size() < count) {
            Candidate next = order.next();
            if (next == null) {
                break;
            }
            order.left.remove(next);
            chosen.add(next.facts().id());
        }
        return chosen;
    }

    private Candidate next() {
        Map<String, Integer> surplus = surplus();
        Map<String, Integer> zones = new LinkedHashMap<>();
        for (Candidate candidate : left) {
            zones.merge(candidate.zone(), 1, Integer::sum);
            zones.merge(part(candidate), 1, Integer::sum);
        }
        return left.stream()
                .filter(candidate -> !candidate.facts().isProtected())
                .min(Comparator.comparing((Candidate candidate) -> -surplus.get(candidate.provider()))
                        .thenComparing(candidate -> -place(candidate.provider()))
                        .thenComparing(candidate -> -zones.get(part(candidate)))
                        .thenComparing(candidate -> -zones.get(candidate.zone()))
                        .thenComparing(TIES))
                .orElse(null);
    }

    /** How many more tasks each provider has than its share of one task fewer. */
    private Map<String, Integer> surplus() {
        Map<String, Integer> surplus = new LinkedHashMap<>();
        left.forEach(candidate -> surplus.merge(candidate.provider(), 1, Integer::sum));
        if (!strategy.isEmpty()) {
            CapacityProviderShares.of(strategy, left.size() - 1)
                    .forEach((provider, share) -> surplus.merge(provider, -share, Integer::sum));
        }
        return surplus;
    }

    /** In the strategy; the last is the first to go. */
    private int place(String provider) {
        return strategy.stream()
                .map(CapacityProviderStrategyItem::name)
                .toList()
                .indexOf(provider);
    }

    private static String part(Candidate candidate) {
        return candidate.provider() + " in " + candidate.zone();
    }
}
