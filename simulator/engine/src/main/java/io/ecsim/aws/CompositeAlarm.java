// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * The members of PutCompositeAlarm (SC-214).
 *
 * @param alarmRule over other alarms, such as {@code ALARM(a) AND NOT OK(b)}
 * @param actionsSuppressor the alarm that, while it is in ALARM, keeps the actions from being taken (SC-215)
 * @param actionsSuppressorWaitPeriod seconds to wait for the suppressor before actions are taken
 * @param actionsSuppressorExtensionPeriod seconds that actions still wait when the suppressor is over
 */
public record CompositeAlarm(
        String alarmName,
        String alarmRule,
        Boolean actionsEnabled,
        List<String> alarmActions,
        List<String> okActions,
        List<String> insufficientDataActions,
        String actionsSuppressor,
        Integer actionsSuppressorWaitPeriod,
        Integer actionsSuppressorExtensionPeriod) {
    public CompositeAlarm {
        actionsEnabled = Absent.or(actionsEnabled, true);
        alarmActions = Absent.list(alarmActions);
        okActions = Absent.list(okActions);
        insufficientDataActions = Absent.list(insufficientDataActions);
    }

    /** What it does on entering a state. */
    public List<String> actions(String state) {
        return MetricAlarm.actions(state, actionsEnabled, alarmActions, okActions, insufficientDataActions);
    }
}
