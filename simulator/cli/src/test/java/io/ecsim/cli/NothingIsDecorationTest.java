// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.experiment.Run;
import io.ecsim.experiment.RunOutcome;
import io.ecsim.scenario.LoadedScenario;
import io.ecsim.scenario.ScenarioReader;
import io.ecsim.simulation.RunObserver;
import io.ecsim.world.World;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each mechanism, switched off or far off, breaks at least one expectation of a shipped scenario. That all of them hold
 * otherwise is {@link ShippedScenariosTest}'s business.
 */
class NothingIsDecorationTest {
    private static final Path SCENARIOS = Path.of("../../scenarios");
    private static final String CPU_60 = "scalingPolicies.cpu-60.TargetTrackingScalingPolicyConfiguration.";
    private static final String REQUESTS = "scalingPolicies.requests.TargetTrackingScalingPolicyConfiguration.";

    private record Switch(String scenario, String setting) {
        @Override
        public String toString() {
            return setting + " in " + scenario;
        }
    }

    static final List<Switch> SWITCHES = List.of(
            // The scheduler and its percents.
            new Switch("rolling-update/50-100.yaml", "world.schedulerTick=1s"),
            new Switch("rolling-update/50-100.yaml", "world.healthyAfterRunning=0s"),
            new Switch("rolling-update/50-100.yaml", "services.web.deploymentConfiguration.minimumHealthyPercent=100"),
            new Switch("rolling-update/50-100.yaml", "services.web.deploymentConfiguration.maximumPercent=200"),
            new Switch("rolling-update/100-150.yaml", "world.maximumPercentCounts=RUNNING_PENDING"),
            new Switch("rolling-update/100-200.yaml", "world.completionWaitsForStopped=false"),
            new Switch("rush-hour", "services.shop.healthCheckGracePeriodSeconds=0"),
            new Switch("rush-hour", "services.shop.placementStrategy=random"),
            // The lives of tasks.
            new Switch("rolling-update/50-100.yaml", "world.ec2BridgeProvisioning=0s"),
            new Switch("rolling-update/50-100.yaml", "world.pullFixed=0s"),
            new Switch("rolling-update/50-100.yaml", "world.pullPerSecond=1000GiB"),
            new Switch("rolling-update/50-100.yaml", "world.imageSize=0MiB"),
            new Switch("rolling-update/50-100.yaml", "world.containerStart=0s"),
            new Switch("rolling-update/100-150.yaml", "world.cachedPull=0s"),
            new Switch("rolling-update/100-200.yaml", "world.stopTimeout=1s"),
            new Switch("rolling-update/100-200.yaml", "applications.web.onStop.drain=0s"),
            new Switch("first-cluster", "images.nginxdemos/hello.size=0MiB"),
            new Switch("first-cluster", "world.activating=0s"),
            new Switch("first-cluster", "world.registeredMemoryShare=1"),
            new Switch("world-cup", "world.ec2AwsvpcProvisioning=0s"),
            new Switch("world-cup", "world.deprovisioning=0s"),
            new Switch("rush-hour", "world.instanceLaunch=0s"),
            new Switch("warm-pool", "world.warmPoolStart=3m"),
            new Switch("no-capacity-in-one-zone", "world.launchRetry=2h"),
            new Switch("spot-storm", "autoScalingGroups.shop.CapacityRebalance=false"),
            new Switch("t2-credits", "quotas.launchesWithCredits=0"),
            new Switch("managed-instances", "world.managedScaleInAfter=15d"),
            // Fargate.
            new Switch("fargate-spot-mix", "world.fargateProvisioning=0s"),
            new Switch("fargate-spot-mix", "quotas.fargateSpotVcpu=1"),
            new Switch("fargate-spot-mix", "services.web.launchType=FARGATE"),
            new Switch("fargate-spot-mix", "pricing.spotMultiplier=1"),
            new Switch("fargate-vs-ec2/on-fargate.yaml", "quotas.fargateVcpu=6"),
            // Capacity providers.
            new Switch("capacity-provider-scale-out", "world.provisioningTimeout=2m"),
            new Switch("capacity-provider-scale-out", "world.metricDelay.managedScaling=90s"),
            new Switch("capacity-provider-scale-out", "quotas.provisioningTasks=30"),
            new Switch("capacity-provider-scale-in", "world.clusterScaleInStep=5%"),
            new Switch("capacity-provider-scale-in", "world.clusterScaleInEvery=10m"),
            // Load balancers and health.
            new Switch("rush-hour", "targetGroups.shop.HealthCheckEnabled=false"),
            new Switch("world-cup", "targetGroups.site.Attributes.\"deregistration_delay.timeout_seconds\"=\"0\""),
            new Switch("world-cup", "world.albRegistration=0s"),
            new Switch("world-cup", "world.initialHealthyThreshold=5"),
            // Metrics, alarms, scaling.
            new Switch("rush-hour", "world.metricDelay.ecs=0s"),
            new Switch("world-cup", "world.metricDelay.alb=0s"),
            new Switch("world-cup", "world.alarmOffset=59s"),
            new Switch("world-cup", "world.scalingActivityTimeout=0s"),
            new Switch("world-cup", "world.scaleInMaxStep=1"),
            new Switch("rush-hour", CPU_60 + "ScaleOutCooldown=0"),
            new Switch("rush-hour", CPU_60 + "TargetValue=100"),
            new Switch("world-cup", REQUESTS + "ScaleOutCooldown=0"),
            new Switch("world-cup", REQUESTS + "ScaleInCooldown=0"),
            new Switch("world-cup", REQUESTS + "DisableScaleIn=true"),
            new Switch("world-cup", "scalableTargets.site.MaxCapacity=10"),
            // Events and rules.
            new Switch("delivery-pipeline", "world.eventDelivery=31m"),
            new Switch("delivery-pipeline", "rules.page-when-a-task-is-lost.State=DISABLED"),
            // Traces.
            new Switch("slow-backend", "world.traceReservoir=0"),
            new Switch("slow-backend", "world.traceRate=0%"),
            // Load and cost.
            new Switch("rush-hour", "applications.shop.request.cpu=1ms"),
            new Switch("rush-hour", "workload.shop.requests.scale=101"),
            new Switch("first-cluster", "pricing.overrides={t2.micro: 0}"));

    /** Knobs that no figure of a summary shows; each has a test of its own in the engine. */
    private static final Set<String> SHOWN_ELSEWHERE = Set.of(
            "agentQueue", // needs a host that is full when a task comes
            "creditsToBurst", // shows in the journal
            "alarmRangeMargin", // needs gaps in a metric
            "dockerHubPulls", // off, like the next two
            "ebsVolumesOfInstance", // needs tasks with EBS volumes
            "eventRepeat", // shows in the journal
            "longestBakeTime", // needs a deployment that watches alarms
            "stopTaskSkipsDrain", // needs somebody who stops a task behind a load balancer
            "fargatePullPerVcpu", // off
            "healthCheckStartInterval",
            "nlbRegistration", // needs a Network Load Balancer
            "pullFailure", // needs an image that cannot be had
            "rebalanceRecommendation", // needs Spot Instances that are interrupted by chance
            "registryPullsPerSecond",
            "sociFactor", // needs an image with an index
            "sociFrom",
            "routingSteps", // needs a share that grows: slow start, stickiness
            "throttleBase", // needs tasks that fail to start
            "throttleCap",
            "throttleFreeFailures",
            "tieBreak", // shows in the journal
            "traffic"); // both ways must come to the same

    static List<Switch> switches() {
        return SWITCHES;
    }

    @ParameterizedTest
    @MethodSource("switches")
    void aMechanismThatIsSwitchedOffIsMissed(Switch off, @TempDir Path folder) throws IOException {
        LoadedScenario loaded =
                ScenarioReader.read(SCENARIOS.resolve(off.scenario()), List.of(off.setting()), null, null);
        RunOutcome outcome = Run.of(loaded, "test").execute(folder, RunObserver.NONE, () -> false, Run.Extras.NONE);
        assertThat(outcome.expectations()).anyMatch(result -> !result.holds());
    }

    static Stream<String> knobs() {
        return Stream.of(World.class.getRecordComponents()).map(RecordComponent::getName);
    }

    @ParameterizedTest
    @MethodSource("knobs")
    void everyKnobOfTheWorldIsASwitchHereOrIsShownElsewhere(String knob) {
        boolean switched = SWITCHES.stream().anyMatch(s -> s.setting().matches("world\\." + knob + "\\b.*"));
        assertThat(switched).isNotEqualTo(SHOWN_ELSEWHERE.contains(knob));
    }
}
