// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Absent;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementStrategy;
import java.util.List;

/**
 * Standalone tasks of a trace: each job is a RunTask of one task at its time, and ends by itself. All have one container
 * and one image, both called as the trace is.
 *
 * @param name of the trace: the family of its tasks, of which each size of a job is a revision
 * @param group task group (PL-27); by default {@code family:NAME}
 * @param placementStrategy empty for RunTask's default (PL-8)
 * @param waits ours: whether a job that finds no place waits for one, in the order of arrival; RunTask tries once
 * @param jobs in order of time; those of the same time one after the other
 */
public record TracedTasks(
        String name,
        String group,
        List<PlacementStrategy> placementStrategy,
        List<PlacementConstraint> placementConstraints,
        Boolean waits,
        List<Job> jobs)
        implements TaskSource {
    public TracedTasks {
        group = Absent.or(group, "family:" + name);
        placementStrategy = Absent.list(placementStrategy);
        placementConstraints = Absent.list(placementConstraints);
        waits = Absent.or(waits, false);
        jobs = Absent.list(jobs);
    }

    /**
     * @param at nanoseconds since the scenario's start
     * @param cpu CPU units
     * @param memory MiB
     * @param gpus whole GPUs
     * @param runTime nanoseconds from the start of its container to its end
     */
    public record Job(long at, int cpu, int memory, int gpus, long runTime) {}
}
