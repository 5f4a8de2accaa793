// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.explain;

import io.ecsim.aws.TaskLastStatus;
import io.ecsim.experiment.JournalRow;
import io.ecsim.journal.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A service as the journal tells it, up to the moment that was played to. */
public final class ServiceWatch {
    /** A task that is not STOPPED. */
    public record TaskNow(Entry.TaskPlaced placed, TaskLastStatus status) {}

    private static final String UNPLACED = "was unable to place a task";

    private final Map<String, TaskNow> tasks = new LinkedHashMap<>();
    private final List<JournalRow> desiredCounts = new ArrayList<>();
    private int desired;
    private long lastPlacedAt = -1;
    private String unplaced;

    ServiceWatch() {}

    void placed(long time, Entry.TaskPlaced placed) {
        tasks.put(placed.task(), new TaskNow(placed, TaskLastStatus.PROVISIONING));
        lastPlacedAt = time;
    }

    void moved(Entry.TaskStatusChanged change) {
        if (change.status() == TaskLastStatus.STOPPED) {
            tasks.remove(change.task());
        } else {
            tasks.computeIfPresent(change.task(), (id, task) -> new TaskNow(task.placed(), change.status()));
        }
    }

    void desired(long time, int count, Entry entry) {
        desired = count;
        desiredCounts.add(new JournalRow(time, entry));
    }

    void said(String message) {
        if (message.contains(UNPLACED)) {
            unplaced = message;
        }
    }

    public int desired() {
        return desired;
    }

    /** By id, in order of placement. */
    public Map<String, TaskNow> tasks() {
        return Collections.unmodifiableMap(tasks);
    }

    /** What the count was at first, and its changes. */
    public List<JournalRow> desiredCounts() {
        return List.copyOf(desiredCounts);
    }

    /** The last service event about a task that could not be placed, in ECS's words; null when there was none. */
    public String unplaced() {
        return unplaced;
    }

    /** -1 before the first. */
    public long lastPlacedAt() {
        return lastPlacedAt;
    }
}
