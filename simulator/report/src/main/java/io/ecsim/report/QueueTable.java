// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static io.ecsim.report.Tables.number;
import static io.ecsim.report.Tables.text;

import io.ecsim.experiment.RunOutcome;
import io.ecsim.simulation.RunResult.StandaloneTasks;
import java.util.ArrayList;
import java.util.List;

/** What became of the messages of queues, and of tasks without a service. */
final class QueueTable {
    private QueueTable() {}

    static Html queues(RunOutcome outcome) {
        if (outcome.result().queues().isEmpty()) {
            return Html.NOTHING;
        }
        List<List<Object>> rows = new ArrayList<>();
        outcome.result()
                .queues()
                .forEach((name, queue) -> rows.add(List.of(
                        name,
                        Figures.count(queue.sent()),
                        Figures.count(queue.received()),
                        Figures.count(queue.deleted()),
                        Figures.count(queue.deadLettered()),
                        Figures.count(queue.visibleAtEnd()),
                        Figures.count(queue.inFlightAtEnd()),
                        Figures.seconds(queue.oldestSecondsMax()))));
        List<Tables.Column> columns = List.of(
                text("Queue"),
                number("Sent"),
                number("Received"),
                number("Deleted"),
                number("Dead-lettered"),
                number("Visible"),
                number("In flight"),
                number("Oldest"));
        String caption = "Messages over the run, those left at its end, and the longest that one waited";
        return Page.section("queues", "Queues", Tables.table(caption, columns, rows));
    }

    static Html jobs(RunOutcome outcome) {
        StandaloneTasks tasks = outcome.result().tasks();
        if (tasks == null || tasks.started() + tasks.neverPlaced() == 0) {
            return Html.NOTHING;
        }
        List<Object> row = List.of(
                "Tasks",
                Figures.count(tasks.started()),
                Figures.count(tasks.succeeded()),
                Figures.count(tasks.failed()),
                Figures.count(tasks.neverPlaced()));
        List<Tables.Column> columns =
                List.of(text(""), number("Started"), number("Succeeded"), number("Failed"), number("Never placed"));
        return Page.section(
                "jobs",
                "Standalone tasks",
                Tables.table("Tasks without a service, over the run", columns, List.of(row)));
    }
}
