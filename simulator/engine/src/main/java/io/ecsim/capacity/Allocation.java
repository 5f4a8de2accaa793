// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.AvailabilityZoneDistribution;
import io.ecsim.aws.InstancesDistribution;
import io.ecsim.aws.MixedInstancesPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Where a group launches its next instance, and as what: the zone with fewest first (SC-447), there the type that the
 * allocation strategy prefers (SC-448). What strategies go by is ours, as AWS publishes neither capacity nor prices of
 * the moment: a pool is a type in a zone; the less often Spot Instances of a type are interrupted, the more capacity its
 * pools have.
 */
final class Allocation {
    private final InstancesDistribution distribution;
    private final boolean balancedOnly;
    private final Market market;
    private final Map<String, List<Launch>> byZone = new LinkedHashMap<>();

    /** @param launches on demand; in each zone the most preferred type first */
    Allocation(AutoScalingGroup document, List<Launch> launches, Market market) {
        MixedInstancesPolicy mixed = document.mixedInstancesPolicy();
        this.distribution = mixed == null ? null : mixed.instancesDistribution();
        this.balancedOnly = AvailabilityZoneDistribution.BALANCED_ONLY.equals(
                document.availabilityZoneDistribution().capacityDistributionStrategy());
        this.market = market;
        launches.forEach(launch -> byZone.computeIfAbsent(launch.availabilityZone(), zone -> new ArrayList<>())
                .add(launch));
    }

    /** All that may be launched, on demand. */
    List<Launch> launches() {
        return byZone.values().stream().flatMap(List::stream).toList();
    }

    /** What a group has, as far as it matters for what comes next. */
    static final class Tally {
        private final Map<String, Integer> zones = new LinkedHashMap<>();
        private final Map<String, Integer> pools = new LinkedHashMap<>();
        private int onDemand;
        private int spot;

        void add(Machine machine) {
            zones.merge(machine.zone(), 1, Integer::sum);
            if (machine.launch.spot()) {
                pools.merge(pool(machine.launch), 1, Integer::sum);
            }
            if (machine.counts()) {
                onDemand += machine.launch.spot() ? 0 : 1;
                spot += machine.launch.spot() ? 1 : 0;
            }
        }

        int zone(String zone) {
            return zones.getOrDefault(zone, 0);
        }

        int size() {
            return onDemand + spot;
        }

        int of(boolean spot) {
            return spot ? this.spot : onDemand;
        }
    }

    /** Of those that count or are to take another's place. */
    static Tally tally(List<Machine> machines) {
        Tally tally = new Tally();
        for (Machine machine : machines) {
            if (machine.state.counts()) {
                tally.add(machine);
            }
        }
        return tally;
    }

    boolean isMixed() {
        return distribution != null;
    }

    /** Of so many instances, those on demand or the Spot Instances. */
    int wanted(int instances, boolean spot) {
        int onDemand = distribution == null ? instances : distribution.onDemand(instances);
        return spot ? instances - onDemand : onDemand;
    }

    /** All that may be launched next, the best first. */
    List<Launch> candidates(boolean spot, Tally tally, Predicate<String> open) {
        List<String> zones =
                new ArrayList<>(byZone.keySet().stream().filter(open).toList());
        zones.sort(Comparator.comparing(tally::zone));
        List<Launch> candidates = new ArrayList<>();
        for (String zone : zones) {
            if (!balancedOnly || tally.zone(zone) == tally.zone(zones.get(0))) {
                candidates.addAll(ranked(zone, spot, tally));
            }
        }
        return candidates;
    }

    /** Whether no open zone has two more than another one. */
    boolean isEven(Tally tally, Predicate<String> open) {
        int most = 0;
        int least = Integer.MAX_VALUE;
        for (String zone : byZone.keySet()) {
            if (open.test(zone)) {
                most = Math.max(most, tally.zone(zone));
                least = Math.min(least, tally.zone(zone));
            }
        }
        return most - least <= 1;
    }

    /** The zone that has most, the first of equals. */
    String fullest(Tally tally) {
        return byZone.keySet().stream().max(Comparator.comparing(tally::zone)).orElseThrow();
    }

    /** Those in the open zones that have fewest. */
    List<Launch> lacking(boolean spot, Tally tally, Predicate<String> open) {
        List<String> zones = byZone.keySet().stream().filter(open).toList();
        int least = zones.stream().mapToInt(tally::zone).min().orElse(0);
        return zones.stream()
                .filter(zone -> tally.zone(zone) == least)
                .flatMap(zone -> ranked(zone, spot, tally).stream())
                .toList();
    }

    private List<Launch> ranked(String zone, boolean spot, Tally tally) {
        List<Launch> pools = new ArrayList<>(
                byZone.get(zone).stream().map(launch -> launch.as(spot)).toList());
        pools.sort(order(pools, spot));
        boolean spread = spot && distribution.spotAllocationStrategy().equals("lowest-price");
        if (spread) {
            pools.subList(0, Math.min(distribution.spotInstancePools(), pools.size()))
                    .sort(Comparator.comparing(pool -> tally.pools.getOrDefault(pool(pool), 0)));
        }
        return pools;
    }

    /** Of those in one zone; equals stay in the order in which the types are given. */
    private Comparator<Launch> order(List<Launch> pools, boolean spot) {
        Comparator<Launch> cheapest = Comparator.comparing(market::usdPerHour);
        Comparator<Launch> safest = Comparator.comparing(this::band);
        if (!spot) {
            boolean byPrice = distribution != null
                    && distribution.onDemandAllocationStrategy().equals("lowest-price");
            return byPrice ? cheapest : (a, b) -> 0;
        }
        return switch (distribution.spotAllocationStrategy()) {
            case "capacity-optimized" -> safest.thenComparing(cheapest);
            case "capacity-optimized-prioritized" -> safest;
            case "price-capacity-optimized" -> {
                int best = pools.stream().mapToInt(this::band).min().orElse(0);
                Comparator<Launch> safeEnough = Comparator.comparing(pool -> band(pool) > best + 1);
                yield safeEnough.thenComparing(cheapest);
            }
            default -> cheapest;
        };
    }

    private static String pool(Launch launch) {
        return launch.availabilityZone() + "/" + launch.type().name();
    }

    private int band(Launch launch) {
        return market.interruptionBand(launch.type());
    }

    /** Place of a machine among what would be launched in its zone now: the higher, the sooner it goes. */
    int rank(Machine machine) {
        return isMixed()
                ? ranked(machine.zone(), machine.launch.spot(), new Tally()).indexOf(machine.launch)
                : 0;
    }
}
