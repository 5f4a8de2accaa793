// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.explain;

import io.ecsim.placement.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A time in which tasks of a service, or of a group, waited for a place. Times in nanoseconds since the start. */
public final class Wait {
    /** What the task group of a service begins with (PL-27). */
    public static final String SERVICE = "service:";

    /**
     * The refusals were the same from one time to another.
     *
     * @param counts how many instances failed which test first; empty when there was no instance
     */
    public record Phase(long from, Map<Reason, Integer> counts) {}

    private final String group;
    private final long from;
    private final List<Phase> phases = new ArrayList<>();
    private long lastRefused;
    private long to = -1;
    private int tasks = 1;

    Wait(String group, long from) {
        this.group = group;
        this.from = from;
    }

    void refused(long time, Map<Reason, Integer> counts) {
        lastRefused = time;
        if (phases.isEmpty() || !phases.get(phases.size() - 1).counts().equals(counts)) {
            phases.add(new Phase(time, counts));
        }
    }

    void tasks(int count) {
        tasks = count;
    }

    void over(long time) {
        to = time;
    }

    public String group() {
        return group;
    }

    public long from() {
        return from;
    }

    /** When nothing of it waited any more; -1 when it had not ended. */
    public long to() {
        return to;
    }

    /** The last time that it was tried in vain. */
    public long lastRefused() {
        return lastRefused;
    }

    /** How many tasks waited when it was last said. */
    public int tasks() {
        return tasks;
    }

    public List<Phase> phases() {
        return List.copyOf(phases);
    }

    /** @param now the end of a wait that has not ended */
    public long lasted(long now) {
        return (to < 0 ? now : to) - from;
    }
}
