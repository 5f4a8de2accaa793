// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.CompositeAlarm;
import io.ecsim.aws.MetricAlarm;
import io.ecsim.metrics.AlarmState;

/** The alarms of users behind the control plane; requests are valid. */
public interface CloudWatchAlarms {
    boolean has(String alarm);

    /** A new alarm, or another definition of one, which keeps its state (SC-201). */
    void putMetricAlarm(MetricAlarm alarm);

    /** The same for one over other alarms, which exist. */
    void putCompositeAlarm(CompositeAlarm alarm);

    void deleteAlarm(String alarm);

    /** Until the next evaluation (SC-213). */
    void setAlarmState(String alarm, AlarmState state, String reason);
}
