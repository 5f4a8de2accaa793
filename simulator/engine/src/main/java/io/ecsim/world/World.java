// SPDX-License-Identifier: Apache-2.0
package io.ecsim.world;

import io.ecsim.aws.Absent;
import io.ecsim.kernel.Distribution;
import io.ecsim.workload.Bytes;
import io.ecsim.workload.Share;
import java.time.Duration;

/**
 * What AWS does not publish: how long things take, and our assumptions under their own names. Distributions are in
 * seconds. Every member has a default.
 */
public record World(
        @Knob(rule = "SV-4", text = "time between two passes of the service scheduler")
        Duration schedulerTick,

        @Knob(rule = "SC-451", text = "from launch of an instance until it is registered")
        Distribution instanceLaunch,

        @Knob(rule = "SC-444", text = "from the start of a stopped instance of a warm pool until it is registered")
        Distribution warmPoolStart,

        @Knob(
                rule = "SC-455",
                text = "until an Auto Scaling group tries again to launch what there was no capacity for")
        Duration launchRetry,

        @Knob(rule = "SC-501", text = "from the rebalance recommendation to the notice of a Spot interruption")
        Distribution rebalanceRecommendation,

        @Knob(rule = "SC-425", text = "time in PROVISIONING until a task for which no instance has room is stopped")
        Duration provisioningTimeout,

        @Knob(
                rule = "SC-460",
                text = "time for which a managed instance may be idle or underutilized where its provider says nothing")
        Duration managedScaleInAfter,

        @Knob(rule = "SC-419", text = "share of its instances that managed scaling takes away at once, at most")
        Share clusterScaleInStep,

        @Knob(rule = "SC-419", text = "time between two such steps, at least")
        Duration clusterScaleInEvery,

        @Knob(rule = "RS-5", text = "share of the advertised memory that an instance registers")
        Share registeredMemoryShare,

        @Knob(rule = "TL-26", text = "PROVISIONING of a bridge or host task on EC2")
        Distribution ec2BridgeProvisioning,

        @Knob(rule = "TL-26", text = "PROVISIONING of an awsvpc task on EC2: its ENI is attached")
        Distribution ec2AwsvpcProvisioning,

        @Knob(rule = "TL-26", text = "PROVISIONING of a task on Fargate: a host and its ENI")
        Distribution fargateProvisioning,

        @Knob(rule = "IM-5", text = "fixed part of an image pull")
        Distribution pullFixed,

        @Knob(rule = "IM-5", text = "what a pull transfers in a second")
        Bytes pullPerSecond,

        @Knob(rule = "IM-2", text = "pull of an image that the instance already holds")
        Distribution cachedPull,

        @Knob(rule = "IM-5", text = "size of an image about which the scenario says nothing")
        Bytes imageSize,

        @Knob(rule = "IM-4", text = "what is left of a pull on Fargate of an image with a SOCI index")
        Share sociFactor,

        @Knob(rule = "IM-4", text = "size above which such an image is loaded lazily")
        Bytes sociFrom,

        @Knob(rule = "IM-3", text = "what a pull on Fargate transfers more in a second for each vCPU after the first")
        Bytes fargatePullPerVcpu,

        @Knob(rule = "TL-26", text = "start of a container") Distribution containerStart,

        @Knob(rule = "TL-26", text = "ACTIVATING of a task with a target group")
        Distribution activating,

        @Knob(rule = "TL-26", text = "DEPROVISIONING of an awsvpc task: its ENI is detached")
        Distribution deprovisioning,

        @Knob(rule = "TL-14", text = "from SIGTERM to SIGKILL when the container says nothing")
        Duration stopTimeout,

        @Knob(rule = "TL-15", text = "StopTask stops the containers of a task before its targets have drained")
        Boolean stopTaskSkipsDrain,

        @Knob(rule = "LB-5", text = "from registration of a target to its first health check")
        Duration albRegistration,

        @Knob(rule = "LB-6", text = "the same for a Network Load Balancer")
        Duration nlbRegistration,

        @Knob(rule = "LB-3", text = "checks that a newly registered target must pass")
        Integer initialHealthyThreshold,

        @Knob(
                rule = "LB-9",
                text =
                        "steps in which a share that grows is followed: of a target in slow start, of one new to sticky clients")
        Integer routingSteps,

        @Knob(rule = "SV-10", text = "RUNNING time after which a task without any check counts as healthy")
        Duration healthyAfterRunning,

        @Knob(rule = "SV-31", text = "what counts against maximumPercent")
        MaximumPercentCounts maximumPercentCounts,

        @Knob(rule = "SV-38", text = "a deployment completes only when the tasks it replaced are STOPPED")
        Boolean completionWaitsForStopped,

        @Knob(rule = "SV-34", text = "repeat of an unchanged service event")
        Duration eventRepeat,

        @Knob(rule = "CB-10", text = "longest bake time that follows from alarms where none is given")
        Duration longestBakeTime,

        @Knob(rule = "SC-109", text = "from the end of a period until alarms see its point")
        MetricDelay metricDelay,

        @Knob(rule = "SC-217", text = "when in its minute an alarm is evaluated")
        Duration alarmOffset,

        @Knob(rule = "SC-207", text = "periods that an alarm looks back beyond those it evaluates")
        Integer alarmRangeMargin,

        @Knob(rule = "SC-329", text = "a scaling activity counts as done after at most")
        Duration scalingActivityTimeout,

        @Knob(rule = "SC-315", text = "most tasks that one scale-in removes; 0 for no limit")
        Integer scaleInMaxStep,

        @Knob(rule = "PL-26", text = "which of equal choices wins")
        TieBreak tieBreak,

        @Knob(rule = "VO-5", text = "EBS volumes of an instance itself, which leave fewer for tasks")
        Integer ebsVolumesOfInstance,

        @Knob(
                rule = "SC-605",
                text = "CPU credits that an instance which had none left earns before it has all of its CPU again")
        Double creditsToBurst,

        @Knob(rule = "RS-12", text = "the agent lets a task wait until the host really has the room")
        Boolean agentQueue,

        @Knob(rule = "SV-21", text = "rounds of starts that may fail before the next one waits")
        Integer throttleFreeFailures,

        @Knob(
                rule = "SV-21",
                text = "first wait after too many failed rounds of starts; each one after is twice as long")
        Duration throttleBase,

        @Knob(rule = "SV-21", text = "longest wait between rounds of starts that fail")
        Duration throttleCap,

        @Knob(rule = "IM-6", text = "time in PENDING until a pull, or a secret, that cannot be had is given up")
        Duration pullFailure,

        @Knob(rule = "IM-9", text = "attempts to pull that registries take in a second; 0 for no limit")
        Integer registryPullsPerSecond,

        @Knob(rule = "IM-9", text = "images that Docker Hub gives without credentials in six hours; 0 for no limit")
        Integer dockerHubPulls,

        @Knob(rule = "HC-5", text = "time between container health checks in the start period; 0 for their interval")
        Duration healthCheckStartInterval,

        @Knob(rule = "EB-8", text = "from an event until a rule hands it to its targets")
        Distribution eventDelivery,

        @Knob(rule = "SC-133", text = "whether requests are a fluid or played one by one")
        TrafficModel traffic,

        @Knob(rule = "SC-133", text = "requests of a service in a second that the discrete solver traces all")
        Integer traceReservoir,

        @Knob(rule = "SC-133", text = "share of the other requests that it traces")
        Share traceRate) {

    public World {
        schedulerTick = Absent.or(schedulerTick, Duration.ofSeconds(10));
        instanceLaunch = Absent.or(instanceLaunch, constant(60));
        warmPoolStart = Absent.or(warmPoolStart, constant(30));
        launchRetry = Absent.or(launchRetry, Duration.ofMinutes(1));
        rebalanceRecommendation = Absent.or(rebalanceRecommendation, constant(0));
        provisioningTimeout = Absent.or(provisioningTimeout, Duration.ofMinutes(30));
        managedScaleInAfter = Absent.or(managedScaleInAfter, Duration.ofMinutes(5));
        clusterScaleInStep = Absent.or(clusterScaleInStep, new Share(0.5));
        clusterScaleInEvery = Absent.or(clusterScaleInEvery, Duration.ofMinutes(1));
        registeredMemoryShare = Absent.or(registeredMemoryShare, new Share(0.95));
        ec2BridgeProvisioning = Absent.or(ec2BridgeProvisioning, constant(1));
        ec2AwsvpcProvisioning = Absent.or(ec2AwsvpcProvisioning, constant(14));
        fargateProvisioning = Absent.or(fargateProvisioning, constant(10));
        pullFixed = Absent.or(pullFixed, constant(1));
        pullPerSecond = Absent.or(pullPerSecond, new Bytes(20 * Bytes.MIB));
        cachedPull = Absent.or(cachedPull, constant(1));
        imageSize = Absent.or(imageSize, new Bytes(100 * Bytes.MIB));
        sociFactor = Absent.or(sociFactor, new Share(0.4));
        sociFrom = Absent.or(sociFrom, new Bytes(250 * Bytes.MIB));
        fargatePullPerVcpu = Absent.or(fargatePullPerVcpu, new Bytes(0));
        containerStart = Absent.or(containerStart, constant(1));
        activating = Absent.or(activating, constant(1));
        deprovisioning = Absent.or(deprovisioning, constant(10));
        stopTimeout = Absent.or(stopTimeout, Duration.ofSeconds(30));
        stopTaskSkipsDrain = Absent.or(stopTaskSkipsDrain, false);
        albRegistration = Absent.or(albRegistration, Duration.ofSeconds(5));
        nlbRegistration = Absent.or(nlbRegistration, Duration.ofSeconds(120));
        initialHealthyThreshold = Absent.or(initialHealthyThreshold, 1);
        routingSteps = Absent.or(routingSteps, 30);
        healthyAfterRunning = Absent.or(healthyAfterRunning, Duration.ofSeconds(40));
        maximumPercentCounts = Absent.or(maximumPercentCounts, MaximumPercentCounts.NOT_STOPPED);
        completionWaitsForStopped = Absent.or(completionWaitsForStopped, true);
        eventRepeat = Absent.or(eventRepeat, Duration.ofHours(6));
        longestBakeTime = Absent.or(longestBakeTime, Duration.ofMinutes(5));
        metricDelay = Absent.or(metricDelay, new MetricDelay(null, null, null, null, null, null));
        alarmOffset = Absent.or(alarmOffset, Duration.ofSeconds(30));
        alarmRangeMargin = Absent.or(alarmRangeMargin, 2);
        scalingActivityTimeout = Absent.or(scalingActivityTimeout, Duration.ofSeconds(60));
        scaleInMaxStep = Absent.or(scaleInMaxStep, 0);
        tieBreak = Absent.or(tieBreak, TieBreak.deterministic);
        ebsVolumesOfInstance = Absent.or(ebsVolumesOfInstance, 1);
        creditsToBurst = Absent.or(creditsToBurst, 0.05);
        agentQueue = Absent.or(agentQueue, true);
        throttleFreeFailures = Absent.or(throttleFreeFailures, 2);
        throttleBase = Absent.or(throttleBase, Duration.ofSeconds(60));
        throttleCap = Absent.or(throttleCap, Duration.ofMinutes(27));
        pullFailure = Absent.or(pullFailure, Duration.ofSeconds(15));
        registryPullsPerSecond = Absent.or(registryPullsPerSecond, 0);
        dockerHubPulls = Absent.or(dockerHubPulls, 0);
        healthCheckStartInterval = Absent.or(healthCheckStartInterval, Duration.ZERO);
        eventDelivery = Absent.or(eventDelivery, constant(0.5));
        traffic = Absent.or(traffic, TrafficModel.fluid);
        traceReservoir = Absent.or(traceReservoir, 1);
        traceRate = Absent.or(traceRate, new Share(0.05));
    }

    private static Distribution constant(double seconds) {
        return new Distribution.Constant(seconds);
    }

    /** MiB that an instance registers of those advertised (RS-5). */
    public int registeredMemory(int advertisedMiB) {
        return (int) Math.floor(advertisedMiB * registeredMemoryShare.fraction());
    }

    /** Instances of so many that managed scaling takes away at once, at most (SC-419). */
    public int clusterScaleIn(int instances) {
        return Math.max(1, (int) Math.floor(instances * clusterScaleInStep.fraction() + 1e-9));
    }

    /** Every member at its default. */
    public static World defaults() {
        return new World(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null);
    }

    /** How requests are simulated: as rates and their means, or one by one. */
    public enum TrafficModel {
        fluid,
        discrete
    }

    /** SV-31: which tasks count against maximumPercent. */
    public enum MaximumPercentCounts {
        NOT_STOPPED,
        RUNNING_PENDING
    }

    /** PL-26: fewest tasks of the group, then earliest registered, then id; or a seeded draw. */
    public enum TieBreak {
        deterministic,
        random
    }

    /**
     * SC-109: from the end of a period until alarms see its point, by source.
     *
     * @param ecsHighResolution of the utilization of services with a point every 20 seconds
     */
    public record MetricDelay(
            Duration ecs,
            Duration ecsHighResolution,
            Duration alb,
            Duration sqs,
            Duration managedScaling,
            Duration ec2) {
        public MetricDelay {
            ecs = Absent.or(ecs, Duration.ofSeconds(120));
            ecsHighResolution = Absent.or(ecsHighResolution, Duration.ofSeconds(8));
            alb = Absent.or(alb, Duration.ofSeconds(60));
            sqs = Absent.or(sqs, Duration.ofSeconds(60));
            managedScaling = Absent.or(managedScaling, Duration.ofSeconds(15));
            ec2 = Absent.or(ec2, Duration.ofSeconds(60));
        }
    }
}
