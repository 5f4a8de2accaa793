// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.aws.MetricType;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.TargetTrackingScalingPolicyConfiguration;
import io.ecsim.experiment.MetricSeries;
import io.ecsim.experiment.RunOutcome;
import io.ecsim.simulation.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds the metrics of a run by what they are about: a service, its target group, a queue, or the cluster. */
final class Metrics {
    private static final String OF_CLUSTER = "";
    private static final String PER_TARGET = "RequestCountPerTarget";

    private final Scenario scenario;
    private final Map<String, MetricSeries> series = new LinkedHashMap<>();

    Metrics(RunOutcome outcome) {
        this.scenario = outcome.scenario();
        for (MetricSeries each : outcome.recording().metrics()) {
            series.put(key(each.metric().name(), subject(each.metric().dimensions())), each);
        }
    }

    Optional<MetricSeries> ofCluster(String name) {
        return Optional.ofNullable(series.get(key(name, OF_CLUSTER)));
    }

    /** Of each group of instances, else of each instance, by name. */
    Map<String, MetricSeries> ofInstances(String name) {
        Map<String, MetricSeries> groups = startingWith(name, "group/");
        return groups.isEmpty() ? startingWith(name, "instance/") : groups;
    }

    private Map<String, MetricSeries> startingWith(String name, String kind) {
        Map<String, MetricSeries> found = new LinkedHashMap<>();
        String start = key(name, kind);
        series.forEach((key, each) -> {
            if (key.startsWith(start)) {
                found.put(key.substring(start.length()), each);
            }
        });
        return found;
    }

    Optional<MetricSeries> ofQueue(String queue, String name) {
        return Optional.ofNullable(series.get(key(name, "queue/" + queue)));
    }

    /** A metric of the service itself, or of its target groups together; per target, of the one that a policy follows. */
    Optional<MetricSeries> of(String service, String name) {
        MetricSeries own = series.get(key(name, service));
        if (own != null) {
            return Optional.of(own);
        }
        Stream<MetricSeries> found = targetGroups(service).stream()
                .map(group -> series.get(key(name, "targetgroup/" + group)))
                .filter(Objects::nonNull);
        if (!name.equals(PER_TARGET)) {
            return found.reduce(Metrics::together);
        }
        Optional<MetricSeries> tracked = trackedGroup(service).flatMap(group -> ofTargetGroup(group, name));
        return tracked.isPresent() ? tracked : found.findFirst();
    }

    /** The target group whose requests a policy of the service follows. */
    private Optional<String> trackedGroup(String service) {
        return scenario.scalingPolicies().stream()
                .filter(policy -> lastSegment(policy.resourceId()).equals(service))
                .map(ScalingPolicy::targetTrackingScalingPolicyConfiguration)
                .filter(tracking -> tracking != null
                        && tracking.predefinedMetricSpecification() != null
                        && tracking.predefinedMetricSpecification().resourceLabel() != null)
                .map(tracking ->
                        targetGroupName(tracking.predefinedMetricSpecification().resourceLabel()))
                .findFirst();
    }

    private static MetricSeries together(MetricSeries one, MetricSeries other) {
        Map<Long, double[]> points = new TreeMap<>();
        for (MetricSeries each : List.of(one, other)) {
            for (int i = 0; i < each.size(); i++) {
                double[] point = {each.samples()[i], each.sum()[i], each.minimum()[i], each.maximum()[i]};
                points.merge(each.start()[i], point, (a, b) ->
                        new double[] {a[0] + b[0], a[1] + b[1], Math.min(a[2], b[2]), Math.max(a[3], b[3])});
            }
        }
        long[] start = points.keySet().stream().mapToLong(Long::longValue).toArray();
        double[][] columns = new double[4][];
        for (int i = 0; i < columns.length; i++) {
            int column = i;
            columns[i] =
                    points.values().stream().mapToDouble(point -> point[column]).toArray();
        }
        return new MetricSeries(one.metric(), one.period(), start, columns[0], columns[1], columns[2], columns[3]);
    }

    /**
     * Requests of a service that did not end well: {@code sum} counts them, {@code samples} all requests, so that the
     * average is their share. Empty when there never was one.
     */
    Optional<MetricSeries> errors(String service) {
        Optional<MetricSeries> requests = of(service, "RequestCount");
        List<MetricSeries> errors = new ArrayList<>();
        of(service, "HTTPCode_Target_5XX_Count").ifPresent(errors::add);
        of(service, "HTTPCode_ELB_5XX_Count").ifPresent(errors::add);
        of(service, "HTTPCode_ELB_4XX_Count").ifPresent(errors::add);
        errors.removeIf(each ->
                Line.ofMetric("", Ink.RED, Dash.SOLID, each, i -> each.sum()[i]).max() <= 0);
        return requests.isEmpty() || errors.isEmpty() ? Optional.empty() : Optional.of(share(errors, requests.get()));
    }

    private static MetricSeries share(List<MetricSeries> parts, MetricSeries whole) {
        long period = parts.stream().mapToLong(MetricSeries::period).reduce(whole.period(), Math::max);
        Map<Long, double[]> points = new TreeMap<>();
        collect(whole, period, points, 0);
        parts.forEach(part -> collect(part, period, points, 1));
        long[] start = points.keySet().stream().mapToLong(Long::longValue).toArray();
        double[] errors =
                points.values().stream().mapToDouble(point -> point[1]).toArray();
        // A balancer without targets answers 503 to requests that no target group counts.
        double[] all = points.values().stream()
                .mapToDouble(point -> Math.max(point[0], point[1]))
                .toArray();
        return new MetricSeries(whole.metric(), period, start, all, errors, errors, errors);
    }

    private static void collect(MetricSeries series, long period, Map<Long, double[]> points, int column) {
        for (int i = 0; i < series.size(); i++) {
            long start = Math.floorDiv(series.start()[i], period) * period;
            points.computeIfAbsent(start, at -> new double[2])[column] += series.sum()[i];
        }
    }

    /** The value at which a target tracking policy keeps a metric of the service. */
    OptionalDouble target(String service, String metric) {
        return scenario.scalingPolicies().stream()
                .filter(policy -> lastSegment(policy.resourceId()).equals(service))
                .map(ScalingPolicy::targetTrackingScalingPolicyConfiguration)
                .filter(tracking -> tracking != null && metric.equals(metricName(tracking)))
                .mapToDouble(TargetTrackingScalingPolicyConfiguration::targetValue)
                .findFirst();
    }

    private static String metricName(TargetTrackingScalingPolicyConfiguration tracking) {
        if (tracking.predefinedMetricSpecification() == null) {
            return tracking.customizedMetricSpecification() == null
                    ? null
                    : tracking.customizedMetricSpecification().metricName();
        }
        MetricType type = tracking.predefinedMetricSpecification().predefinedMetricType();
        return switch (type) {
            case ECSServiceAverageCPUUtilization, ECSServiceAverageCPUUtilizationHighResolution -> "CPUUtilization";
            case ECSServiceAverageMemoryUtilization, ECSServiceAverageMemoryUtilizationHighResolution ->
                "MemoryUtilization";
            case ALBRequestCountPerTarget -> PER_TARGET;
        };
    }

    Optional<MetricSeries> ofTargetGroup(String group, String name) {
        return Optional.ofNullable(series.get(key(name, "targetgroup/" + group)));
    }

    /** With those to which deployments shift its traffic. */
    List<String> targetGroups(String service) {
        return scenario.everyService().stream()
                .filter(request -> request.serviceName().equals(service))
                .map(scenario::targetGroups)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private static String subject(String dimensions) {
        if (dimensions.startsWith("AvailabilityZone=")) {
            return dimensions; // the whole is told, not its parts
        }
        String subject = OF_CLUSTER;
        for (String dimension : dimensions.split(",")) {
            if (dimension.startsWith("ServiceName=")) {
                subject = dimension.substring("ServiceName=".length());
            } else if (dimension.startsWith("InstanceId=")) {
                subject = "instance/" + dimension.substring("InstanceId=".length());
            } else if (dimension.startsWith("AutoScalingGroupName=")) {
                subject = "group/" + dimension.substring("AutoScalingGroupName=".length());
            } else if (dimension.startsWith("QueueName=")) {
                subject = "queue/" + dimension.substring("QueueName=".length());
            } else if (dimension.startsWith("TargetGroup=")) {
                subject = "targetgroup/" + targetGroupName(dimension.substring("TargetGroup=".length()));
            } else if (dimension.startsWith("LoadBalancer=") && !dimensions.contains("TargetGroup=")) {
                subject = dimension;
            } else if (dimension.startsWith("LoadBalancerName=")) { // a Classic Load Balancer is told as a target group
                subject = "targetgroup/" + dimension.substring("LoadBalancerName=".length());
            }
        }
        return subject;
    }

    /** Of a name, of CloudWatch's {@code targetgroup/NAME/ID}, or of an ARN that ends so. */
    private static String targetGroupName(String reference) {
        int prefix = reference.indexOf("targetgroup/");
        return prefix < 0 ? reference : reference.substring(prefix).split("/")[1];
    }

    private static String lastSegment(String resourceId) {
        return resourceId.substring(resourceId.lastIndexOf('/') + 1);
    }

    private static String key(String metric, String subject) {
        return metric + ' ' + subject;
    }

    /** The sum of a period, by the second. */
    static double perSecond(MetricSeries series, int i) {
        return series.sum()[i] * Clock.SECOND / series.period();
    }
}
