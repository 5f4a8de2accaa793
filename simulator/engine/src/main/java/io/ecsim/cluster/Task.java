// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

import io.ecsim.aws.TaskLastStatus;
import io.ecsim.aws.TaskStopCode;

/** A task. Everybody reads it; only {@link Transitions} changes it. Times are nanoseconds since the start. */
public final class Task {
    /**
     * What a task is, from its creation on.
     *
     * @param service null for a standalone task
     * @param group task group (PL-27)
     * @param deployment that started it; null for a standalone task
     */
    public record Identity(String id, String service, String group, String deployment, Revision revision) {}

    static final long NOT_YET = -1;

    final Identity identity;
    final TaskNeeds needs;
    final ContainerInstance instance;
    final long createdAt;
    TaskLastStatus lastStatus = TaskLastStatus.PROVISIONING;
    boolean stopRequested;
    long containersStartedAt = NOT_YET;
    long startedAt = NOT_YET;
    boolean healthy;
    long protectedUntil = NOT_YET;
    TaskStopCode stopCode;

    Task(Identity identity, TaskNeeds needs, ContainerInstance instance, long createdAt) {
        this.identity = identity;
        this.needs = needs;
        this.instance = instance;
        this.createdAt = createdAt;
    }

    public String id() {
        return identity.id();
    }

    /** Null for a standalone task. */
    public String service() {
        return identity.service();
    }

    public String group() {
        return identity.group();
    }

    public String deployment() {
        return identity.deployment();
    }

    public Revision revision() {
        return identity.revision();
    }

    /** What it reserved on its instance. */
    public TaskNeeds needs() {
        return needs;
    }

    public ContainerInstance instance() {
        return instance;
    }

    public long createdAt() {
        return createdAt;
    }

    public TaskLastStatus lastStatus() {
        return lastStatus;
    }

    public boolean isRunning() {
        return lastStatus == TaskLastStatus.RUNNING;
    }

    public boolean isStopped() {
        return lastStatus == TaskLastStatus.STOPPED;
    }

    /** Whether its desired status is STOPPED. */
    public boolean stopRequested() {
        return stopRequested;
    }

    /** Why it stops or has stopped; null while nobody asked it to. */
    public TaskStopCode stopCode() {
        return stopCode;
    }

    /** Whether it ever was RUNNING. */
    public boolean wasRunning() {
        return startedAt != NOT_YET;
    }

    /** Whether scale-in protection keeps the scheduler from stopping it (TL-19). */
    public boolean isProtected(long now) {
        return now < protectedUntil;
    }

    /** When its protection ends; meaningless where it has none. */
    public long protectedUntil() {
        return protectedUntil;
    }

    public boolean containersStarted() {
        return containersStartedAt != NOT_YET;
    }

    /** Whether its containers have started and have not exited. */
    public boolean hasContainers() {
        return containersStarted() && lastStatus.compareTo(TaskLastStatus.DEPROVISIONING) < 0;
    }

    /** When all containers had started. */
    public long containersStartedAt() {
        return containersStartedAt;
    }

    /** When it became RUNNING; meaningless before. */
    public long startedAt() {
        return startedAt;
    }

    /** Whether the scheduler counts it as healthy (SV-10). */
    public boolean healthy() {
        return healthy;
    }
}
