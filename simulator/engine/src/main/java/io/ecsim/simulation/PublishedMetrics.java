// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Arn;
import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.CapacityProvider;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.CustomizedMetricSpecification;
import io.ecsim.aws.Queue;
import io.ecsim.aws.Subnet;
import io.ecsim.capacity.InstanceTypes;
import io.ecsim.cluster.Ids;
import io.ecsim.metrics.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which metrics a run of a scenario publishes, known before it starts. */
public final class PublishedMetrics {
    private static final List<String> OF_A_CLUSTER =
            List.of("CPUReservation", "MemoryReservation", "CPUUtilization", "MemoryUtilization");
    private static final String OF_A_CLUSTER_WITH_GPUS = "GPUReservation";
    private static final List<String> OF_A_SERVICE = List.of("CPUUtilization", "MemoryUtilization");
    private static final List<String> OF_A_TARGET_GROUP = List.of(
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
    private static final List<String> OF_A_NETWORK_TARGET_GROUP = List.of("HealthyHostCount", "UnHealthyHostCount");
    /** What only a target group has. */
    private static final Set<String> OF_TARGETS =
            Set.of("RequestCountPerTarget", "HealthyHostCount", "UnHealthyHostCount");

    static final List<String> OF_A_QUEUE = List.of(
            "ApproximateNumberOfMessagesVisible",
            "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesDelayed",
            "ApproximateAgeOfOldestMessage",
            "NumberOfMessagesSent",
            "NumberOfMessagesReceived",
            "NumberOfMessagesDeleted",
            "NumberOfEmptyReceives");

    static final List<String> OF_CREDITS =
            List.of("CPUCreditUsage", "CPUCreditBalance", "CPUSurplusCreditBalance", "CPUSurplusCreditsCharged");

    private static final List<String> INSIGHTS_OF_A_CLUSTER = List.of(
            "TaskCount",
            "ServiceCount",
            "ContainerInstanceCount",
            "CpuUtilized",
            "CpuReserved",
            "MemoryUtilized",
            "MemoryReserved");
    private static final List<String> INSIGHTS_OF_A_SERVICE = List.of(
            "RunningTaskCount",
            "PendingTaskCount",
            "DesiredTaskCount",
            "DeploymentCount",
            "TaskSetCount",
            "CpuUtilized",
            "CpuReserved",
            "MemoryUtilized",
            "MemoryReserved");

    private PublishedMetrics() {}

    /** {@code AWS/ECS CPUUtilization} and so on: all that any run can publish. */
    public static List<String> names() {
        List<Metric> all = new ArrayList<>();
        MetricNames names = new MetricNames("");
        OF_A_CLUSTER.forEach(name -> all.add(names.cluster(name)));
        all.add(names.reservation(""));
        all.add(names.cluster(OF_A_CLUSTER_WITH_GPUS));
        OF_A_SERVICE.forEach(name -> all.add(names.service(name, "")));
        for (MetricNames.Balancer balancer : List.of(names.alb(""), names.nlb(""), names.elb(""))) {
            all.addAll(ofTargetGroup(balancer, "", null).values());
        }
        OF_A_QUEUE.forEach(name -> all.add(names.sqs(name, "")));
        OF_CREDITS.forEach(name -> all.add(names.instance(name, "")));
        all.add(names.group("CPUUtilization", ""));
        INSIGHTS_OF_A_CLUSTER.forEach(name -> all.add(names.insights(name)));
        INSIGHTS_OF_A_SERVICE.forEach(name -> all.add(names.insights(name, "")));
        return all.stream().map(PublishedMetrics::name).distinct().toList();
    }

    /** {@code AWS/ECS CPUUtilization}. */
    public static String name(Metric metric) {
        return metric.namespace() + " " + metric.name();
    }

    /** Of the cluster, of each service, its target groups and load balancers, and of each queue. */
    public static List<Metric> of(Scenario scenario) {
        MetricNames names = new MetricNames(scenario.cluster().clusterName());
        List<Metric> all = new ArrayList<>();
        OF_A_CLUSTER.forEach(name -> all.add(names.cluster(name)));
        scenario.capacityProviders().stream()
                .filter(Objects::nonNull)
                .filter(CapacityProvider::scales)
                .forEach(provider -> all.add(names.reservation(provider.name())));
        if (hasGpus(scenario)) {
            all.add(names.cluster(OF_A_CLUSTER_WITH_GPUS));
        }
        for (CreateServiceRequest service : scenario.everyService()) {
            OF_A_SERVICE.forEach(name -> all.add(names.service(name, service.serviceName())));
        }
        ofBalancers(scenario, null).forEach(metrics -> all.addAll(metrics.values()));
        for (Queue queue : scenario.queues()) {
            if (queue != null && queue.queueName() != null) {
                OF_A_QUEUE.forEach(name -> all.add(names.sqs(name, queue.queueName())));
            }
        }
        ofBurstables(scenario, names, all);
        if (scenario.hasContainerInsights()) {
            INSIGHTS_OF_A_CLUSTER.forEach(name -> all.add(names.insights(name)));
            scenario.everyService()
                    .forEach(service -> INSIGHTS_OF_A_SERVICE.forEach(
                            name -> all.add(names.insights(name, service.serviceName()))));
        }
        return all;
    }

    /** Of the instances that are launched at the beginning, whose ids are known, and of their groups. */
    private static void ofBurstables(Scenario scenario, MetricNames names, List<Metric> all) {
        int launched = 0;
        for (ContainerInstances fixed : scenario.containerInstances()) {
            if (fixed != null) {
                int first = launched + 1;
                launched += Math.max(0, fixed.count());
                ofBurstables(Stream.ofNullable(fixed.instanceType()), first, launched, names, all);
            }
        }
        for (AutoScalingGroup group : scenario.autoScalingGroups()) {
            if (group != null && group.desiredCapacity() != null) {
                int first = launched + 1;
                launched += Math.max(0, group.desiredCapacity());
                if (ofBurstables(group.instanceTypes().stream(), first, launched, names, all)) {
                    OF_CREDITS.forEach(name -> all.add(names.group(name, group.autoScalingGroupName())));
                }
            }
        }
    }

    private static boolean ofBurstables(
            Stream<String> types, int first, int last, MetricNames names, List<Metric> all) {
        boolean burstable = types.map(InstanceTypes::get).anyMatch(type -> type != null && type.isBurstable());
        for (int i = first; burstable && i <= Math.min(last, first - 1 + CreditMeter.MOST); i++) {
            String instance = Ids.instance(i);
            OF_CREDITS.forEach(name -> all.add(names.instance(name, instance)));
        }
        return burstable;
    }

    private static boolean hasGpus(Scenario scenario) {
        return Stream.concat(
                        scenario.containerInstances().stream()
                                .filter(Objects::nonNull)
                                .map(ContainerInstances::instanceType),
                        scenario.autoScalingGroups().stream()
                                .filter(Objects::nonNull)
                                .map(AutoScalingGroup::instanceTypes)
                                .flatMap(List::stream))
                .filter(Objects::nonNull)
                .map(InstanceTypes::get)
                .anyMatch(type -> type != null && type.ecsGpus() > 0);
    }

    /**
     * Those that a run publishes while somebody asks for one of them: what load balancers have in each zone, and the CPU
     * of Auto Scaling groups.
     */
    public static List<Metric> onRequest(Scenario scenario) {
        MetricNames names = new MetricNames(scenario.cluster().clusterName());
        Stream<Metric> ofGroups = scenario.autoScalingGroups().stream()
                .filter(group -> group != null && group.autoScalingGroupName() != null)
                .map(group -> names.group("CPUUtilization", group.autoScalingGroupName()));
        return Stream.concat(inZones(scenario), ofGroups).toList();
    }

    private static Stream<Metric> inZones(Scenario scenario) {
        return scenario.subnets().stream()
                .filter(Objects::nonNull)
                .map(Subnet::availabilityZone)
                .filter(Objects::nonNull)
                .distinct()
                .flatMap(zone -> ofBalancers(scenario, zone).stream())
                .flatMap(metrics -> metrics.values().stream());
    }

    /** Each target group, then each load balancer that has metrics of its own. */
    private static List<Map<String, Metric>> ofBalancers(Scenario scenario, String zone) {
        MetricNames names = new MetricNames(scenario.cluster().clusterName());
        LoadBalancers balancers = new LoadBalancers(scenario);
        List<Map<String, Metric>> all = new ArrayList<>();
        Set<MetricNames.Balancer> seen = new LinkedHashSet<>();
        for (CreateServiceRequest service : scenario.everyService()) {
            for (String group : scenario.targetGroups(service)) {
                MetricNames.Balancer balancer = balancer(names, balancers, group);
                all.add(ofTargetGroup(balancer, group, zone));
                seen.add(balancer);
            }
        }
        seen.forEach(balancer -> all.add(ofBalancer(balancer, zone)));
        return all;
    }

    /** The load balancer of a target group. */
    static MetricNames.Balancer balancer(MetricNames names, LoadBalancers balancers, String group) {
        String name = balancers.name(group);
        return balancers.isNetwork(group)
                ? names.nlb(name)
                : balancers.isClassic(group) ? names.elb(name) : names.alb(name);
    }

    /** By the names that an Application Load Balancer has for them. */
    static Map<String, Metric> ofTargetGroup(MetricNames.Balancer balancer, String group, String zone) {
        Map<String, Metric> all = new LinkedHashMap<>();
        for (String name : balancer.countsRequests() ? OF_A_TARGET_GROUP : OF_A_NETWORK_TARGET_GROUP) {
            Metric metric = balancer.metric(name, zone, group);
            if (metric != null) {
                all.put(name, metric);
            }
        }
        return all;
    }

    /** Of all its target groups together; a Classic Load Balancer is a group of its own, and has no others. */
    static Map<String, Metric> ofBalancer(MetricNames.Balancer balancer, String zone) {
        Map<String, Metric> all = new LinkedHashMap<>();
        if (balancer.countsRequests() && !balancer.isClassic()) {
            OF_A_TARGET_GROUP.stream()
                    .filter(name -> !OF_TARGETS.contains(name))
                    .forEach(name -> all.put(name, balancer.metric(name, zone, null)));
        }
        return all;
    }

    /**
     * {@code web} of {@code app/shop/778d41231b141a0f/targetgroup/web/943f017f100becff}; null when a label names no target
     * group.
     */
    public static String targetGroup(String resourceLabel) {
        String marker = "targetgroup/";
        int group = resourceLabel == null ? -1 : resourceLabel.indexOf(marker);
        return group < 0
                ? null
                : resourceLabel.substring(group + marker.length()).split("/")[0];
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
