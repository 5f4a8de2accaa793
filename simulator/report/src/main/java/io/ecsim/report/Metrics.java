// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.LoadBalancer;
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
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Finds the metrics of a run by what they are about: a service, its target group, or the cluster. */
final class Metrics {
    private static final String OF_CLUSTER = "";

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

    /** A metric of the service itself, or of its target group. */
    Optional<MetricSeries> of(String service, String name) {
        MetricSeries own = series.get(key(name, service));
        if (own != null) {
            return Optional.of(own);
        }
        return targetGroups(service).stream()
                .map(group -> series.get(key(name, "targetgroup/" + group)))
                .filter(found -> found != null)
                .findFirst();
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
            case ALBRequestCountPerTarget -> "RequestCountPerTarget";
        };
    }

    private List<String> targetGroups(String service) {
        return scenario.services().stream()
                .filter(request -> request.serviceName().equals(service))
                .map(CreateServiceRequest::loadBalancers)
                .flatMap(List::stream)
                .map(LoadBalancer::targetGroupArn)
                .map(Metrics::targetGroupName)
                .toList();
    }

    private static String subject(String dimensions) {
        String subject = OF_CLUSTER;
        for (String dimension : dimensions.split(",")) {
            if (dimension.startsWith("ServiceName=")) {
                subject = dimension.substring("ServiceName=".length());
            } else if (dimension.startsWith("TargetGroup=")) {
                subject = "targetgroup/" + targetGroupName(dimension.substring("TargetGroup=".length()));
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
}
