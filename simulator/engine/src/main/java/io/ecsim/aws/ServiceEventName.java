// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Names of the service action events that are sent to EventBridge (EB-5, AZ-6), each with its type. */
public enum ServiceEventName {
    SERVICE_STEADY_STATE("INFO"),
    SERVICE_DESIRED_COUNT_UPDATED("INFO"),
    TASKS_STARTED("INFO"),
    TASKS_STOPPED("INFO"),
    SERVICE_REBALANCING_STARTED("INFO"),
    SERVICE_REBALANCING_COMPLETED("INFO"),
    SERVICE_REBALANCING_STOPPED("INFO"),
    SERVICE_TASK_START_IMPAIRED("WARN"),
    SERVICE_DAEMON_PLACEMENT_CONSTRAINT_VIOLATED("ERROR"),
    SERVICE_TASK_PLACEMENT_FAILURE("ERROR"),
    SERVICE_TASK_CONFIGURATION_FAILURE("ERROR");

    private final String type;

    ServiceEventName(String type) {
        this.type = type;
    }

    /** {@code INFO}, {@code WARN} or {@code ERROR}. */
    public String type() {
        return type;
    }
}
