// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.Listener;
import io.ecsim.aws.ListenerAction;
import io.ecsim.aws.ListenerAction.ForwardActionConfig;
import io.ecsim.aws.ListenerAction.TargetGroupTuple;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.MetricDimension;
import io.ecsim.aws.TargetGroup;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Distribution;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.metrics.Statistic;
import io.ecsim.workload.Application;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.RequestModel;
import io.ecsim.workload.Share;
import io.ecsim.workload.Workload;
import io.ecsim.world.World.TrafficModel;
import io.ecsim.world.Worlds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a load balancer says of all its target groups, of each zone, and of percentiles. */
class BalancerMetricsTest {
    private static final String ALB = "AWS/ApplicationELB";
    private static final String ZONE = "AvailabilityZone=us-east-1a,LoadBalancer=front";

    /** One load balancer before two target groups, of which the second gets a quarter and fails at half of it. */
    private static Scenarios scenario() {
        Scenarios scenario = Scenarios.ofWeb();
        for (String name : List.of("blue", "green")) {
            scenario.targetGroups.add(new TargetGroup(name, null, null, null, null, null, null, null, null, null));
            scenario.services.add(new CreateServiceRequest(
                    name,
                    name.equals("blue") ? "web:1" : "web:2",
                    2,
                    null,
                    null,
                    List.of(new LoadBalancer(name, "web", 80)),
                    null,
                    null,
                    null,
                    null,
                    null));
        }
        ForwardActionConfig weights =
                new ForwardActionConfig(List.of(new TargetGroupTuple("blue", 3), new TargetGroupTuple("green", 1)));
        scenario.listeners.add(new Listener(
                null, "front", null, 80, List.of(new ListenerAction("forward", null, weights, null)), null));
        scenario.applications.put("web:1", software(0.001, 0));
        scenario.applications.put("web:2", software(0.004, 0.5));
        scenario.workload.add(new Workload("blue", new ConstantTraffic(40)));
        return scenario.until(Duration.ofMinutes(10));
    }

    private static Application software(double seconds, double errors) {
        RequestModel request = new RequestModel(
                new Distribution.Constant(seconds), new Distribution.Constant(0.02), null, new Share(errors), null);
        return new Application(request, null, null, null, null, null, null, null);
    }

    private static MetricAlarm alarm(
            String metric, String statistic, String extended, double above, String dimensions) {
        List<MetricDimension> all = new ArrayList<>();
        for (String dimension : dimensions.split(",")) {
            all.add(new MetricDimension(dimension.split("=")[0], dimension.split("=")[1]));
        }
        return new MetricAlarm(
                metric,
                ALB,
                metric,
                all,
                statistic,
                extended,
                null,
                60,
                1,
                1,
                above,
                "GreaterThanThreshold",
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static double last(Recorder run, String name, String dimensions, Statistic statistic) {
        List<Datapoint> points = run.byMetric.entrySet().stream()
                .filter(each -> each.getKey().name().equals(name)
                        && each.getKey().dimensions().equals(dimensions))
                .findFirst()
                .orElseThrow()
                .getValue();
        return points.get(points.size() - 1).value(statistic);
    }

    /** 40 requests a second, a quarter of them to green, of which half fail: 2400, 600 and 300 in a minute. */
    @Test
    @Tag("LB-20")
    @Tag("SC-132")
    @Tag("SC-134")
    void aLoadBalancerTellsOfAllItsTargetGroupsTogether() {
        Scenarios scenario = scenario();
        scenario.alarms.add(alarm("HTTPCode_Target_5XX_Count", "Sum", null, 299, "LoadBalancer=front"));
        Recorder run = Recorder.of(scenario);
        assertThat(last(run, "RequestCount", "LoadBalancer=front", Statistic.Sum))
                .isEqualTo(2400, within(1e-5));
        assertThat(last(run, "RequestCount", "LoadBalancer=front,TargetGroup=green", Statistic.Sum))
                .isEqualTo(600, within(1e-5));
        assertThat(last(run, "HTTPCode_Target_5XX_Count", "LoadBalancer=front", Statistic.Sum))
                .isEqualTo(300, within(1e-5));
        assertThat(last(run, "TargetResponseTime", "LoadBalancer=front", Statistic.SampleCount))
                .isEqualTo(2400, within(1e-3));
        assertThat(run.all(Entry.AlarmStateChanged.class))
                .extracting(Entry.AlarmStateChanged::to)
                .contains("ALARM");
        assertThat(run.byMetric.keySet()).extracting(Metric::dimensions).noneMatch(each -> each.contains("Zone"));
    }

    /** Three zones, of which the two tasks of each group use two or more; nodes of all zones are found alike. */
    @Test
    @Tag("LB-20")
    void whatEachZoneHasIsToldWhileSomebodyAsksForIt() {
        Scenarios scenario = scenario();
        scenario.alarms.add(alarm("HealthyHostCount", "Maximum", null, 1, ZONE + ",TargetGroup=blue"));
        Recorder run = Recorder.of(scenario);
        double requests = 0;
        double hosts = 0;
        int zones = 0;
        for (Metric metric : run.byMetric.keySet()) {
            if (metric.dimensions().matches("AvailabilityZone=.*,LoadBalancer=front")
                    && metric.name().equals("RequestCount")) {
                requests += last(run, metric.name(), metric.dimensions(), Statistic.Sum);
                zones++;
            } else if (metric.dimensions().matches("AvailabilityZone=.*,TargetGroup=blue")
                    && metric.name().equals("HealthyHostCount")) {
                hosts += last(run, metric.name(), metric.dimensions(), Statistic.Sum);
            }
        }
        assertThat(zones).isBetween(2, 3);
        assertThat(requests).isEqualTo(2400, within(1e-5));
        assertThat(hosts).isEqualTo(2);
    }

    /**
     * Three quarters of the requests take 21 ms in the mean, a quarter 24 ms; 20 ms of it are the same for all. So the
     * median lies between what each revision alone would have, and percentiles rise.
     */
    @ParameterizedTest
    @EnumSource(TrafficModel.class)
    @Tag("SC-103")
    @Tag("SC-133")
    void percentilesOfResponseTimesAreThereForAlarms(TrafficModel traffic) {
        Scenarios scenario = scenario();
        scenario.world = Worlds.with("traffic", traffic);
        scenario.alarms.add(alarm("TargetResponseTime", null, "p99", 0.02, "LoadBalancer=front"));
        Recorder run = Recorder.of(scenario);
        double before = 0.0199;
        for (String percentile : List.of("p50", "p90", "p95", "p99")) {
            double value = last(run, "TargetResponseTime", "LoadBalancer=front", Statistic.of(percentile));
            assertThat(value).as(percentile).isBetween(before, 0.2);
            before = value;
        }
        double mean = last(run, "TargetResponseTime", "LoadBalancer=front", Statistic.Average);
        assertThat(before).as("the 99th percentile").isGreaterThan(mean);
        assertThat(run.all(Entry.AlarmStateChanged.class))
                .extracting(Entry.AlarmStateChanged::to)
                .containsExactly("ALARM");
    }
}
