// SPDX-License-Identifier: Apache-2.0
package io.ecsim.agent;

import io.ecsim.cluster.Container;
import io.ecsim.cluster.Revision;
import io.ecsim.cluster.Task;
import io.ecsim.workload.Application;
import io.ecsim.workload.Software;

/** What is known of the software in containers: what it does, and what a health check of it would find. */
public interface ContainerSoftware {
    /** How a check ends: at once, or, of software that hangs, at its timeout. */
    enum Answer {
        PASSES,
        FAILS,
        HANGS
    }

    Application of(Revision revision);

    /** Whether the memory of a task's main container depends on its requests: then others tell when it is full. */
    boolean bearsLoad(Task task);

    /**
     * How long software works on after SIGTERM, in nanoseconds.
     *
     * @param software of the container
     */
    long drain(Task task, Container container, Software software);

    Answer check(Task task, Container container);

    /**
     * The earliest time at which a check may find something else than now: checks before it need not be played.
     * {@link Long#MAX_VALUE} when never; now when it cannot be told.
     */
    long nextChange(Task task, Container container);
}
