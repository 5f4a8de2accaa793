// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Arn;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.CustomizedMetricSpecification;
import io.ecsim.aws.Queue;
import io.ecsim.metrics.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Which metrics a run of a scenario publishes, known before it starts. */
public final class PublishedMetrics {
    private static final List<String> OF_A_CLUSTER = List.of("CPUReservation", "MemoryReservation");
    private static final List<String> OF_A_SERVICE = List.of("CPUUtilization", "MemoryUtilization");
    static final List<String> OF_A_TARGET_GROUP = List.of(
            "RequestCount",
            "RequestCountPerTarget",
            "HealthyHostCount",
            "UnHealthyHostCount",
            "HTTPCode_Target_2XX_Count",
            "HTTPCode_Target_5XX_Count",
            "HTTPCode_ELB_4XX_Count",
            "HTTPCode_ELB_5XX_Count",
            "HTTPCode_ELB_502_Count",
            "HTTPCode_ELB_503_Count",
            "HTTPCode_ELB_504_Count",
            "TargetResponseTime");
    static final List<String> OF_A_NETWORK_TARGET_GROUP = List.of("HealthyHostCount", "UnHealthyHostCount");

    static final List<String> OF_A_QUEUE = List.of(
            "ApproximateNumberOfMessagesVisible",
            "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesDelayed",
            "ApproximateAgeOfOldestMessage",
            "NumberOfMessagesSent",
            "NumberOfMessagesReceived",
            "NumberOfMessagesDeleted",
            "NumberOfEmptyReceives");

    private PublishedMetrics() {}

    /** {@code AWS/ECS CPUUtilization} and so on: all that any run can publish. */
    public static List<String> names() {
        List<Metric> all = new ArrayList<>();
        MetricNames names = new MetricNames("");
        OF_A_CLUSTER.forEach(name -> all.add(names.cluster(name)));
        OF_A_SERVICE.forEach(name -> all.add(names.service(name, "")));
        OF_A_TARGET_GROUP.forEach(name -> all.add(names.alb(name, "", "")));
        OF_A_NETWORK_TARGET_GROUP.forEach(name -> all.add(names.nlb(name, "", "")));
        OF_A_TARGET_GROUP.stream()
                .map(name -> names.elb(name, ""))
                .filter(Objects::nonNull)
                .forEach(all::add);
        OF_A_QUEUE.forEach(name -> all.add(names.sqs(name, "")));
        return all.stream().map(PublishedMetrics::name).toList();
    }

    /** {@code AWS/ECS CPUUtilization}. */
    public static String name(Metric metric) {
        return metric.namespace() + " " + metric.name();
    }

    /** Of the cluster, of each service and its target groups, and of each queue. */
    public static List<Metric> of(Scenario scenario) {
        MetricNames names = new MetricNames(scenario.cluster().clusterName());
        LoadBalancers balancers = new LoadBalancers(scenario);
        List<Metric> all = new ArrayList<>();
        OF_A_CLUSTER.forEach(name -> all.add(names.cluster(name)));
        for (CreateServiceRequest service : scenario.services()) {
            if (service == null) {
                continue;
            }
            OF_A_SERVICE.forEach(name -> all.add(names.service(name, service.serviceName())));
            scenario.targetGroups(service)
                    .forEach(group ->
                            all.addAll(ofTargetGroup(names, balancers, group).values()));
        }
        for (Queue queue : scenario.queues()) {
            if (queue != null && queue.queueName() != null) {
                OF_A_QUEUE.forEach(name -> all.add(names.sqs(name, queue.queueName())));
            }
        }
        return all;
    }

    /** Of the load balancer of a target group, by the names that an Application Load Balancer has for them. */
    static Map<String, Metric> ofTargetGroup(MetricNames names, LoadBalancers balancers, String group) {
        Map<String, Metric> all = new LinkedHashMap<>();
        String balancer = balancers.name(group);
        if (balancers.isNetwork(group)) {
            OF_A_NETWORK_TARGET_GROUP.forEach(name -> all.put(name, names.nlb(name, balancer, group)));
        } else if (balancers.isClassic(group)) {
            OF_A_TARGET_GROUP.stream()
                    .filter(name -> names.elb(name, balancer) != null)
                    .forEach(name -> all.put(name, names.elb(name, balancer)));
        } else {
            OF_A_TARGET_GROUP.forEach(name -> all.put(name, names.alb(name, balancer, group)));
        }
        return all;
    }

    /** The metric that a user's specification means; in the unit that a run would publish it in, unless it says one. */
    public static Metric meant(CustomizedMetricSpecification wanted) {
        String dimensions = wanted.dimensions().stream()
                .map(dimension -> dimension.name() + "=" + Arn.name(dimension.value()))
                .sorted()
                .collect(Collectors.joining(","));
        String unit = MetricNames.unit(wanted.namespace(), wanted.metricName());
        return new Metric(
                wanted.namespace(), wanted.metricName(), dimensions, wanted.unit() == null ? unit : wanted.unit());
    }
}
