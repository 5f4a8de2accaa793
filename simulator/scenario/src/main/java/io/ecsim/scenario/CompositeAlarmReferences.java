// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.Arn;
import io.ecsim.aws.CompositeAlarm;
import io.ecsim.control.Validation;
import io.ecsim.metrics.CompositeRule;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What composite alarms name: the alarms of their rules and their suppressors. */
final class CompositeAlarmReferences {
    private final Names onMetrics;
    private final Names alarms;

    /** @param alarms all, those on metrics and composite ones */
    CompositeAlarmReferences(Names onMetrics, Names alarms) {
        this.onMetrics = onMetrics;
        this.alarms = alarms;
    }

    void check(CompositeAlarm alarm, Place place) {
        place.violations(Validation.compositeAlarm(alarm));
        if (alarm.alarmName() != null && onMetrics.has(alarm.alarmName())) {
            place.member("AlarmName").problem("is the name of an alarm on a metric, too.");
        }
        for (String child : children(alarm)) {
            place.member("AlarmRule").mustName("alarm", child, alarms);
        }
        if (alarm.actionsSuppressor() != null) {
            place.member("ActionsSuppressor").mustName("alarm", Arn.name(alarm.actionsSuppressor()), alarms);
        }
        Stream.of(alarm.alarmActions(), alarm.okActions(), alarm.insufficientDataActions())
                .flatMap(List::stream)
                .filter(action -> action != null && !action.contains(":sns:") && !action.contains(":autoscaling:"))
                .forEach(action -> place.note("has the action " + Text.printable(action)
                        + ", which is no topic of SNS and is not simulated"));
    }

    /** Each alarm must be there before one that looks at it, so none can look at itself in the end. */
    void noCircles(List<CompositeAlarm> all, Place section) {
        Map<String, Set<String>> children = new LinkedHashMap<>();
        References.each(section, all, (alarm, place) -> {
            if (alarm.alarmName() != null) {
                children.put(alarm.alarmName(), children(alarm));
            }
        });
        References.each(section, all, (alarm, place) -> {
            if (alarm.alarmName() != null && reaches(alarm.alarmName(), alarm.alarmName(), children)) {
                place.member("AlarmRule").problem("looks at " + alarm.alarmName() + " itself in the end.");
            }
        });
    }

    private static boolean reaches(String from, String to, Map<String, Set<String>> children) {
        Set<String> reached = new LinkedHashSet<>(children.getOrDefault(from, Set.of()));
        boolean grows = true;
        while (grows) {
            Set<String> next = new LinkedHashSet<>(reached);
            reached.forEach(name -> next.addAll(children.getOrDefault(name, Set.of())));
            grows = next.size() > reached.size();
            reached = next;
        }
        return reached.contains(to);
    }

    /** None where the rule cannot be read. */
    private static Set<String> children(CompositeAlarm alarm) {
        Set<String> names = new LinkedHashSet<>();
        if (alarm.alarmRule() != null) {
            try {
                CompositeRule.parse(alarm.alarmRule()).alarms().forEach(child -> names.add(Arn.name(child)));
            } catch (IllegalArgumentException told) {
                return Set.of();
            }
        }
        return names;
    }
}
