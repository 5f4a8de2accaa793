// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * Fails a deployment whose tasks fail (CB-1 to CB-7).
 *
 * @param rollback whether the last completed deployment takes over again
 * @param resetOnHealthyTask whether a healthy task sets the count of failures to 0 (CB-5)
 * @param thresholdConfiguration null for half the desired count, from 3 to 200 (CB-1)
 */
public record DeploymentCircuitBreaker(
        Boolean enable, Boolean rollback, Boolean resetOnHealthyTask, ThresholdConfiguration thresholdConfiguration) {
    public DeploymentCircuitBreaker {
        enable = Absent.or(enable, false);
        rollback = Absent.or(rollback, false);
        resetOnHealthyTask = Absent.or(resetOnHealthyTask, true);
    }
}
