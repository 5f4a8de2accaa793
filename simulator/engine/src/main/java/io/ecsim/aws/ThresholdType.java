// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** What a threshold's value is (CB-2). Constants are spelled as on the wire. */
public enum ThresholdType {
    BOUNDED_PERCENT,
    COUNT,
    UNBOUNDED_PERCENT
}
