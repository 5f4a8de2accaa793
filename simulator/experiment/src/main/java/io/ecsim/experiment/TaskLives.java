// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.aws.TaskLastStatus;
import io.ecsim.journal.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the lives of tasks of services from the rows of the journal: of the first so many, the rest is counted. */
final class TaskLives {
    static final int LIMIT = 20_000;

    private final List<Life> lives = new ArrayList<>();
    private final Map<String, Life> living = new LinkedHashMap<>();
    private long leftOut;

    void add(long time, Entry entry) {
        if (entry instanceof Entry.TaskPlaced placed && placed.service() != null) {
            place(time, placed);
        } else if (entry instanceof Entry.TaskStatusChanged change) {
            status(time, change);
        } else if (entry instanceof Entry.TaskHealthChanged change && change.healthy()) {
            Life life = living.get(change.task());
            if (life != null) {
                life.healthy = Math.min(life.healthy, time);
            }
        } else if (entry instanceof Entry.TaskStopRequested stop) {
            Life life = living.get(stop.task());
            if (life != null) {
                life.stopping = Math.min(life.stopping, time);
                life.why = stop.why();
            }
        }
    }

    private void place(long time, Entry.TaskPlaced placed) {
        if (lives.size() == LIMIT) {
            leftOut++;
            return;
        }
        Life life = new Life(time, placed);
        lives.add(life);
        living.put(placed.task(), life);
    }

    private void status(long time, Entry.TaskStatusChanged change) {
        Life life = living.get(change.task());
        if (life == null) {
            return;
        }
        if (change.status() == TaskLastStatus.RUNNING) {
            life.running = time;
        } else if (change.status() == TaskLastStatus.STOPPED) {
            life.stopping = Math.min(life.stopping, time);
            life.stopped = time;
            living.remove(change.task());
        }
    }

    /** In the order of their placement. */
    List<TaskLife> lives() {
        return lives.stream().map(Life::record).toList();
    }

    long leftOut() {
        return leftOut;
    }

    private static final class Life {
        private final Entry.TaskPlaced placed;
        private final long placedAt;
        private long running = TaskLife.NEVER;
        private long healthy = TaskLife.NEVER;
        private long stopping = TaskLife.NEVER;
        private long stopped = TaskLife.NEVER;
        private String why;

        private Life(long placedAt, Entry.TaskPlaced placed) {
            this.placedAt = placedAt;
            this.placed = placed;
        }

        private TaskLife record() {
            return new TaskLife(
                    placed.task(),
                    placed.service(),
                    placed.deployment(),
                    placed.taskDefinition(),
                    placed.instance(),
                    placedAt,
                    running,
                    healthy,
                    stopping,
                    stopped,
                    why);
        }
    }
}
