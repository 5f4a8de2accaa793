// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** The members of UpdateAutoScalingGroup; null for what stays as it is. */
public record UpdateAutoScalingGroupRequest(
        String autoScalingGroupName, Integer minSize, Integer maxSize, Integer desiredCapacity) {}
