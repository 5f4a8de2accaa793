// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** The members of SetInstanceHealth: {@code healthStatus} is Healthy or Unhealthy. */
public record SetInstanceHealthRequest(String instanceId, String healthStatus, Boolean shouldRespectGracePeriod) {
    public SetInstanceHealthRequest {
        shouldRespectGracePeriod = Absent.or(shouldRespectGracePeriod, true);
    }
}
