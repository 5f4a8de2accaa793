// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** The members of SetDesiredCapacity. */
public record SetDesiredCapacityRequest(String autoScalingGroupName, Integer desiredCapacity) {}
