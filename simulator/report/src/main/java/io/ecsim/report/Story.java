// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.JournalRow;
import io.ecsim.experiment.Recording;
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
                    Entry.ImagePushed.class,
                    Entry.TrafficChanged.class,
                    Entry.RuleModified.class,
                    Entry.RuleInvoked.class,
                    Entry.RuleLoopEnded.class,
                    Entry.InstanceTerminated.class,
                    Entry.InstanceDeregistered.class,
                    Entry.InstanceStateChanged.class,
                    Entry.InstanceCpuChanged.class,
                    Entry.DesiredCapacityChanged.class,
                    Entry.GroupSizeChanged.class,
                    Entry.SpotInterruptionWarning.class,
                    Entry.LaunchFailed.class,
                    Entry.InstanceRefreshChanged.class,
                    Entry.InstanceStatusChanged.class,
                    Entry.ServiceCreated.class,
                    Entry.ServiceStatusChanged.class,
                    Entry.DeploymentStarted.class,
                    Entry.DeploymentStateChanged.class,
                    Entry.ServiceScaled.class,
                    Entry.PlacementRefused.class),
            List.of(
                    Entry.NotScaled.class,
                    Entry.GroupWaits.class,
                    Entry.MessagesLost.class,
                    Entry.Notified.class,
                    Entry.TargetHealthChanged.class,
                    Entry.ContainerStatusChanged.class,
                    Entry.ContainerHealthChanged.class,
                    Entry.ImageExpired.class,
                    Entry.InstanceLaunched.class),
            List.of(Entry.DesiredCountChanged.class, Entry.TaskHealthChanged.class),
            List.of(Entry.AlarmStateChanged.class, Entry.ServiceEvent.class));

    /** What happens to many at once for one reason is told once. */
    private static final List<Class<? extends Entry>> OFTEN_ALIKE = List.of(
            Entry.InstanceLaunched.class,
            Entry.InstanceStatusChanged.class,
            Entry.InstanceStateChanged.class,
            Entry.InstanceCpuChanged.class,
            Entry.InstanceTerminated.class,
            Entry.SpotInterruptionWarning.class,
            Entry.LaunchFailed.class,
            Entry.PlacementRefused.class,
            Entry.TargetHealthChanged.class,
            Entry.ContainerStatusChanged.class,
            Entry.ContainerHealthChanged.class,
            Entry.TaskHealthChanged.class,
            Entry.MessagesLost.class);

    /** A row, and how many more of its instant tell the same of others. */
    record Passage(JournalRow row, int alike) {}

    private Story() {}

    static Html section(RunOutcome outcome, Clock clock) {
        List<JournalRow> all = outcome.recording().rows();
        List<Passage> chosen = choose(gather(all));
        if (chosen.isEmpty()) {
            return Html.NOTHING;
        }
        List<List<Object>> rows = new ArrayList<>();
        for (Passage passage : chosen) {
            Telling.Told told = Telling.tell(passage.row().entry());
            String others = passage.alike() == 0 ? "" : ", and " + Figures.count(passage.alike()) + " more alike";
            rows.add(List.of(clock.time(passage.row().time()), told.what() + others, told.why()));
        }
        long told = chosen.stream().mapToLong(passage -> 1 + passage.alike()).sum();
        List<Tables.Column> columns = List.of(Tables.text("Time"), Tables.text("What"), Tables.text("Why"));
        return Page.section(
                "journal",
                "Journal",
                Html.element("p", leftOut(all.size() - told)),
                outcome.recording().gap().map(gap -> missing(gap, clock)).orElse(Html.NOTHING),
                Html.element(
                        "div",
                        Html.cssClass("story"),
                        Tables.table("What happened, and why (times in UTC)", columns, rows)));
    }

    static List<Passage> gather(List<JournalRow> rows) {
        List<Passage> passages = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            int last = passages.size() - 1;
            if (last >= 0 && areAlike(passages.get(last).row(), rows.get(i))) {
                passages.set(
                        last,
                        new Passage(passages.get(last).row(), passages.get(last).alike() + 1));
            } else if (!isEcho(rows, i)) {
                passages.add(new Passage(rows.get(i), 0));
            }
        }
        return passages;
    }

    private static boolean areAlike(JournalRow one, JournalRow other) {
        return one.time() == other.time()
                && one.entry().getClass() == other.entry().getClass()
                && OFTEN_ALIKE.contains(one.entry().getClass())
                && Telling.tell(one.entry())
                        .why()
                        .equals(Telling.tell(other.entry()).why());
    }

    /** Whether the row says what the one beside it says: a policy's decision is a new desired count. */
    private static boolean isEcho(List<JournalRow> rows, int i) {
        return rows.get(i).entry() instanceof Entry.DesiredCountChanged change
                && rows.subList(Math.max(0, i - 1), Math.min(rows.size(), i + 2)).stream()
                        .anyMatch(row -> row.entry() instanceof Entry.ServiceScaled scaled
                                && row.time() == rows.get(i).time()
                                && scaled.service().equals(change.service()));
    }

    /** The weightiest kinds as far as they fit, in the journal's order. */
    static List<Passage> choose(List<Passage> passages) {
        boolean[] chosen = new boolean[passages.size()];
        int room = MOST_ROWS;
        for (List<Class<? extends Entry>> kinds : BY_WEIGHT) {
            for (int i = 0; i < passages.size() && room > 0; i++) {
                if (kinds.contains(passages.get(i).row().entry().getClass())) {
                    chosen[i] = true;
                    room--;
                }
            }
        }
        List<Passage> story = new ArrayList<>();
        for (int i = 0; i < chosen.length; i++) {
            if (chosen[i]) {
                story.add(passages.get(i));
            }
        }
        return story;
    }

    private static Html missing(Recording.Gap gap, Clock clock) {
        return Html.element(
                "p",
                "The journal is too long for a page: its middle, "
                        + Figures.count(gap.rows(), "row", "rows")
                        + " between " + clock.time(gap.after()) + " and " + clock.time(gap.before())
                        + ", is not considered here.");
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
