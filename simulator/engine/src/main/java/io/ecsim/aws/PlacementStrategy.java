// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * One step of ranking.
 *
 * @param field for spread {@code instanceId}, {@code host} or {@code attribute:NAME}; for binpack {@code cpu} or
 *     {@code memory}; ignored for random
 */
public record PlacementStrategy(PlacementStrategyType type, String field) {}
