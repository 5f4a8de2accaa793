// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The members of CreateAutoScalingGroup, the group's warm pool, policies and scheduled actions, and what a launch template
 * would say: the instance type, the system, the CPU credits, the monitoring and the configuration of the agent.
 *
 * @param instanceType null when a mixed instances policy has types
 * @param vpcZoneIdentifier subnets joined by commas; their zones are used when no zones are given
 * @param mixedInstancesPolicy null for one type, on demand
 * @param terminationPolicies in their order; {@code Default} when none is given (SC-445)
 * @param healthCheckGracePeriod seconds after InService in which SetInstanceHealth does nothing (SC-442)
 * @param capacityRebalance whether Spot Instances at risk are replaced early (SC-449)
 * @param defaultCooldown seconds, 300 by default: between two activities of simple scaling (SC-441)
 * @param defaultInstanceWarmup seconds; null for none (SC-441)
 * @param warmPoolConfiguration as PutWarmPool makes it; null for none (SC-444)
 * @param scalingPolicies as PutScalingPolicy makes them
 * @param scheduledActions as PutScheduledUpdateGroupAction makes them
 * @param creditSpecification of burstable types; null for the default of each (SC-603)
 */
public record AutoScalingGroup(
        String autoScalingGroupName,
        String instanceType,
        Integer minSize,
        Integer maxSize,
        Integer desiredCapacity,
        List<String> availabilityZones,
        String vpcZoneIdentifier,
        MixedInstancesPolicy mixedInstancesPolicy,
        List<String> terminationPolicies,
        Boolean newInstancesProtectedFromScaleIn,
        String healthCheckType,
        Integer healthCheckGracePeriod,
        Boolean capacityRebalance,
        List<LifecycleHookSpecification> lifecycleHookSpecificationList,
        Integer defaultCooldown,
        Integer defaultInstanceWarmup,
        AvailabilityZoneDistribution availabilityZoneDistribution,
        WarmPoolConfiguration warmPoolConfiguration,
        OSFamily operatingSystemFamily,
        CreditSpecification creditSpecification,
        InstanceMonitoring monitoring,
        EcsConfig ecsConfig,
        List<GroupScalingPolicy> scalingPolicies,
        List<ScheduledUpdateGroupAction> scheduledActions) {
    public AutoScalingGroup {
        desiredCapacity = Absent.or(desiredCapacity, minSize);
        availabilityZones = Absent.list(availabilityZones);
        terminationPolicies = Absent.list(terminationPolicies);
        newInstancesProtectedFromScaleIn = Absent.or(newInstancesProtectedFromScaleIn, false);
        healthCheckType = Absent.or(healthCheckType, "EC2");
        healthCheckGracePeriod = Absent.or(healthCheckGracePeriod, 0);
        capacityRebalance = Absent.or(capacityRebalance, false);
        lifecycleHookSpecificationList = Absent.list(lifecycleHookSpecificationList);
        availabilityZoneDistribution = Absent.or(availabilityZoneDistribution, new AvailabilityZoneDistribution(null));
        operatingSystemFamily = Absent.or(operatingSystemFamily, OSFamily.LINUX);
        ecsConfig = Absent.or(ecsConfig, EcsConfig.NONE);
        defaultCooldown = Absent.or(defaultCooldown, 300);
        monitoring = Absent.or(monitoring, new InstanceMonitoring(null));
        scalingPolicies = Absent.list(scalingPolicies);
        scheduledActions = Absent.list(scheduledActions);
    }

    /** Linux, with the agent as it comes. */
    public AutoScalingGroup(
            String autoScalingGroupName,
            String instanceType,
            Integer minSize,
            Integer maxSize,
            Integer desiredCapacity,
            List<String> availabilityZones,
            String vpcZoneIdentifier) {
        this(
                autoScalingGroupName,
                instanceType,
                minSize,
                maxSize,
                desiredCapacity,
                availabilityZones,
                vpcZoneIdentifier,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /**
     * Seconds in which a new instance is left out of what policies see, and holds scale-in (SC-450): the default
     * instance warmup, else the default cooldown; of policies that say otherwise the longest.
     */
    public int instanceWarmup() {
        int ofGroup = Absent.or(defaultInstanceWarmup, defaultCooldown);
        return scalingPolicies.stream()
                .mapToInt(policy -> Absent.or(policy.estimatedInstanceWarmup(), ofGroup))
                .max()
                .orElse(ofGroup);
    }

    /** All that it may launch, in the order in which they are given: the overrides, else the one type. */
    public List<String> instanceTypes() {
        List<String> overrides = mixedInstancesPolicy == null
                ? List.of()
                : mixedInstancesPolicy.launchTemplate().overrides().stream()
                        .filter(Objects::nonNull)
                        .map(LaunchTemplateOverrides::instanceType)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
        return overrides.isEmpty() ? Stream.ofNullable(instanceType).toList() : overrides;
    }
}
