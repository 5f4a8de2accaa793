// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.CompositeAlarm;
import io.ecsim.aws.DeleteAlarmsRequest;
import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.MetricDimension;
import io.ecsim.aws.SetAlarmStateRequest;
import io.ecsim.journal.Entry;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Composite alarms over a and b, whose states are set by hand: on metrics that nobody publishes, and with data that
 * is ignored when missing, they stay as they are set.
 */
class CompositeAlarmsTest {
    private static final String OPS = "arn:aws:sns:us-east-1:123456789012:ops";

    private static MetricAlarm unseen(String name) {
        return new MetricAlarm(
                name,
                "Shop",
                "Orders",
                List.of(new MetricDimension("Shop", name)),
                "Sum",
                null,
                null,
                60,
                1,
                1,
                0.0,
                "GreaterThanThreshold",
                "ignore",
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static CompositeAlarm alarm(String name, String rule, String suppressor, Integer wait, Integer extension) {
        return new CompositeAlarm(name, rule, null, List.of(OPS), List.of(OPS), null, suppressor, wait, extension);
    }

    private static Scenarios scenario(CompositeAlarm... composite) {
        Scenarios scenario = Scenarios.ofWeb();
        scenario.alarms.add(unseen("a"));
        scenario.alarms.add(unseen("b"));
        scenario.compositeAlarms.addAll(List.of(composite));
        return scenario;
    }

    private static Action set(String alarm, String state) {
        return new ScalingActions.SetAlarmState(new SetAlarmStateRequest(alarm, state, "by hand"));
    }

    /** {@code STATE SECONDS} for every change of one alarm. */
    private static List<String> states(Recorder run, String alarm) {
        return run.rows.stream()
                .filter(row -> row.entry() instanceof Entry.AlarmStateChanged change
                        && change.alarm().equals(alarm))
                .map(row -> ((Entry.AlarmStateChanged) row.entry()).to() + " " + Recorder.seconds(row.at()))
                .toList();
    }

    private static List<String> notified(Recorder run) {
        return run.rows.stream()
                .filter(row -> row.entry() instanceof Entry.Notified)
                .map(row -> ((Entry.Notified) row.entry()).why().split(":")[0] + " " + Recorder.seconds(row.at()))
                .toList();
    }

    @Test
    @Tag("SC-214")
    @Tag("CW-8")
    void itFollowsItsChildrenAtOnce() {
        Recorder run = Recorder.of(scenario(alarm("both", "ALARM(a) AND NOT ALARM(b)", null, null, null))
                .at(100, set("a", "ALARM"))
                .at(200, set("b", "ALARM"))
                .at(300, set("b", "OK")));
        assertThat(states(run, "both"))
                .as("it is looked at first with the other alarms, at second 30")
                .containsExactly("OK 30", "ALARM 100", "OK 200", "ALARM 300");
        assertThat(notified(run)).containsExactly("OK 30", "ALARM 100", "OK 200", "ALARM 300");
    }

    @Test
    @Tag("SC-214")
    void oneMayLookAtAnotherAndAtWhatIsDeletedAsAtNoData() {
        Recorder run = Recorder.of(scenario(
                        alarm(
                                "outer",
                                "ALARM(arn:aws:cloudwatch:us-east-1:123456789012:alarm:inner)",
                                null,
                                null,
                                null),
                        alarm("inner", "ALARM(a) OR INSUFFICIENT_DATA(b)", null, null, null))
                .at(100, set("b", "OK"))
                .at(200, new ScalingActions.DeleteAlarms(new DeleteAlarmsRequest(List.of("b")))));
        assertThat(states(run, "inner")).containsExactly("ALARM 30", "OK 100", "ALARM 210");
        assertThat(states(run, "outer")).containsExactly("ALARM 30", "OK 100", "ALARM 210");
    }

    @Test
    @Tag("SC-214")
    void childrenThatDoNotExistAreRefused() {
        Recorder run = Recorder.of(scenario()
                .at(
                        60,
                        new ScalingActions.PutCompositeAlarm(
                                alarm("x", "ALARM(a) OR ALARM(nobody)", null, null, null))));
        assertThat(run.outcomes())
                .containsExactly("ValidationError: Could not save the composite alarm as alarms [nobody] in the alarm"
                        + " rule do not exist");
    }

    /** The wait is 60 s, the extension 120 s. */
    @Test
    @Tag("SC-215")
    void actionsWaitForTheSuppressor() {
        Recorder waited =
                Recorder.of(scenario(alarm("x", "ALARM(a)", "b", 60, 120)).at(300, set("a", "ALARM")));
        assertThat(notified(waited)).containsExactly("OK 90", "ALARM 360");

        Recorder suppressed = Recorder.of(scenario(alarm("x", "ALARM(a)", "b", 60, 120))
                .at(300, set("a", "ALARM"))
                .at(330, set("b", "ALARM"))
                .at(600, set("b", "OK")));
        assertThat(notified(suppressed))
                .as("the wait is dropped, and the extension runs from 600")
                .containsExactly("OK 90", "ALARM 720");
        assertThat(suppressed.times(Entry.AlarmActionsSuppressed.class)).containsExactly(330.0);

        Recorder again = Recorder.of(scenario(alarm("x", "ALARM(a)", "b", 60, 120))
                .at(200, set("b", "ALARM"))
                .at(300, set("a", "ALARM"))
                .at(600, set("b", "OK"))
                .at(660, set("a", "OK")));
        assertThat(notified(again))
                .as("a change during the extension begins a wait of its own; nobody heard of the alarm")
                .containsExactly("OK 90", "OK 720");
    }
}
