// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;
import java.util.Objects;

/**
 * A capacity provider's part of the tasks of a service.
 *
 * @param weight share of the tasks beyond the base
 * @param base tasks that come first
 */
public record CapacityProviderStrategyItem(String capacityProvider, Integer weight, Integer base) {
    public static final String FARGATE = "FARGATE";
    public static final String FARGATE_SPOT = "FARGATE_SPOT";

    public CapacityProviderStrategyItem {
        weight = Absent.or(weight, 0);
        base = Absent.or(base, 0);
    }

    /** Whether it is one of the two that every account has. */
    public boolean isFargate() {
        return FARGATE.equals(name()) || FARGATE_SPOT.equals(name());
    }

    /** That at the end of its ARN; null when it has none. */
    public String name() {
        return capacityProvider == null ? null : Arn.name(capacityProvider);
    }

    /** Whether tasks of a launch type, or of a strategy in its place, run on Fargate. */
    public static boolean onFargate(LaunchType launchType, List<CapacityProviderStrategyItem> strategy) {
        return launchType == LaunchType.FARGATE
                || strategy.stream().filter(Objects::nonNull).anyMatch(CapacityProviderStrategyItem::isFargate);
    }
}
