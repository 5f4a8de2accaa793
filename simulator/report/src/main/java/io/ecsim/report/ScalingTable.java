// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static io.ecsim.report.Tables.number;
import static io.ecsim.report.Tables.text;

import io.ecsim.experiment.JournalRow;
import io.ecsim.experiment.RunOutcome;
import io.ecsim.journal.Entry;
import java.util.ArrayList;
import java.util.List;

/** What scaling policies decided, and why. */
final class ScalingTable {
    private static final int MOST_ROWS = 200;
    /** A longer table is folded away until it is asked for. */
    private static final int ROWS_SHOWN = 6;

    private ScalingTable() {}

    static Html table(RunOutcome outcome, Clock clock) {
        List<List<Object>> rows = new ArrayList<>();
        for (JournalRow row : outcome.recording().rows()) {
            if (row.entry() instanceof Entry.ServiceScaled scaled && rows.size() < MOST_ROWS) {
                rows.add(List.of(
                        clock.time(row.time()),
                        scaled.service(),
                        scaled.policy(),
                        Figures.count(scaled.from()),
                        Figures.count(scaled.to()),
                        scaled.why()));
            }
        }
        if (rows.isEmpty()) {
            return Html.NOTHING;
        }
        long all = outcome.recording().count(Entry.ServiceScaled.class);
        String caption =
                (rows.size() == all ? "Changes" : "The first " + rows.size() + " of " + Figures.count(all) + " changes")
                        + " of desired counts by scaling policies (times in UTC)";
        List<Tables.Column> columns =
                List.of(text("Time"), text("Service"), text("Policy"), number("From"), number("To"), text("Why"));
        String summary = Figures.count(all, "scaling decision", "scaling decisions");
        Html table = Tables.table(caption, columns, rows);
        return Html.details(rows.size() <= ROWS_SHOWN, summary, table);
    }
}
