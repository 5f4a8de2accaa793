// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/** Fails a deployment while one of the alarms is in ALARM (CB-9). */
public record DeploymentAlarms(List<String> alarmNames, Boolean enable, Boolean rollback) {
    public DeploymentAlarms {
        alarmNames = Absent.list(alarmNames);
        enable = Absent.or(enable, false);
        rollback = Absent.or(rollback, false);
    }
}
