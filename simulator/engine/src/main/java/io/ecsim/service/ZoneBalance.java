// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the tasks of a service lie over its zones, and how they should: so many in each, one more in some of them, which
 * are those that have most already (AZ-3).
 *
 * @param tasks by zone, in the zones' order
 */
record ZoneBalance(Map<String, Integer> tasks) {
    /** @param zonesOfTasks one for each task; those outside the zones count as none */
    static ZoneBalance of(Collection<String> zones, List<String> zonesOfTasks) {
        Map<String, Integer> tasks = new LinkedHashMap<>();
        zones.forEach(zone -> tasks.put(zone, 0));
        zonesOfTasks.forEach(zone -> tasks.computeIfPresent(zone, (z, n) -> n + 1));
        return new ZoneBalance(tasks);
    }

    boolean isEven() {
        int most = tasks.values().stream().mapToInt(n -> n).max().orElse(0);
        int least = tasks.values().stream().mapToInt(n -> n).min().orElse(0);
        return most - least <= 1;
    }

    /** A zone for each task that is to be started, those with fewest tasks first. */
    List<String> missing() {
        int all = tasks.values().stream().mapToInt(n -> n).sum();
        int inEach = tasks.isEmpty() ? 0 : all / tasks.size();
        int oneMore = tasks.isEmpty() ? 0 : all % tasks.size();
        List<String> fullestFirst = new ArrayList<>(tasks.keySet());
        fullestFirst.sort(Comparator.comparingInt((String zone) -> -tasks.get(zone)));
        List<String> missing = new ArrayList<>();
        for (int i = fullestFirst.size() - 1; i >= 0; i--) {
            String zone = fullestFirst.get(i);
            for (int n = tasks.get(zone); n < inEach + (i < oneMore ? 1 : 0); n++) {
                missing.add(zone);
            }
        }
        return missing;
    }

    /** {@code 2 tasks in us-east-1a, 1 in us-east-1b, and 0 in us-east-1c}. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        tasks.forEach((zone, n) -> parts.add(n + (parts.isEmpty() ? " tasks in " : " in ") + zone));
        int last = parts.size() - 1;
        return last < 1
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, last)) + ", and " + parts.get(last);
    }
}
