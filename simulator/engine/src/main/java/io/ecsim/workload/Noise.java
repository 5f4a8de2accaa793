// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.aws.Absent;
import java.time.Duration;

/**
 * How numbers of arrivals scatter around what is expected: those of each interval are drawn by themselves.
 *
 * @param dispersion variance over mean of the number in any interval, at least 1: 1, the default, is a Poisson process,
 *     above it arrivals come in bursts (a negative binomial number: Poisson with a rate that is itself gamma-distributed)
 * @param every length of an interval, at least a millisecond; default a minute
 */
public record Noise(Double dispersion, Duration every) {
    public Noise {
        dispersion = Absent.or(dispersion, 1.0);
        every = Absent.or(every, Duration.ofMinutes(1));
        Amounts.require(
                "dispersion",
                dispersion,
                dispersion >= 1 && dispersion < Double.POSITIVE_INFINITY,
                "at least 1, which is that of independent clients");
        Amounts.require("every", every, every.compareTo(Duration.ofMillis(1)) >= 0, "a millisecond or more");
    }
}
