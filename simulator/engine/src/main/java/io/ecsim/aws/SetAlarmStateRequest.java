// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * The members of SetAlarmState.
 *
 * @param stateValue OK, ALARM or INSUFFICIENT_DATA
 */
public record SetAlarmStateRequest(String alarmName, String stateValue, String stateReason) {
    public SetAlarmStateRequest {
        stateReason = Absent.or(stateReason, "set by hand");
    }
}
