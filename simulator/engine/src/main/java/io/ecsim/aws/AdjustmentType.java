// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** What the number of a step means (SC-345). Constants are spelled as on the wire. */
public enum AdjustmentType {
    ChangeInCapacity,
    PercentChangeInCapacity,
    ExactCapacity
}
