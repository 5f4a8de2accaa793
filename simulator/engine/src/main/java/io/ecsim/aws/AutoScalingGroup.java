// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * The members of CreateAutoScalingGroup, with the instance type beside them where no launch template says it.
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
        String vpcZoneIdentifier) {
    public AutoScalingGroup {
        desiredCapacity = Absent.or(desiredCapacity, minSize);
        availabilityZones = Absent.list(availabilityZones);
    }
}
