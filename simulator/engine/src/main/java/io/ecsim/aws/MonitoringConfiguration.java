// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/** How often ECS publishes the utilization of a service (SC-119). */
public record MonitoringConfiguration(List<MetricConfiguration> metricConfigurations) {
    public MonitoringConfiguration {
        metricConfigurations = Absent.list(metricConfigurations);
    }

    /** The seconds between two points of a metric: 20, or 60 for what is not said; also of a configuration that is null. */
    public static int resolutionSeconds(MonitoringConfiguration configuration, String metric) {
        if (configuration != null) {
            for (MetricConfiguration each : configuration.metricConfigurations()) {
                if (each != null && each.metricNames().contains(metric) && each.resolutionSeconds() != null) {
                    return each.resolutionSeconds();
                }
            }
        }
        return 60;
    }
}
