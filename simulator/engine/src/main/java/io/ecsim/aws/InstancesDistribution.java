// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * How many instances of a group are on demand, and by what types are chosen (SC-448).
 *
 * @param onDemandAllocationStrategy {@code prioritized} or {@code lowest-price}
 * @param onDemandBaseCapacity instances on demand that come first
 * @param onDemandPercentageAboveBaseCapacity of the others, 0 to 100
 * @param spotAllocationStrategy {@code lowest-price}, {@code capacity-optimized}, {@code capacity-optimized-prioritized}
 *     or {@code price-capacity-optimized}
 * @param spotInstancePools over how many of the cheapest pools lowest-price spreads
 */
public record InstancesDistribution(
        String onDemandAllocationStrategy,
        Integer onDemandBaseCapacity,
        Integer onDemandPercentageAboveBaseCapacity,
        String spotAllocationStrategy,
        Integer spotInstancePools) {
    public InstancesDistribution {
        onDemandAllocationStrategy = Absent.or(onDemandAllocationStrategy, "prioritized");
        onDemandBaseCapacity = Absent.or(onDemandBaseCapacity, 0);
        onDemandPercentageAboveBaseCapacity = Absent.or(onDemandPercentageAboveBaseCapacity, 100);
        spotAllocationStrategy = Absent.or(spotAllocationStrategy, "lowest-price");
        spotInstancePools = Absent.or(spotInstancePools, 2);
    }

    /** Of so many instances, those on demand: the base, and the percentage of the rest, rounded up. */
    public int onDemand(int instances) {
        int base = Math.min(instances, onDemandBaseCapacity);
        return base + ((instances - base) * onDemandPercentageAboveBaseCapacity + 99) / 100;
    }
}
