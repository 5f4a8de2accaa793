// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

/**
 * A policy wanted to and could not.
 *
 * @param reason the obstacle, then the wish with its numbers
 */
public record NotScaled(String policy, Obstacle obstacle, String reason) {}
