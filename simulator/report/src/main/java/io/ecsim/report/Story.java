// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.JournalRow;
import io.ecsim.experiment.RunOutcome;
import io.ecsim.journal.Entry;
import java.util.ArrayList;
import java.util.List;

/** The rows of the journal that tell the run, so many as a person reads. */
final class Story {
    static final int MOST_ROWS = 200;

    /** From what a user did and what was decided, by way of the reasons, to what repeats these in other words. */
    private static final List<List<Class<? extends Entry>>> BY_WEIGHT = List.of(
            List.of(
                    Entry.Requested.class,
                    Entry.TrafficChanged.class,
                    Entry.InstanceTerminated.class,
                    Entry.InstanceStatusChanged.class,
                    Entry.ServiceCreated.class,
                    Entry.ServiceStatusChanged.class,
                    Entry.DeploymentStarted.class,
                    Entry.DeploymentStateChanged.class,
                    Entry.ServiceScaled.class,
                    Entry.PlacementRefused.class),
            List.of(Entry.NotScaled.class, Entry.TaskHealthChanged.class, Entry.TargetHealthChanged.class),
            List.of(Entry.InstanceLaunched.class, Entry.DesiredCountChanged.class),
            List.of(Entry.AlarmStateChanged.class, Entry.ServiceEvent.class));

    private Story() {}

    static Html section(RunOutcome outcome, Clock clock) {
        List<JournalRow> all = outcome.recording().rows();
        List<JournalRow> chosen = choose(all);
        if (chosen.isEmpty()) {
            return Html.NOTHING;
        }
        List<List<Object>> rows = new ArrayList<>();
        for (JournalRow row : chosen) {
            Telling.Told told = Telling.tell(row.entry());
            rows.add(List.of(clock.time(row.time()), told.what(), told.why()));
        }
        List<Tables.Column> columns = List.of(Tables.text("Time"), Tables.text("What"), Tables.text("Why"));
        return Page.section(
                "journal",
                "Journal",
                Html.element("p", leftOut(all.size() + outcome.recording().rowsLeftOut() - chosen.size())),
                Html.element(
                        "div",
                        Html.cssClass("story"),
                        Tables.table("What happened, and why (times in UTC)", columns, rows)));
    }

    /** The weightiest kinds as far as they fit, in the journal's order. */
    static List<JournalRow> choose(List<JournalRow> rows) {
        boolean[] chosen = new boolean[rows.size()];
        int room = MOST_ROWS;
        for (List<Class<? extends Entry>> kinds : BY_WEIGHT) {
            for (int i = 0; i < rows.size() && room > 0; i++) {
                if (kinds.contains(rows.get(i).entry().getClass()) && !isEcho(rows, i)) {
                    chosen[i] = true;
                    room--;
                }
            }
        }
        List<JournalRow> story = new ArrayList<>();
        for (int i = 0; i < chosen.length; i++) {
            if (chosen[i]) {
                story.add(rows.get(i));
            }
        }
        return story;
    }

    /** Whether the row says what the one beside it says: a policy's decision is a new desired count. */
    private static boolean isEcho(List<JournalRow> rows, int i) {
        return rows.get(i).entry() instanceof Entry.DesiredCountChanged change
                && neighbours(rows, i).stream()
                        .anyMatch(row -> row.entry() instanceof Entry.ServiceScaled scaled
                                && row.time() == rows.get(i).time()
                                && scaled.service().equals(change.service()));
    }

    private static List<JournalRow> neighbours(List<JournalRow> rows, int i) {
        return rows.subList(Math.max(0, i - 1), Math.min(rows.size(), i + 2));
    }

    private static Html leftOut(long rows) {
        return Html.join(
                rows == 0
                        ? "These are the rows that tell the run. All rows are in "
                        : Figures.count(rows, "row that says", "rows that say")
                                + " less, or the same in other words, "
                                + (rows == 1 ? "is" : "are")
                                + " left out here. All rows are in ",
                Html.code("journal.jsonl"),
                ".");
    }
}
