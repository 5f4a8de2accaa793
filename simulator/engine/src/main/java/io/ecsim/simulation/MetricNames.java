// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.metrics.Metric;
import java.util.Set;

/** Names of the metrics that a run publishes: namespace, name, dimensions, unit as CloudWatch has them. */
record MetricNames(String clusterName) {
    private static final String ECS = "AWS/ECS";
    private static final String ALB = "AWS/ApplicationELB";
    private static final String NLB = "AWS/NetworkELB";
    private static final String SQS = "AWS/SQS";

    private static final Set<String> SECONDS = Set.of("TargetResponseTime", "ApproximateAgeOfOldestMessage");

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

    Metric alb(String name, String loadBalancer, String targetGroup) {
        return new Metric(ALB, name, "LoadBalancer=" + loadBalancer + ",TargetGroup=" + targetGroup, unit(ALB, name));
    }

    Metric nlb(String name, String loadBalancer, String targetGroup) {
        return new Metric(NLB, name, "LoadBalancer=" + loadBalancer + ",TargetGroup=" + targetGroup, unit(NLB, name));
    }

    Metric sqs(String name, String queue) {
        return new Metric(SQS, name, "QueueName=" + queue, unit(SQS, name));
    }

    /** The unit in which a run publishes a metric. */
    static String unit(String namespace, String name) {
        if (namespace.equals(ECS)) {
            return "Percent";
        }
        return SECONDS.contains(name) ? "Seconds" : "Count";
    }
}
