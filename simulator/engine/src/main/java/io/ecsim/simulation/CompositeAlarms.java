// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Arn;
import io.ecsim.aws.CompositeAlarm;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Event;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.metrics.AlarmChange;
import io.ecsim.metrics.AlarmState;
import io.ecsim.metrics.CompositeRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Composite alarms: looked at whenever another alarm has changed, and with the clock of alarms (SC-214). What they do waits
 * for their suppressors (SC-215).
 */
final class CompositeAlarms {
    /** A composite alarm at work. */
    private static final class Put {
        CompositeAlarm document;
        CompositeRule rule;
        AlarmState state = AlarmState.INSUFFICIENT_DATA;
        /** Its actions are due, or wait for the suppressor. */
        boolean waits;
        /** The end of a wait or of an extension, null if none runs. */
        Event period;
    }

    private final Kernel kernel;
    private final Function<String, AlarmState> metricAlarms;
    private final Consumer<AlarmChange> changed;
    private final AlarmActions actions;
    private final Map<String, Put> alarms = new LinkedHashMap<>();

    /**
     * @param metricAlarms the states of other alarms by name, null for one that there is not
     * @param changed told changes of states
     */
    CompositeAlarms(
            Kernel kernel,
            Function<String, AlarmState> metricAlarms,
            Consumer<AlarmChange> changed,
            AlarmActions actions) {
        this.kernel = kernel;
        this.metricAlarms = metricAlarms;
        this.changed = changed;
        this.actions = actions;
    }

    /** Null for one that there is not. */
    AlarmState state(String alarm) {
        return alarms.containsKey(alarm) ? alarms.get(alarm).state : null;
    }

    /** The alarms that its rule names; none if there is no such alarm. */
    Set<String> children(String alarm) {
        return alarms.containsKey(alarm) ? alarms.get(alarm).rule.alarms() : Set.of();
    }

    int count() {
        return alarms.size();
    }

    void put(CompositeAlarm document) {
        Put put = alarms.computeIfAbsent(document.alarmName(), name -> new Put());
        put.document = document;
        put.rule = CompositeRule.parse(document.alarmRule());
    }

    void delete(String alarm) {
        Put put = alarms.remove(alarm);
        if (put != null) {
            cancel(put);
        }
    }

    void setState(String alarm, AlarmState state, String why) {
        enter(alarms.get(alarm), state, why);
        evaluate();
    }

    /** Until nothing changes any more; those that name each other in a circle are left alone in the end. */
    void evaluate() {
        boolean moved = true;
        for (int i = 0; moved && i <= alarms.size(); i++) {
            moved = false;
            for (Put put : List.copyOf(alarms.values())) {
                AlarmState next = put.rule.holds(this::stateOf) ? AlarmState.ALARM : AlarmState.OK;
                moved |= enter(put, next, put.rule + " is " + (next == AlarmState.ALARM ? "true" : "false"));
            }
        }
        alarms.values().forEach(this::lookAtSuppressor);
    }

    /** One that has been deleted has no data. */
    private AlarmState stateOf(String nameOrArn) {
        String name = Arn.name(nameOrArn);
        AlarmState state = alarms.containsKey(name) ? alarms.get(name).state : metricAlarms.apply(name);
        return state == null ? AlarmState.INSUFFICIENT_DATA : state;
    }

    private boolean enter(Put put, AlarmState next, String why) {
        if (next == put.state) {
            return false;
        }
        AlarmChange change = new AlarmChange(put.document.alarmName(), put.state, next, why);
        put.state = next;
        changed.accept(change);
        cancel(put);
        put.waits = true;
        if (put.document.actionsSuppressor() == null) {
            act(put);
        } else if (!isSuppressed(put)) {
            waitFor(put, put.document.actionsSuppressorWaitPeriod());
        } else {
            tellSuppressed(put);
        }
        return true;
    }

    /** The suppressor may have entered ALARM, which ends any period, or left it, which begins the extension. */
    private void lookAtSuppressor(Put put) {
        if (!put.waits || put.document.actionsSuppressor() == null) {
            return;
        }
        if (isSuppressed(put)) {
            if (put.period != null) {
                cancel(put);
                tellSuppressed(put);
            }
        } else if (put.period == null) {
            waitFor(put, put.document.actionsSuppressorExtensionPeriod());
        }
    }

    private boolean isSuppressed(Put put) {
        return stateOf(put.document.actionsSuppressor()) == AlarmState.ALARM;
    }

    private void tellSuppressed(Put put) {
        actions.tell(new Entry.AlarmActionsSuppressed(
                put.document.alarmName(),
                put.state.name(),
                Arn.name(put.document.actionsSuppressor()) + " is in ALARM"));
    }

    private void waitFor(Put put, int seconds) {
        put.period = kernel.after(seconds * Time.SECOND, () -> {
            put.period = null;
            act(put);
        });
    }

    private static void cancel(Put put) {
        if (put.period != null) {
            put.period.cancel();
            put.period = null;
        }
    }

    private void act(Put put) {
        put.waits = false;
        actions.notify(
                put.document.alarmName(), put.state, put.document.actions(put.state.name()), put.rule.toString());
    }
}
