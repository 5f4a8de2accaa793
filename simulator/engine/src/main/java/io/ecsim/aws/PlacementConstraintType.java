// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** What an instance must satisfy to take a task. Constants are spelled as on the wire. */
public enum PlacementConstraintType {
    distinctInstance,
    memberOf
}
