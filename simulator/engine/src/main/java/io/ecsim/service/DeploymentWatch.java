// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import java.util.List;

/** The CloudWatch alarms that deployments look at (CB-9). */
public interface DeploymentWatch {
    /** For services that watch no alarm. */
    DeploymentWatch NOTHING = new DeploymentWatch() {
        @Override
        public boolean inAlarm(String alarm) {
            return false;
        }

        @Override
        public long bakeTime(List<String> alarms) {
            return 0;
        }
    };

    /** Whether the alarm of that name is in ALARM. */
    boolean inAlarm(String alarm);

    /** How long a deployment that has replaced all tasks looks at the alarms, in nanoseconds (CB-10). */
    long bakeTime(List<String> alarms);
}
