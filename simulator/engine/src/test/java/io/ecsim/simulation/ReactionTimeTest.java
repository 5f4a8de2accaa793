// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.aws.AwsVpcConfiguration;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.MetricConfiguration;
import io.ecsim.aws.MetricType;
import io.ecsim.aws.MonitoringConfiguration;
import io.ecsim.aws.NetworkConfiguration;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.PolicyType;
import io.ecsim.aws.PredefinedMetricSpecification;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.TargetTrackingScalingPolicyConfiguration;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Distribution;
import io.ecsim.workload.Application;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.RequestModel;
import io.ecsim.workload.Workload;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A calibration: the default delays were fitted to AWS's benchmark, and this holds the whole way to it. */
class ReactionTimeTest {
    private static final int STEP = 900;

    /** The load goes from 10 % to 80 % of the CPU of four tasks, in each second of the minute in turn; the target is 70 %. */
    @Tag("SC-119")
    @Tag("SC-313")
    @Tag("SC-802")
    @Tag("CW-44")
    @ParameterizedTest
    @CsvSource({"false, 363, 386", "true, 86, 109"})
    void theMeanTimesToTheDecisionAndToTasksThatAreReadyAreThoseOfTheBenchmark(
            boolean fast, double decided, double ready) {
        List<Reaction> reactions =
                IntStream.range(0, 60).mapToObj(phase -> reaction(phase, fast)).toList();
        assertThat(mean(reactions, Reaction::decided)).isCloseTo(decided, within(0.1 * decided));
        assertThat(mean(reactions, Reaction::ready)).isCloseTo(ready, within(0.1 * ready));
    }

    private static double mean(List<Reaction> reactions, ToDoubleFunction<Reaction> part) {
        return reactions.stream().mapToDouble(part).average().orElseThrow();
    }

    /** Seconds from the step in the load to the new desired count, and to a healthy task behind the load balancer. */
    private record Reaction(double decided, double ready) {}

    private static Reaction reaction(int phase, boolean fast) {
        Scenarios scenario = Scenarios.ofWeb().behindLoadBalancer(4).until(Duration.ofMinutes(30));
        scenario.taskDefinitions.replaceAll(ReactionTimeTest::withInterface);
        scenario.services.replaceAll(service -> inSubnets(service, fast ? 20 : 60));
        RequestModel request = new RequestModel(new Distribution.Constant(0.01), null, null, null, null);
        scenario.applications.put("web", new Application(request, null, null, null, null, null, null, null));
        scenario.workload.add(new Workload("web", new ConstantTraffic(10)));
        scenario.scalableTargets.add(new ScalableTarget("service/default/web", 1, 20));
        var cpu = new PredefinedMetricSpecification(
                fast
                        ? MetricType.ECSServiceAverageCPUUtilizationHighResolution
                        : MetricType.ECSServiceAverageCPUUtilization,
                null);
        scenario.scalingPolicies.add(new ScalingPolicy(
                "cpu70",
                "service/default/web",
                PolicyType.TargetTrackingScaling,
                new TargetTrackingScalingPolicyConfiguration(70.0, cpu, null, null, null, true)));
        scenario.at(STEP + phase, new Action.SetTraffic("web", 8.0, null));
        Recorder run = Recorder.of(scenario);
        double decided = run.times(Entry.ServiceScaled.class).get(0);
        double ready = run.rows.stream()
                .filter(row -> row.entry() instanceof Entry.TaskHealthChanged change && change.healthy())
                .filter(row -> row.at() > decided)
                .mapToDouble(Recorder.Row::at)
                .findFirst()
                .orElseThrow();
        return new Reaction(decided - STEP - phase, ready - STEP - phase);
    }

    /** As the benchmark's tasks, which run on Fargate: each has a network interface of its own. */
    private static TaskDefinition withInterface(TaskDefinition web) {
        return new TaskDefinition(
                web.family(), web.containerDefinitions(), NetworkMode.awsvpc, null, null, null, null, null);
    }

    private static CreateServiceRequest inSubnets(CreateServiceRequest service, int resolution) {
        var metric = new MetricConfiguration(List.of("CPUUtilization"), resolution);
        return new CreateServiceRequest(
                service.serviceName(),
                service.taskDefinition(),
                service.desiredCount(),
                service.launchType(),
                service.schedulingStrategy(),
                service.loadBalancers(),
                service.deploymentConfiguration(),
                service.placementStrategy(),
                service.placementConstraints(),
                new NetworkConfiguration(new AwsVpcConfiguration(List.of("subnet-a", "subnet-b", "subnet-c"))),
                service.healthCheckGracePeriodSeconds(),
                service.capacityProviderStrategy(),
                service.volumeConfigurations(),
                service.deploymentController(),
                service.availabilityZoneRebalancing(),
                null,
                new MonitoringConfiguration(List.of(metric)),
                null);
    }
}
