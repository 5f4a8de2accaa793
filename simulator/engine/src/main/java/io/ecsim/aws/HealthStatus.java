// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Health of a container or of a task by its own checks (HC-2). Spelled as on the wire. */
public enum HealthStatus {
    HEALTHY,
    UNHEALTHY,
    UNKNOWN
}
