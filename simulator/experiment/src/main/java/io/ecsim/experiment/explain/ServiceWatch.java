// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.explain;

import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.experiment.JournalRow;
import io.ecsim.journal.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A service as the journal tells it, up to the moment that was played to. */
public final class ServiceWatch {
    /** A task that is not STOPPED. */
    public record TaskNow(Entry.TaskPlaced placed, TaskLastStatus status) {}

    private static final int PASSES = 3;
    private static final String UNPLACED = "was unable to place a task";

    private final Map<String, TaskNow> tasks = new LinkedHashMap<>();
    private final List<JournalRow> desiredCounts = new ArrayList<>();
    private int desired;
    private long lastPlacedAt = -1;
    private String unplaced;
    private Entry.DeploymentStarted deployment;
    private long deployedAt;
    private DeploymentRolloutState rolloutState;
    private JournalRow failure;
    private Entry.ServiceDeploymentChanged serviceDeployment;
    private final Deque<JournalRow> scaled = new ArrayDeque<>();
    private final Deque<JournalRow> passes = new ArrayDeque<>();
    private String waits;
    private long waitsSince;

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

    /** A decision to scale, or why there was none. */
    void scaled(long time, Entry entry) {
        scaled.addLast(new JournalRow(time, entry));
        if (scaled.size() > PASSES) {
            scaled.removeFirst();
        }
    }

    /** The last decisions of scaling, as rows of ServiceScaled and NotScaled, oldest first. */
    public List<JournalRow> scaled() {
        return List.copyOf(scaled);
    }

    void said(String message) {
        if (message.contains(UNPLACED)) {
            unplaced = message;
        }
    }

    void deployed(long time, Entry.DeploymentStarted started) {
        deployment = started;
        deployedAt = time;
        rolloutState = DeploymentRolloutState.IN_PROGRESS;
        failure = null;
    }

    void deploymentChanged(long time, Entry.DeploymentStateChanged change) {
        if (change.deployment().equals(deployment.deployment())) {
            rolloutState = change.state();
            failure = change.state() == DeploymentRolloutState.FAILED ? new JournalRow(time, change) : null;
        }
    }

    void serviceDeploymentChanged(Entry.ServiceDeploymentChanged change) {
        serviceDeployment = change;
    }

    void passed(long time, Entry.SchedulerPass pass) {
        passes.addLast(new JournalRow(time, pass));
        if (passes.size() > PASSES) {
            passes.removeFirst();
        }
        waits(time, pass.waits());
    }

    void waits(long time, String why) {
        if (!Objects.equals(why, waits)) {
            waitsSince = time;
        }
        waits = why;
    }

    /** The newest deployment. */
    public Entry.DeploymentStarted deployment() {
        return deployment;
    }

    /** When the newest deployment started. */
    public long deployedAt() {
        return deployedAt;
    }

    /** Of the newest deployment. */
    public DeploymentRolloutState rolloutState() {
        return rolloutState;
    }

    /** That the newest deployment has failed, as a row of {@link Entry.DeploymentStateChanged}; null if it has not. */
    public JournalRow failure() {
        return failure;
    }

    /** What became of a service deployment last: it may be rolled back, or be left as it is. */
    public Entry.ServiceDeploymentChanged serviceDeployment() {
        return serviceDeployment;
    }

    /** The last passes of the scheduler that did something, as rows of {@link Entry.SchedulerPass}, oldest first. */
    public List<JournalRow> passes() {
        return List.copyOf(passes);
    }

    /** For what the scheduler waits; null for nothing. */
    public String waits() {
        return waits;
    }

    public long waitsSince() {
        return waitsSince;
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
