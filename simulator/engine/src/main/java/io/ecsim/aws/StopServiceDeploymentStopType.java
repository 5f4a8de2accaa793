// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** How a deployment is stopped (SV-39). Constants are spelled as on the wire. */
public enum StopServiceDeploymentStopType {
    ABORT,
    ROLLBACK
}
