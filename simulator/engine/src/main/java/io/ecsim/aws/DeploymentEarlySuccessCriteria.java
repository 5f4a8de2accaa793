// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * Lets a rolling update complete before all its tasks run (SV-41).
 *
 * @param healthyPercent of the desired count that must be healthy
 * @param sourceServiceRevisionCleanup whether the tasks that it replaces must be gone
 */
public record DeploymentEarlySuccessCriteria(
        Boolean enable, Integer healthyPercent, ServiceRevisionCleanup sourceServiceRevisionCleanup) {
    public DeploymentEarlySuccessCriteria {
        enable = Absent.or(enable, false);
    }
}
