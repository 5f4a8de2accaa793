// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * A condition on instances.
 *
 * @param expression in the cluster query language, for memberOf only
 */
public record PlacementConstraint(PlacementConstraintType type, String expression) {}
