// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.experiment.JournalRow;
import io.ecsim.journal.Entry;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.simulation.RunObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps the last rows of the journal, for the message when a run breaks; passes everything on. */
final class JournalTail implements RunObserver {
    private static final int ROWS = 20;

    private final Deque<JournalRow> rows = new ArrayDeque<>(ROWS);
    private final RunObserver next;

    JournalTail(RunObserver next) {
        this.next = next;
    }

    @Override
    public void add(long time, Entry entry) {
        if (rows.size() == ROWS) {
            rows.removeFirst();
        }
        rows.addLast(new JournalRow(time, entry));
        next.add(time, entry);
    }

    @Override
    public void metric(Metric metric, Datapoint point) {
        next.metric(metric, point);
    }

    List<JournalRow> rows() {
        return List.copyOf(rows);
    }
}
