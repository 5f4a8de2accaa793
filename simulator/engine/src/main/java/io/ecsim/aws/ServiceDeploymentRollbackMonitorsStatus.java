// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** What a circuit breaker or the alarms of a service deployment do (CB-8). */
public enum ServiceDeploymentRollbackMonitorsStatus {
    TRIGGERED,
    MONITORING,
    MONITORING_COMPLETE,
    DISABLED
}
