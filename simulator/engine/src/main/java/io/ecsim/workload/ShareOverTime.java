// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import java.time.Duration;

/** A share of many to which something happens within a time, such as {@code 5%/30d}. The share is below 1. */
public record ShareOverTime(Share share, Duration time) {
    private static final double NANOS_PER_HOUR = 3600e9;

    /** Rate of the exponential law under which that share is met within that time, in 1/h (SC-505). */
    public double perHour() {
        return -StrictMath.log1p(-share.fraction()) / (time.toNanos() / NANOS_PER_HOUR);
    }
}
