// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * The members of CreateAutoScalingGroup, and what a launch template would say: the instance type, the system and the
 * configuration of the agent.
 *
 * @param vpcZoneIdentifier subnets joined by commas; their zones are used when no zones are given
 */
public record AutoScalingGroup(
        String autoScalingGroupName,
        String instanceType,
        Integer minSize,
        Integer maxSize,
        Integer desiredCapacity,
        List<String> availabilityZones,
        String vpcZoneIdentifier,
        OSFamily operatingSystemFamily,
        EcsConfig ecsConfig) {
    public AutoScalingGroup {
        desiredCapacity = Absent.or(desiredCapacity, minSize);
        availabilityZones = Absent.list(availabilityZones);
        operatingSystemFamily = Absent.or(operatingSystemFamily, OSFamily.LINUX);
        ecsConfig = Absent.or(ecsConfig, EcsConfig.NONE);
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
                null);
    }
}
