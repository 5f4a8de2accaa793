// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.metrics.Metric;
import java.util.Set;

/** Names of the metrics that a run publishes: namespace, name, dimensions, unit as CloudWatch has them. */
record MetricNames(String clusterName) {
    private static final String ECS = "AWS/ECS";
    private static final String ALB = "AWS/ApplicationELB";
    private static final String NLB = "AWS/NetworkELB";
    private static final String ELB = "AWS/ELB";
    private static final String SQS = "AWS/SQS";

    private static final Set<String> SECONDS = Set.of("TargetResponseTime", "Latency", "ApproximateAgeOfOldestMessage");

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

    /** Of a Classic Load Balancer, by the name that an Application Load Balancer has for it; null where it has no such metric. */
    Metric elb(String nameOfAlb, String loadBalancer) {
        String name = switch (nameOfAlb) {
            case "RequestCount", "HealthyHostCount", "UnHealthyHostCount" -> nameOfAlb;
            case "HTTPCode_Target_2XX_Count" -> "HTTPCode_Backend_2XX";
            case "HTTPCode_Target_5XX_Count" -> "HTTPCode_Backend_5XX";
            case "HTTPCode_ELB_4XX_Count" -> "HTTPCode_ELB_4XX";
            case "HTTPCode_ELB_5XX_Count" -> "HTTPCode_ELB_5XX";
            case "TargetResponseTime" -> "Latency";
            default -> null;
        };
        return name == null ? null : new Metric(ELB, name, "LoadBalancerName=" + loadBalancer, unit(ELB, name));
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
