// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.CompositeAlarm;
import io.ecsim.aws.Violation;
import io.ecsim.metrics.CompositeRule;
import java.util.List;
import java.util.stream.Stream;

/** What PutCompositeAlarm takes (SC-214, SC-215); whether the alarms of its rule exist is another question. */
final class CompositeAlarmRules {
    private static final int MOST_CHILDREN = 100;
    private static final int LONGEST_RULE = 10_240;

    private CompositeAlarmRules() {}

    static List<Violation> violations(CompositeAlarm alarm) {
        Refusals refusals = new Refusals("ValidationError");
        rule(alarm.alarmRule(), refusals);
        Stream.of(alarm.alarmActions(), alarm.okActions(), alarm.insufficientDataActions())
                .flatMap(List::stream)
                .filter(action -> action != null && action.contains(":autoscaling:"))
                .forEach(action -> refusals.refuse(
                        "AlarmActions", "Auto Scaling actions are not supported by composite alarms: " + action + "."));
        boolean suppressed = alarm.actionsSuppressor() != null;
        period("ActionsSuppressorWaitPeriod", alarm.actionsSuppressorWaitPeriod(), suppressed, refusals);
        period("ActionsSuppressorExtensionPeriod", alarm.actionsSuppressorExtensionPeriod(), suppressed, refusals);
        return refusals.list();
    }

    private static void rule(String text, Refusals refusals) {
        if (text == null) {
            return;
        }
        refusals.refuse(
                text.length() > LONGEST_RULE,
                "AlarmRule",
                "AlarmRule can have up to " + LONGEST_RULE + " characters, not " + text.length() + ".");
        try {
            int children = CompositeRule.parse(text).alarms().size();
            refusals.refuse(
                    children > MOST_CHILDREN,
                    "AlarmRule",
                    "A composite alarm can have up to " + MOST_CHILDREN + " children, not " + children + ".");
        } catch (IllegalArgumentException wrong) {
            refusals.refuse("AlarmRule", "AlarmRule is not valid " + wrong.getMessage() + ".");
        }
    }

    private static void period(String member, Integer seconds, boolean suppressed, Refusals refusals) {
        refusals.refuse(
                suppressed && seconds == null, "ActionsSuppressor", member + " is required with an ActionsSuppressor.");
        refusals.refuse(!suppressed && seconds != null, member, member + " needs an ActionsSuppressor.");
        refusals.refuse(seconds != null && seconds < 0, member, member + " must not be negative.");
    }
}
