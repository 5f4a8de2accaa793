// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

/**
 * The life of a task of a service. Moments are nanoseconds since the scenario's start, or {@link #NEVER} where it has
 * not come to it.
 *
 * @param deployment that started it
 * @param instance null on Fargate
 * @param placed it holds its place from here
 * @param running when it became RUNNING
 * @param healthy when it first counted as healthy
 * @param stopping when it was told to stop
 * @param stopped when it was STOPPED
 * @param why it was told to stop; null where nobody said
 */
public record TaskLife(
        String task,
        String service,
        String deployment,
        String taskDefinition,
        String instance,
        long placed,
        long running,
        long healthy,
        long stopping,
        long stopped,
        String why) {
    public static final long NEVER = Long.MAX_VALUE;

    /** Whether it held its place at any time between the two. */
    public boolean overlaps(long from, long to) {
        return placed <= to && stopped >= from;
    }
}
