// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * How late EventBridge Scheduler may be (EB-12).
 *
 * @param maximumWindowInMinutes 1 to 1440 with FLEXIBLE, null with OFF
 */
public record FlexibleTimeWindow(Mode mode, Integer maximumWindowInMinutes) {
    /** Constants are spelled as on the wire. */
    public enum Mode {
        OFF,
        FLEXIBLE
    }
}
