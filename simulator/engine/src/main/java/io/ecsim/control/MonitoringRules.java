// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentControllerType;
import io.ecsim.aws.MetricConfiguration;
import io.ecsim.aws.Violation;
import java.util.List;

/** What a service may say about the resolution of its metrics (SC-119). */
final class MonitoringRules {
    private static final List<String> METRICS = List.of("CPUUtilization", "MemoryUtilization");

    private MonitoringRules() {}

    static List<Violation> violations(CreateServiceRequest service) {
        Refusals refusals = new Refusals("InvalidParameterException");
        if (service.monitoring() == null) {
            return refusals.list();
        }
        List<MetricConfiguration> all = service.monitoring().metricConfigurations();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) != null) {
                check(all.get(i), "monitoring.metricConfigurations[" + i + "]", refusals);
            }
        }
        DeploymentControllerType controller = service.deploymentController().type();
        refusals.refuse(
                controller != DeploymentControllerType.ECS,
                "monitoring",
                "Monitoring is not supported with the " + controller + " deployment controller.");
        return refusals.list();
    }

    private static void check(MetricConfiguration configuration, String path, Refusals refusals) {
        Integer seconds = configuration.resolutionSeconds();
        refusals.refuse(
                seconds != null && seconds != 20 && seconds != 60,
                path + ".resolutionSeconds",
                "resolutionSeconds must be 20 or 60.");
        for (String name : configuration.metricNames()) {
            if (name != null && !METRICS.contains(name)) {
                refusals.unknown(
                        path + ".metricNames",
                        "metricNames must be CPUUtilization or MemoryUtilization.",
                        name,
                        METRICS);
            }
        }
    }
}
