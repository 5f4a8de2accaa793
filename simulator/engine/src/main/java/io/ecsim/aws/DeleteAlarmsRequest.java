// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/** The members of DeleteAlarms. */
public record DeleteAlarmsRequest(List<String> alarmNames) {
    public DeleteAlarmsRequest {
        alarmNames = Absent.list(alarmNames);
    }
}
