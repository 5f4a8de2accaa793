// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.JournalRow;
import io.ecsim.experiment.RunOutcome;
import io.ecsim.journal.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Who was told of what, and what services said of themselves. */
final class EventTables {
    /** A longer table is folded away until it is asked for. */
    private static final int ROWS_SHOWN = 12;

    private EventTables() {}

    /** What rules have told to whom, in order of time. */
    static Html notifications(RunOutcome outcome, Clock clock) {
        Map<String, Integer> counts = outcome.result().notifications();
        if (counts.isEmpty()) {
            return Html.NOTHING;
        }
        List<List<Object>> rows = new ArrayList<>();
        for (JournalRow row : outcome.recording().rows()) {
            if (row.entry() instanceof Entry.Notified told) {
                rows.add(List.of(
                        clock.time(row.time()),
                        told.notification(),
                        told.rule(),
                        told.event(),
                        told.subject(),
                        told.why()));
            }
        }
        String all = counts.entrySet().stream()
                .map(count -> count.getKey() + ": " + Figures.count(count.getValue(), "notification", "notifications"))
                .collect(Collectors.joining(", "));
        List<Tables.Column> columns = List.of(
                Tables.text("Time"),
                Tables.text("Who"),
                Tables.text("Rule"),
                Tables.text("Event"),
                Tables.text("Of"),
                Tables.text("What"));
        return Page.section(
                "notifications",
                "Notifications",
                Html.element("p", all + "."),
                rows.isEmpty() ? Html.NOTHING : story("What was told, and when (times in UTC)", columns, rows));
    }

    /** Newest first, as ECS answers. */
    static Html ofServices(RunOutcome outcome, Clock clock) {
        List<List<Object>> rows = new ArrayList<>();
        outcome.result()
                .services()
                .forEach((name, service) -> service.events()
                        .forEach(event -> rows.add(List.of(clock.time(event.createdAt()), name, event.message()))));
        List<Tables.Column> columns = List.of(Tables.text("Time"), Tables.text("Service"), Tables.text("Message"));
        return rows.isEmpty()
                ? Html.NOTHING
                : Page.section(
                        "service-events",
                        "Service events",
                        Html.details(
                                rows.size() <= ROWS_SHOWN,
                                Figures.count(rows.size(), "event", "events"),
                                story(
                                        "The newest 100 events of each service, the newest first (times in UTC)",
                                        columns,
                                        rows)));
    }

    private static Html story(String caption, List<Tables.Column> columns, List<List<Object>> rows) {
        return Html.element("div", Html.cssClass("story"), Tables.table(caption, columns, rows));
    }
}
