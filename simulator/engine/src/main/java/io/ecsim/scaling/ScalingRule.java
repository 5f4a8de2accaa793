// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import io.ecsim.metrics.Alarm;
import io.ecsim.metrics.AlarmState;
import java.util.List;

/** The heart of a policy: a pure function from what it may see to what it would like. */
@FunctionalInterface
public interface ScalingRule {
    Wish wish(View view);

    /**
     * What a rule sees.
     *
     * @param outBase the tasks from which a scale-out is calculated: the running ones, or during a scale-out cooldown
     *     those that ran before it if these were fewer (SC-303, SC-326)
     * @param alarms the policy's own in the order of {@link Policy#alarms}; of a policy that has none, those of users
     *     that call it now
     */
    record View(ServiceState service, int outBase, List<Alarm> alarms) {}

    static boolean inAlarm(Alarm alarm) {
        return alarm.state() == AlarmState.ALARM;
    }
}
