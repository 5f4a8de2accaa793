// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * One step of ranking.
 *
 * @param type {@code random}, {@code spread}, {@code binpack}, or the name of a plugged-in ranking: text, because that
 *     list is open
 * @param field for spread {@code instanceId}, {@code host} or {@code attribute:NAME}; for binpack {@code cpu} or
 *     {@code memory}; not given for random
 */
public record PlacementStrategy(String type, String field) {}
