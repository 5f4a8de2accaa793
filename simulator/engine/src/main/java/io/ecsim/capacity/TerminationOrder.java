// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.kernel.Time;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Which instance of a group ends when there are too many (SC-445). A mixed group looks first of which market it has too
 * many. Balance of zones goes before every policy: the fullest zones that have an instance without protection. There the
 * policies, in their order; of those that are still equal the one that was launched first, in place of a random one.
 */
final class TerminationOrder {
    private TerminationOrder() {}

    /**
     * @param now nanoseconds since the start of the run
     * @return null when all are protected from scale-in
     */
    static Machine next(Group group, long now) {
        return next(group, now, machine -> true);
    }

    /** @param eligible which of them may be chosen */
    static Machine next(Group group, long now, Predicate<Machine> eligible) {
        List<Machine> members = group.those(Machine::counts);
        List<Machine> left = new ArrayList<>(members);
        left.removeIf(machine -> machine.protectedFromScaleIn || !eligible.test(machine));
        if (left.isEmpty()) {
            return null;
        }
        if (group.allocation.isMixed()) {
            boolean spot = spotGoes(group, members);
            if (left.stream().anyMatch(machine -> machine.launch.spot() == spot)) {
                left.removeIf(machine -> machine.launch.spot() != spot);
            }
        }
        Map<String, Integer> zones = new LinkedHashMap<>();
        group.machines.stream()
                .filter(machine -> machine.state.counts())
                .forEach(machine -> zones.merge(machine.zone(), 1, Integer::sum));
        left = first(left, machine -> -zones.get(machine.zone()));
        List<String> policies = group.document.terminationPolicies();
        for (String policy : policies.isEmpty() ? List.of("Default") : policies) {
            left = first(left, key(policy, group, now));
        }
        return left.get(0);
    }

    /** Whether it has more Spot Instances than one instance less should have. */
    private static boolean spotGoes(Group group, List<Machine> members) {
        long spot = members.stream().filter(machine -> machine.launch.spot()).count();
        return spot > group.allocation.wanted(members.size() - 1, true);
    }

    /** The one with the lowest key goes. Templates have no versions here, so the policies about them choose nobody. */
    private static ToLongFunction<Machine> key(String policy, Group group, long now) {
        return switch (policy) {
            case "OldestInstance" -> machine -> machine.launchedAt;
            case "NewestInstance" -> machine -> -machine.launchedAt;
            case "ClosestToNextInstanceHour" -> machine -> -((now - machine.launchedAt) % Time.HOUR);
            case "Default", "AllocationStrategy" -> machine -> -group.allocation.rank(machine);
            default -> machine -> 0;
        };
    }

    private static List<Machine> first(List<Machine> machines, ToLongFunction<Machine> key) {
        long least = machines.stream().mapToLong(key).min().orElseThrow();
        return machines.stream()
                .filter(machine -> key.applyAsLong(machine) == least)
                .toList();
    }
}
