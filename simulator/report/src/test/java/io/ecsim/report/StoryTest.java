// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.experiment.JournalRow;
import io.ecsim.experiment.Recording;
import io.ecsim.experiment.RunOutcome;
import io.ecsim.journal.Entry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoryTest {
    @Test
    void weightyRowsDriveOutLightOnesAndTheOrderStays() {
        List<JournalRow> rows = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            rows.add(new JournalRow(i, new Entry.ServiceEvent("web", "has reached a steady state")));
            rows.add(new JournalRow(i, new Entry.ServiceScaled("web", "cpu60", i, i + 1, "busy")));
        }
        List<JournalRow> chosen = story(rows);
        assertThat(chosen)
                .hasSize(Story.MOST_ROWS)
                .isSubsetOf(rows)
                .isSortedAccordingTo((a, b) -> Long.compare(a.time(), b.time()));
        assertThat(chosen)
                .filteredOn(row -> row.entry() instanceof Entry.ServiceScaled)
                .hasSize(150);
    }

    @Test
    void aPolicysDecisionIsToldOnce() {
        List<JournalRow> rows = List.of(
                new JournalRow(5, new Entry.ServiceScaled("web", "cpu60", 4, 6, "busy")),
                new JournalRow(5, new Entry.DesiredCountChanged("web", 4, 6, "cpu60")),
                new JournalRow(9, new Entry.DesiredCountChanged("web", 6, 7, "UpdateService")));
        assertThat(story(rows)).containsExactly(rows.get(0), rows.get(2));
    }

    @Test
    void whatHappensToManyAtOnceIsToldOnce() {
        List<JournalRow> rows = List.of(
                new JournalRow(5, new Entry.InstanceLaunched("i-1", "m6i.large", "a", "web", "desired capacity 2")),
                new JournalRow(5, new Entry.InstanceLaunched("i-2", "m6i.large", "b", "web", "desired capacity 2")),
                new JournalRow(5, new Entry.InstanceLaunched("i-3", "m6i.large", "b", "web", "replaces i-0")),
                new JournalRow(6, new Entry.InstanceLaunched("i-4", "m6i.large", "b", "web", "replaces i-0")));
        assertThat(Story.gather(rows))
                .containsExactly(
                        new Story.Passage(rows.get(0), 1),
                        new Story.Passage(rows.get(2), 0),
                        new Story.Passage(rows.get(3), 0));
    }

    @Test
    void thePageSaysHowManyRowsItLeavesOut() {
        RunOutcome outcome = SyntheticDay.of("shop");
        List<JournalRow> rows = outcome.recording().rows();
        int told = Story.choose(Story.gather(rows)).stream()
                .mapToInt(passage -> 1 + passage.alike())
                .sum();
        String section =
                Story.section(outcome, new Clock(outcome.scenario().start(), 1)).markup();
        assertThat(rows.size() - told).isGreaterThan(1);
        assertThat(section).contains("<p>" + (rows.size() - told) + " rows that say less");
    }

    @Test
    void thePageSaysWhichRowsOfALongJournalItDoesNotConsider() {
        Recording recording = new Recording();
        for (int i = 0; i < Recording.ROWS + 1_500; i++) {
            recording.add(i * Clock.SECOND, new Entry.ServiceEvent("web", "has reached a steady state"));
        }
        RunOutcome outcome = SyntheticRuns.outcome(
                SyntheticRuns.empty().scenario(),
                recording,
                SyntheticRuns.empty().result());
        String section =
                Story.section(outcome, new Clock(outcome.scenario().start(), 1)).markup();
        assertThat(section)
                .contains("<p>19,800 rows that say less")
                .contains("its middle, 1,500 rows between 02:46:39 and 03:11:40, is not considered here.");
    }

    private static List<JournalRow> story(List<JournalRow> rows) {
        return Story.choose(Story.gather(rows)).stream().map(Story.Passage::row).toList();
    }
}
