// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** The members of DeleteScalingPolicy. */
public record DeleteScalingPolicyRequest(String policyName, String resourceId) {}
