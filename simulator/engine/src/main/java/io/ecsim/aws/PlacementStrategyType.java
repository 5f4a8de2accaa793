// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** How to rank the instances that could take a task. Constants are spelled as on the wire. */
public enum PlacementStrategyType {
    random,
    spread,
    binpack
}
