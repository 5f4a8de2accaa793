// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.RunOutcome;
import java.util.ArrayList;
import java.util.List;

/** The charts of queues: messages that wait and that are worked on, and how old the oldest is. */
final class QueueCharts {
    static final int MOST_QUEUES = 4;

    private final Clock clock;
    private final Metrics metrics;

    private QueueCharts(RunOutcome outcome, Clock clock) {
        this.clock = clock;
        this.metrics = new Metrics(outcome);
    }

    static List<Chart> of(RunOutcome outcome, Clock clock) {
        QueueCharts all = new QueueCharts(outcome, clock);
        List<String> queues =
                outcome.result().queues().keySet().stream().limit(MOST_QUEUES).toList();
        List<Chart> charts = new ArrayList<>();
        for (int i = 0; i < queues.size(); i++) {
            String number = queues.size() == 1 ? "" : "-" + (i + 1);
            all.messages(queues.get(i), "queue" + number, charts);
            all.age(queues.get(i), "queue-age" + number, charts);
        }
        return charts;
    }

    private void messages(String queue, String id, List<Chart> charts) {
        List<Line> lines = new ArrayList<>();
        add(lines, queue, "ApproximateNumberOfMessagesVisible", "visible", Ink.BLUE, Dash.SOLID);
        add(lines, queue, "ApproximateNumberOfMessagesNotVisible", "in flight", Ink.TEAL, Dash.DOTTED);
        add(lines, queue, "ApproximateNumberOfMessagesDelayed", "delayed", Ink.RED, Dash.DASHED);
        lines.removeIf(line -> line.max() <= 0 && line.ink() == Ink.RED);
        if (Line.max(lines) > 0) {
            String caption = Captions.highest(lines, true, clock, Figures::number);
            Scale scale = Scale.of(Line.max(lines), Figures::compact);
            charts.add(new Chart(id, "Messages in " + queue, caption, scale, lines, List.of()));
        }
    }

    private void age(String queue, String id, List<Chart> charts) {
        List<Line> lines = new ArrayList<>();
        add(lines, queue, "ApproximateAgeOfOldestMessage", "", Ink.BLUE, Dash.SOLID);
        if (Line.max(lines) > 0) {
            String caption = Captions.highest(lines, false, clock, seconds -> Figures.number(seconds) + " s");
            Scale scale = Scale.of(Line.max(lines), Figures::compact);
            charts.add(
                    new Chart(id, "Age of the oldest message in " + queue + ", s", caption, scale, lines, List.of()));
        }
    }

    private void add(List<Line> lines, String queue, String metric, String name, Ink ink, Dash dash) {
        metrics.ofQueue(queue, metric)
                .map(series -> Line.ofMetric(name, ink, dash, series, series::average))
                .filter(line -> !line.isEmpty())
                .ifPresent(lines::add);
    }
}
