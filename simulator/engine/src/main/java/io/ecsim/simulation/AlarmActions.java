// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Arn;
import io.ecsim.events.EventType;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import io.ecsim.metrics.AlarmState;
import java.util.List;

/** What alarms do on entering a state, but for scaling: topics of SNS are told, once (SC-211). */
record AlarmActions(Kernel kernel, Journal journal) {
    private static final String TOPIC = "arn:aws[a-z-]*:sns:.+";

    static boolean isTopic(String action) {
        return action.matches(TOPIC);
    }

    void notify(String alarm, AlarmState state, List<String> actions, String why) {
        for (String action : actions) {
            if (isTopic(action)) {
                tell(new Entry.Notified(
                        Arn.name(action), alarm, EventType.ALARM_STATE_CHANGE.detailType(), alarm, state + ": " + why));
            }
        }
    }

    void tell(Entry entry) {
        journal.add(kernel.now(), entry);
    }
}
