// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * The resolution of some metrics of a service.
 *
 * @param metricNames CPUUtilization, MemoryUtilization
 * @param resolutionSeconds 20 or 60
 */
public record MetricConfiguration(List<String> metricNames, Integer resolutionSeconds) {
    public MetricConfiguration {
        metricNames = Absent.list(metricNames);
    }
}
