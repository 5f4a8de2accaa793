// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Arn;
import io.ecsim.aws.CompositeAlarm;
import io.ecsim.aws.MetricAlarm;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Who may be told something in a run of a scenario, known before it starts. */
public final class Notifications {
    private Notifications() {}

    /** By name: those of rules, and the topics of alarms that are there at the start or come later. */
    public static Set<String> of(Scenario scenario) {
        Set<String> names = new LinkedHashSet<>();
        scenario.rules().stream()
                .filter(Objects::nonNull)
                .flatMap(rule -> rule.targets().stream())
                .filter(Rule.Notify.class::isInstance)
                .forEach(target -> names.add(((Rule.Notify) target).notification()));
        Stream.of(
                        scenario.alarms().stream().filter(Objects::nonNull).map(Notifications::actions),
                        scenario.compositeAlarms().stream()
                                .filter(Objects::nonNull)
                                .map(Notifications::actions),
                        scenario.actions().map(Notifications::actions))
                .flatMap(actions -> actions)
                .flatMap(actions -> actions)
                .filter(action -> action != null && AlarmActions.isTopic(action))
                .forEach(topic -> names.add(Arn.name(topic)));
        return names;
    }

    private static Stream<String> actions(Action action) {
        if (action instanceof ScalingActions.PutMetricAlarm put) {
            return actions(put.request());
        }
        return action instanceof ScalingActions.PutCompositeAlarm put ? actions(put.request()) : Stream.empty();
    }

    private static Stream<String> actions(MetricAlarm alarm) {
        return Stream.of(alarm.alarmActions(), alarm.okActions(), alarm.insufficientDataActions())
                .flatMap(List::stream);
    }

    private static Stream<String> actions(CompositeAlarm alarm) {
        return Stream.of(alarm.alarmActions(), alarm.okActions(), alarm.insufficientDataActions())
                .flatMap(List::stream);
    }
}
