// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.EcsParameters;
import io.ecsim.aws.EventSchedule;
import io.ecsim.aws.FlexibleTimeWindow;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.journal.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules that the clock calls: runs start on Monday, 2 March 2026, at midnight UTC. */
class ScheduledRulesTest {
    private static final Rule.Target OPS = new Rule.Notify("ops");

    private static Scenarios with(EventSchedule schedule, Rule.Target... targets) {
        Scenarios scenario = Scenarios.ofWeb();
        scenario.rules.add(new Rule("nightly", null, schedule, null, null, List.of(targets)));
        return scenario;
    }

    private static EventSchedule rule(String expression) {
        return new EventSchedule(expression, null, null, null, null);
    }

    private static EventSchedule inZone(String expression, String zone) {
        return new EventSchedule(expression, zone, null, null, null);
    }

    private static List<Double> minutes(Scenarios scenario) {
        return Recorder.of(scenario).times(Entry.Notified.class).stream()
                .map(seconds -> seconds / 60)
                .toList();
    }

    @Test
    @Tag("EB-10")
    void aRateOfARuleCountsFromItsCreationAndOneOfASchedulerBeginsWithIt() {
        assertThat(minutes(with(rule("rate(20 minutes)"), OPS))).containsExactly(20.0, 40.0);
        assertThat(minutes(with(inZone("rate(20 minutes)", "UTC"), OPS))).containsExactly(0.0, 20.0, 40.0);
    }

    @Test
    @Tag("EB-10")
    @Tag("EB-12")
    void aScheduleHappensFromItsStartDateToItsEndDate() {
        Instant start = Instant.parse("2026-03-02T00:07:00Z");
        Instant end = Instant.parse("2026-03-02T00:40:00Z");
        assertThat(minutes(with(new EventSchedule("rate(15 minutes)", null, start, end, null), OPS)))
                .containsExactly(7.0, 22.0, 37.0);
        assertThat(minutes(with(new EventSchedule("cron(0/10 * * * ? *)", null, start, end, null), OPS)))
                .containsExactly(10.0, 20.0, 30.0, 40.0);
        assertThat(minutes(with(new EventSchedule("at(2026-03-02T00:55:00)", null, start, end, null), OPS)))
                .as("at minds neither")
                .containsExactly(55.0);
    }

    @ParameterizedTest
    @Tag("EB-12")
    @CsvSource({"at(2026-03-02T01:30:00), Europe/Berlin, 30", "at(2026-03-01T19:45:00), America/New_York, 45"})
    void anAtHappensOnceByTheClockOfItsZone(String at, String zone, double minute) {
        assertThat(minutes(with(inZone(at, zone), OPS))).containsExactly(minute);
    }

    @Test
    @Tag("EB-9")
    @Tag("EB-11")
    void aCronRunsTasksAtTheFirstSecondOfItsMinute() {
        Rule.Target tasks = new Rule.RunTasks(new EcsParameters("web", 2, null, null, null, null, null, null));
        Recorder run = Recorder.of(with(rule("cron(30 0 ? * MON *)"), tasks));
        assertThat(run.times(Entry.TaskPlaced.class)).containsExactly(1800.0, 1800.0);
        assertThat(run.all(Entry.RuleInvoked.class))
                .containsExactly(new Entry.RuleInvoked(
                        "nightly", "runTask web", "Scheduled Event", "nightly", "cron(30 0 ? * MON *)"));
    }

    @Test
    @Tag("EB-11")
    void aScheduleDoesWhatATimelineCanDo() {
        Rule.Target more = new Rule.Act(new ServiceActions.UpdateService(
                new UpdateServiceRequest("web", 5, null, null, null, null, null, null)));
        Recorder run = Recorder.of(with(rule("cron(10 0 * * ? *)"), more).service(2, 100, 200));
        assertThat(run.all(Entry.DesiredCountChanged.class))
                .extracting(Entry.DesiredCountChanged::to)
                .containsExactly(5);
        assertThat(run.times(Entry.DesiredCountChanged.class)).containsExactly(600.0);
    }

    /** Berlin's clock goes from 02:00 to 03:00 on 29 March 2026. */
    @Test
    @Tag("EB-12")
    void aLocalTimeThatIsLeftOutIsSkippedAndTheOthersFollowTheClockOnTheWall() {
        Instant friday = Instant.parse("2026-03-27T12:00:00Z");
        Rule nights = new Rule("n", null, inZone("cron(30 2 * * ? *)", "Europe/Berlin"), null, null, List.of());
        Instant saturday = nights.next(friday, friday);
        assertThat(saturday).isEqualTo("2026-03-28T01:30:00Z");
        assertThat(nights.next(saturday, friday)).isEqualTo("2026-03-30T00:30:00Z");
    }

    @Test
    @Tag("EB-12")
    void aFlexibleWindowMakesItLateByAtMostItsLengthAndByTheSeed() {
        FlexibleTimeWindow window = new FlexibleTimeWindow(FlexibleTimeWindow.Mode.FLEXIBLE, 10);
        EventSchedule hourly = new EventSchedule("rate(1 hour)", null, null, null, window);
        List<Double> late = minutes(with(hourly, OPS).until(Duration.ofHours(200)));
        assertThat(late).hasSize(200);
        double sum = 0;
        for (int i = 0; i < late.size(); i++) {
            assertThat(late.get(i) - 60 * i).isBetween(0.0, 10.0);
            sum += late.get(i) - 60 * i;
        }
        assertThat(sum / late.size()).as("uniform: 5, 3 sigma are 0.61").isBetween(4.39, 5.61);
        assertThat(minutes(with(hourly, OPS).until(Duration.ofHours(200)))).isEqualTo(late);
    }

    @Test
    @Tag("EB-10")
    void aDisabledRuleIsNotCalled() {
        Scenarios scenario = Scenarios.ofWeb();
        scenario.rules.add(new Rule("off", null, rule("rate(1 minute)"), Rule.State.DISABLED, null, List.of(OPS)));
        assertThat(minutes(scenario)).isEmpty();
    }
}
