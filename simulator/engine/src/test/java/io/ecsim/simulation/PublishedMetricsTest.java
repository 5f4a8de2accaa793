// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.CapacityProvider;
import io.ecsim.aws.ClassicLoadBalancer;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.CustomizedMetricSpecification;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.ManagedScaling;
import io.ecsim.aws.MetricDimension;
import io.ecsim.aws.Queue;
import io.ecsim.aws.TargetGroup;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Distribution;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.workload.Application;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.RequestModel;
import io.ecsim.workload.Share;
import io.ecsim.workload.Workload;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PublishedMetricsTest {
    @Test
    @Tag("LB-20")
    @Tag("SC-120")
    void aRunPublishesTheseAndNoOthers() {
        Scenarios scenario = Scenarios.ofWeb().behindLoadBalancer(2).withContainerInsights();
        scenario.onInstances("p3.2xlarge", null, 1);
        scenario.targetGroups.add(new TargetGroup("flows", "TCP", null, null, false, null, null, null, null, null));
        scenario.services.add(new CreateServiceRequest(
                "flows",
                "web:1",
                1,
                null,
                null,
                List.of(new LoadBalancer("flows", "web", 80)),
                null,
                null,
                null,
                null,
                null));
        scenario.classicLoadBalancers.add(new ClassicLoadBalancer("old", null, null, null));
        scenario.services.add(new CreateServiceRequest(
                "old",
                "web:1",
                1,
                null,
                null,
                List.of(new LoadBalancer(null, "web", 80, null, "old")),
                null,
                null,
                null,
                null,
                null));
        // A fifth of the requests fails, and there are more than two tasks can serve: clients give up after a second in
        // revision 1, the load balancer after its minute in revision 2, and an instance is lost: every code is
        // returned.
        scenario.applications.put("web:1", software(Duration.ofSeconds(1)));
        scenario.applications.put("web:2", software(Duration.ofHours(1)));
        scenario.workload.add(new Workload("web", new ConstantTraffic(2000)));
        scenario.workload.add(new Workload("old", new ConstantTraffic(500)));
        scenario.groups.add(new AutoScalingGroup("spare", "c5.large", 0, 1, 0, null, null));
        scenario.groups.add(new AutoScalingGroup("burst", "t3.micro", 1, 1, 1, null, null));
        scenario.capacityProviders.add(new CapacityProvider(
                "spare",
                new CapacityProvider.AutoScalingGroupProvider(
                        "spare", new ManagedScaling(null, null, null, null, null), null, null)));
        scenario.queues.add(new Queue("jobs", null));
        scenario.workload.add(Workload.ofQueue("jobs", new ConstantTraffic(1), null));
        scenario.at(200, Scenarios.deploy("web:2")).at(1100, new Action.TerminateInstances(null, 4));
        Scenario built = scenario.until(Duration.ofMinutes(20)).build();
        Set<Metric> seen = new LinkedHashSet<>();
        RunObserver observer = new RunObserver() {
            @Override
            public void add(long time, Entry entry) {}

            @Override
            public void metric(Metric metric, Datapoint point) {
                seen.add(metric);
            }
        };
        Simulation.run(built, observer, () -> false, false);
        assertThat(PublishedMetrics.of(built)).containsAll(seen).doesNotHaveDuplicates();
        assertThat(seen).containsAll(PublishedMetrics.of(built));
        assertThat(Stream.concat(PublishedMetrics.of(built).stream(), PublishedMetrics.onRequest(built).stream())
                        .map(PublishedMetrics::name)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(PublishedMetrics.names());
    }

    private static Application software(Duration timeout) {
        RequestModel request = new RequestModel(new Distribution.Constant(0.01), null, null, new Share(0.2), timeout);
        return new Application(request, 200, 1_000_000, null, null, null, null, null);
    }

    @Test
    void aSpecificationMeansAMetricWhateverTheOrderOfItsDimensions() {
        var dimensions = List.of(new MetricDimension("ServiceName", "web"), new MetricDimension("ClusterName", "a"));
        assertThat(PublishedMetrics.meant(
                        new CustomizedMetricSpecification("AWS/ECS", "CPUUtilization", dimensions, "Average", null)))
                .isEqualTo(new Metric("AWS/ECS", "CPUUtilization", "ClusterName=a,ServiceName=web", "Percent"));
    }
}
