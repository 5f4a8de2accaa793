// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.metrics.Metric;

/** Names of the metrics that a run publishes: namespace, name, dimensions, unit as CloudWatch has them. */
record ServiceMetricNames(String clusterName) {
    private static final String ECS = "AWS/ECS";

    Metric cluster(String name) {
        return new Metric(ECS, name, "ClusterName=" + clusterName, "Percent");
    }

    Metric cpu(String service) {
        return service("CPUUtilization", service);
    }

    Metric memory(String service) {
        return service("MemoryUtilization", service);
    }

    Metric service(String name, String service) {
        return new Metric(ECS, name, "ClusterName=" + clusterName + ",ServiceName=" + service, "Percent");
    }

    /** One load balancer per target group, of the same name, unless the scenario says otherwise. */
    Metric alb(String name, String targetGroup, String unit) {
        return new Metric(
                "AWS/ApplicationELB", name, "LoadBalancer=" + targetGroup + ",TargetGroup=" + targetGroup, unit);
    }
}
