// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.experiment.JournalRow;
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
        List<JournalRow> chosen = Story.choose(rows);
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
        assertThat(Story.choose(rows)).containsExactly(rows.get(0), rows.get(2));
    }

    @Test
    void thePageSaysHowManyRowsItLeavesOut() {
        RunOutcome outcome = SyntheticDay.of("shop");
        int left = outcome.recording().rows().size()
                - Story.choose(outcome.recording().rows()).size();
        String section =
                Story.section(outcome, new Clock(outcome.scenario().start(), 1)).markup();
        assertThat(left).isGreaterThan(1);
        assertThat(section).contains("<p>" + left + " rows that say less");
    }
}
