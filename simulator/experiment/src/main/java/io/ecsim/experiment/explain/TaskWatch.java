// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.explain;

import io.ecsim.aws.TaskLastStatus;
import io.ecsim.experiment.JournalRow;
import io.ecsim.journal.Entry;
import java.util.ArrayList;
import java.util.List;

/** The rows of the journal from which one task's life and end can be understood. */
final class TaskWatch {
    private final String id;
    private final List<JournalRow> rows = new ArrayList<>();
    private Entry.TaskPlaced placed;
    private JournalRow scaledIn;
    private boolean toldToStop;
    private boolean stopped;

    /** @param id null for no task */
    TaskWatch(String id) {
        this.id = id;
    }

    /** Its own rows, what became of its instance while it lived, and what lowered the desired count when it went. */
    void add(long time, Entry entry) {
        if (placed == null) {
            if (entry instanceof Entry.TaskPlaced row && row.task().equals(id)) {
                placed = row;
                rows.add(new JournalRow(time, entry));
            }
        } else if (entry instanceof Entry.TaskStatusChanged row && row.task().equals(id)) {
            rows.add(new JournalRow(time, entry));
            stopped = row.status() == TaskLastStatus.STOPPED;
        } else if (entry instanceof Entry.ContainerStatusChanged row
                        && row.task().equals(id)
                || entry instanceof Entry.ContainerHealthChanged health
                        && health.task().equals(id)) {
            rows.add(new JournalRow(time, entry));
        } else if (entry instanceof Entry.TaskStopRequested row && row.task().equals(id)) {
            if (scaledIn != null && scaledIn.time() == time) {
                rows.add(scaledIn);
            }
            rows.add(new JournalRow(time, entry));
            toldToStop = true;
        } else if (entry instanceof Entry.InstanceStatusChanged row
                && row.instance().equals(placed.instance())
                && !stopped) {
            rows.add(new JournalRow(time, entry));
        } else if (entry instanceof Entry.DesiredCountChanged row
                && row.service().equals(placed.service())
                && !toldToStop) {
            scaledIn = row.to() < row.from() ? new JournalRow(time, entry) : null;
        }
    }

    /** Empty when it was not placed. */
    List<JournalRow> rows() {
        return List.copyOf(rows);
    }
}
