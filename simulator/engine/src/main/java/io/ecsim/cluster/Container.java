// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.ContainerLastStatus;
import io.ecsim.aws.HealthStatus;

/**
 * A container of a task, there since the task was placed. Everybody reads it; only {@link Transitions} changes it. Times
 * are nanoseconds since the start.
 */
public final class Container {
    private static final int NOT_PULLED = -1;

    final ContainerDefinition definition;
    ContainerLastStatus lastStatus = ContainerLastStatus.PENDING;
    HealthStatus healthStatus = HealthStatus.UNKNOWN;
    long startedAt = Task.NOT_YET;
    int imageVersion = NOT_PULLED;
    Integer exitCode;
    String reason;
    int restartCount;

    Container(ContainerDefinition definition) {
        this.definition = definition;
    }

    public ContainerDefinition definition() {
        return definition;
    }

    public String name() {
        return definition.name();
    }

    public ContainerLastStatus lastStatus() {
        return lastStatus;
    }

    public boolean isRunning() {
        return lastStatus == ContainerLastStatus.RUNNING;
    }

    public boolean isStopped() {
        return lastStatus == ContainerLastStatus.STOPPED;
    }

    /** Whether it has ever run. */
    public boolean hasStarted() {
        return startedAt != Task.NOT_YET;
    }

    /** When it last started; meaningless before. */
    public long startedAt() {
        return startedAt;
    }

    /** As ECS was last told; UNKNOWN without a health check. */
    public HealthStatus healthStatus() {
        return healthStatus;
    }

    /** Of the images that were ever under its image's name: 0 for the first, then counted by pushes; negative before the pull. */
    public int imageVersion() {
        return imageVersion;
    }

    /** Null while it has not ended, and when nobody knows. */
    public Integer exitCode() {
        return exitCode;
    }

    /** Why it stopped or never started, where that is more than an exit code; else null. */
    public String reason() {
        return reason;
    }

    public int restartCount() {
        return restartCount;
    }
}
