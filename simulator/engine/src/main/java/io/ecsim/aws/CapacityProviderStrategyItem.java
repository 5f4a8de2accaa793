// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * A capacity provider's part of the tasks of a service.
 *
 * @param weight share of the tasks beyond the base
 * @param base tasks that come first
 */
public record CapacityProviderStrategyItem(String capacityProvider, Integer weight, Integer base) {
    public CapacityProviderStrategyItem {
        weight = Absent.or(weight, 0);
        base = Absent.or(base, 0);
    }
}
