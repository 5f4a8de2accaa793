// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** How far a service deployment is (SV-39). Constants are spelled as on the wire. */
public enum ServiceDeploymentStatus {
    PENDING,
    IN_PROGRESS,
    STOP_REQUESTED,
    STOPPED,
    SUCCESSFUL,
    ROLLBACK_REQUESTED,
    ROLLBACK_IN_PROGRESS,
    ROLLBACK_SUCCESSFUL,
    ROLLBACK_FAILED
}
