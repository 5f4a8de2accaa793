// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** @param capacityDistributionStrategy {@code balanced-best-effort} or {@code balanced-only}: never another zone */
public record AvailabilityZoneDistribution(String capacityDistributionStrategy) {
    public static final String BALANCED_ONLY = "balanced-only";
    public static final String BALANCED_BEST_EFFORT = "balanced-best-effort";

    public AvailabilityZoneDistribution {
        capacityDistributionStrategy = Absent.or(capacityDistributionStrategy, BALANCED_BEST_EFFORT);
    }
}
