// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** How far a deployment is (SV-37). Constants are spelled as on the wire. */
public enum DeploymentRolloutState {
    IN_PROGRESS,
    COMPLETED,
    FAILED
}
