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
    static final String EC2 = "AWS/EC2";
    static final String INSIGHTS = "ECS/ContainerInsights";

    private static final Set<String> SECONDS = Set.of("TargetResponseTime", "Latency", "ApproximateAgeOfOldestMessage");

    Metric cluster(String name) {
        return new Metric(ECS, name, "ClusterName=" + clusterName, "Percent");
    }

    Metric reservation(String capacityProvider) {
        return new Metric(
                ECS + "/ManagedScaling",
                "CapacityProviderReservation",
                "CapacityProviderName=" + capacityProvider + ",ClusterName=" + clusterName,
                "Percent");
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

    Balancer alb(String loadBalancer) {
        return new Balancer(ALB, loadBalancer);
    }

    Balancer nlb(String loadBalancer) {
        return new Balancer(NLB, loadBalancer);
    }

    Balancer elb(String loadBalancer) {
        return new Balancer(ELB, loadBalancer);
    }

    /** A load balancer, whose metrics go by the names that an Application Load Balancer has for them. */
    record Balancer(String namespace, String name) {
        /**
         * @param zone null for all zones
         * @param targetGroup null for all target groups
         * @return null where it has no such metric
         */
        Metric metric(String nameOfAlb, String zone, String targetGroup) {
            String ofZone = zone == null ? "" : "AvailabilityZone=" + zone + ",";
            if (isClassic()) {
                String name = nameOfClassic(nameOfAlb);
                return name == null
                        ? null
                        : new Metric(ELB, name, ofZone + "LoadBalancerName=" + this.name, unit(ELB, name));
            }
            String ofGroup = targetGroup == null ? "" : ",TargetGroup=" + targetGroup;
            return new Metric(
                    namespace, nameOfAlb, ofZone + "LoadBalancer=" + name + ofGroup, unit(namespace, nameOfAlb));
        }

        boolean isClassic() {
            return namespace.equals(ELB);
        }

        /** A Network Load Balancer knows of connections only. */
        boolean countsRequests() {
            return !namespace.equals(NLB);
        }
    }

    private static String nameOfClassic(String nameOfAlb) {
        return switch (nameOfAlb) {
            case "RequestCount", "HealthyHostCount", "UnHealthyHostCount" -> nameOfAlb;
            case "HTTPCode_Target_2XX_Count" -> "HTTPCode_Backend_2XX";
            case "HTTPCode_Target_5XX_Count" -> "HTTPCode_Backend_5XX";
            case "HTTPCode_ELB_4XX_Count" -> "HTTPCode_ELB_4XX";
            case "HTTPCode_ELB_5XX_Count" -> "HTTPCode_ELB_5XX";
            case "TargetResponseTime" -> "Latency";
            default -> null;
        };
    }

    Metric insights(String name) {
        return new Metric(INSIGHTS, name, "ClusterName=" + clusterName, unit(INSIGHTS, name));
    }

    Metric insights(String name, String service) {
        return new Metric(
                INSIGHTS, name, "ClusterName=" + clusterName + ",ServiceName=" + service, unit(INSIGHTS, name));
    }

    Metric instance(String name, String instance) {
        return new Metric(EC2, name, "InstanceId=" + instance, unit(EC2, name));
    }

    /** Of an Auto Scaling group. */
    Metric group(String name, String group) {
        return new Metric(EC2, name, "AutoScalingGroupName=" + group, unit(EC2, name));
    }

    Metric sqs(String name, String queue) {
        return new Metric(SQS, name, "QueueName=" + queue, unit(SQS, name));
    }

    /** The unit in which a run publishes a metric. */
    static String unit(String namespace, String name) {
        if (namespace.equals(ECS) || namespace.equals(EC2) && name.equals("CPUUtilization")) {
            return "Percent";
        }
        if (namespace.equals(INSIGHTS) && !name.endsWith("Count")) {
            return name.startsWith("Memory") ? "Megabytes" : "None";
        }
        return SECONDS.contains(name) ? "Seconds" : "Count";
    }
}
