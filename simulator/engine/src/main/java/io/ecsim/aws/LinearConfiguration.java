// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Traffic moves in equal steps, with a wait between them (BG-4). */
public record LinearConfiguration(Double stepPercent, Integer stepBakeTimeInMinutes) {
    public LinearConfiguration {
        stepPercent = Absent.or(stepPercent, 10.0);
        stepBakeTimeInMinutes = Absent.or(stepBakeTimeInMinutes, 6);
    }
}
