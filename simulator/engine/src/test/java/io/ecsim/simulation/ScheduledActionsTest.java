// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.DeleteScheduledActionRequest;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ScalableTargetAction;
import io.ecsim.aws.ScheduledAction;
import io.ecsim.aws.SuspendedState;
import io.ecsim.journal.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Five tasks between 2 and 6, and an action ten minutes after the start. */
class ScheduledActionsTest {

    @Tag("SC-361")
    @Tag("SC-363")
    @Tag("CW-24")
    @ParameterizedTest
    @CsvSource({"1, 20, 8, , 8", "1, 20, , 3, 3", "2, 6, 9, , 5", "1, 20, 2, 10, 5"})
    void theCountFollowsIntoTheNewBounds(int min, int max, Integer newMin, Integer newMax, int expected) {
        Scenarios scenario = Scenarios.ofWeb().service(5, 100, 200).until(Duration.ofMinutes(20));
        scenario.scalableTargets.add(new ScalableTarget("service/default/web", min, max));
        scenario.scheduledActions.add(action("rate(10 minutes)", newMin, newMax, null, null));
        Recorder run = Recorder.of(scenario);
        assertThat(counts(run)).isEqualTo(expected == 5 ? List.of() : List.of(expected));
        if (newMin != null && newMin > max) {
            assertThat(run.all(Entry.NotScaled.class).get(0).why()).startsWith("ValidationException");
        }
    }

    @Tag("SC-362")
    @Test
    void anActionRunsAtItsStartAndThenByItsScheduleUntilItsEnd() {
        Instant start = Instant.parse("2026-03-02T00:05:00Z");
        Scenarios scenario = Scenarios.ofWeb().service(5, 100, 200).until(Duration.ofMinutes(60));
        scenario.scalableTargets.add(new ScalableTarget("service/default/web", 1, 20));
        scenario.scheduledActions.add(action("rate(10 minutes)", 8, null, start, start.plusSeconds(900)));
        for (int minute : new int[] {6, 16, 26}) {
            scenario.at(
                    minute * 60,
                    new ScalingActions.RegisterScalableTarget(new ScalableTarget("service/default/web", 1, null)));
            scenario.at(minute * 60 + 1, Scenarios.scaleTo(5));
        }
        assertThat(Recorder.of(scenario).times(Entry.ServiceScaled.class)).containsExactly(300.0, 900.0);
    }

    @Tag("SC-306")
    @Test
    void whatFallsIntoASuspensionIsLost() {
        Scenarios scenario = Scenarios.ofWeb().service(5, 100, 200).until(Duration.ofMinutes(18));
        scenario.scalableTargets.add(
                new ScalableTarget("service/default/web", 1, 20, new SuspendedState(null, null, true)));
        scenario.scheduledActions.add(action("rate(10 minutes)", 8, null, null, null));
        scenario.at(
                660,
                new ScalingActions.RegisterScalableTarget(
                        new ScalableTarget("service/default/web", null, null, new SuspendedState(null, null, false))));
        Recorder run = Recorder.of(scenario);
        assertThat(counts(run)).isEmpty();
        assertThat(run.all(Entry.NotScaled.class).get(0).why()).isEqualTo("ScheduledScalingSuspended");
    }

    @Test
    void aDeletedActionRunsNoMore() {
        Scenarios scenario = Scenarios.ofWeb().service(5, 100, 200).until(Duration.ofMinutes(20));
        scenario.scalableTargets.add(new ScalableTarget("service/default/web", 1, 20));
        scenario.scheduledActions.add(action("rate(10 minutes)", 8, null, null, null));
        scenario.at(
                300,
                new ScalingActions.DeleteScheduledAction(
                        new DeleteScheduledActionRequest("morning", "service/default/web")));
        scenario.at(
                301,
                new ScalingActions.DeleteScheduledAction(
                        new DeleteScheduledActionRequest("morning", "service/default/web")));
        Recorder run = Recorder.of(scenario);
        assertThat(counts(run)).isEmpty();
        assertThat(run.outcomes().get(1)).startsWith("ObjectNotFoundException");
    }

    private static ScheduledAction action(String schedule, Integer min, Integer max, Instant start, Instant end) {
        return new ScheduledAction(
                "morning", "service/default/web", schedule, null, start, end, new ScalableTargetAction(min, max));
    }

    private static List<Integer> counts(Recorder run) {
        return run.all(Entry.ServiceScaled.class).stream()
                .map(Entry.ServiceScaled::to)
                .toList();
    }
}
