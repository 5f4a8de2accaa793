// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.aws.CapacityProviderStrategyItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How tasks are split over the capacity providers of a strategy: the base first, then each next one where the tasks
 * beyond the base are fewest for the weight (SC-403, SC-404).
 */
public final class CapacityProviderShares {
    private CapacityProviderShares() {}

    /** The provider of the next task, its name as {@link CapacityProviderStrategyItem#name} has it. */
    public static String next(List<CapacityProviderStrategyItem> strategy, Map<String, Integer> tasks) {
        CapacityProviderStrategyItem best = null;
        long bestBeyond = 0;
        for (CapacityProviderStrategyItem item : strategy) {
            int count = tasks.getOrDefault(item.name(), 0);
            if (count < item.base()) {
                return item.name();
            }
            long beyond = count - item.base() + 1L;
            boolean less = best == null || beyond * best.weight() < bestBeyond * item.weight();
            if (item.weight() > 0 && less) {
                best = item;
                bestBeyond = beyond;
            }
        }
        return best.name();
    }

    /** Which provider gives a task up first: that furthest above its share of one task fewer, then the last one (SC-405). */
    public static List<String> givingUp(List<CapacityProviderStrategyItem> strategy, Map<String, Integer> tasks) {
        int total = tasks.values().stream().mapToInt(Integer::intValue).sum();
        Map<String, Integer> shares = of(strategy, Math.max(0, total - 1));
        List<String> order = new ArrayList<>(tasks.keySet());
        List<String> names =
                strategy.stream().map(CapacityProviderStrategyItem::name).toList();
        order.sort(Comparator.comparing((String provider) -> shares.getOrDefault(provider, 0) - tasks.get(provider))
                .thenComparing(provider -> -names.indexOf(provider)));
        return order;
    }

    /** How many tasks each provider has of a total. */
    public static Map<String, Integer> of(List<CapacityProviderStrategyItem> strategy, int total) {
        Map<String, Integer> tasks = new LinkedHashMap<>();
        strategy.forEach(item -> tasks.put(item.name(), 0));
        for (int i = 0; i < total; i++) {
            tasks.merge(next(strategy, tasks), 1, Integer::sum);
        }
        return tasks;
    }
}
