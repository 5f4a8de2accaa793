// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.simulation.RunResult;
import io.ecsim.workload.Traffic;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/** What a run cost. */
final class Cost {
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    private Cost() {}

    static BigDecimal total(RunResult result) {
        return result.bill().total();
    }

    /** By thousand requests served; empty when no whole request was. */
    static Optional<BigDecimal> perThousandServed(RunResult result) {
        long served = result.requests().served();
        return served < Traffic.MICRO
                ? Optional.empty()
                : Optional.of(
                        total(result).multiply(THOUSAND).divide(BigDecimal.valueOf(served, 6), MathContext.DECIMAL64));
    }
}
