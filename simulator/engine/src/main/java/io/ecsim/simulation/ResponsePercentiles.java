// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.metrics.Percentiles;
import io.ecsim.workload.ResponseTimes;

/** The law of response times as CloudWatch's percentiles ask for it, in seconds. */
record ResponsePercentiles(ResponseTimes times) implements Percentiles {
    @Override
    public double percentile(double percent) {
        return times.quantile(percent / 100);
    }

    @Override
    public Percentiles and(Percentiles other) {
        return other instanceof ResponsePercentiles more ? new ResponsePercentiles(times.and(more.times)) : null;
    }
}
