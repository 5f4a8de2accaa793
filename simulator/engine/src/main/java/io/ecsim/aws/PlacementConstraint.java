// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * A condition on instances.
 *
 * @param type {@code distinctInstance}, {@code memberOf}, or the name of a plugged-in constraint: text, because that
 *     list is open
 * @param expression for memberOf in the cluster query language; not given for distinctInstance
 */
public record PlacementConstraint(String type, String expression) {}
