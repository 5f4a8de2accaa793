// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** A little of the traffic moves, after a wait the rest (BG-5). */
public record CanaryConfiguration(Double canaryPercent, Integer canaryBakeTimeInMinutes) {
    public CanaryConfiguration {
        canaryPercent = Absent.or(canaryPercent, 5.0);
        canaryBakeTimeInMinutes = Absent.or(canaryBakeTimeInMinutes, 10);
    }
}
