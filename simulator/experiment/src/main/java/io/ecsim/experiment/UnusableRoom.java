// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.placement.Reason;
import java.util.Map;

/**
 * Room that is free and takes no task of those that the scenario knows, in hundredths of a percent of all CPU or memory.
 *
 * @param cpu free CPU beside which memory is missing: it would be enough for a task
 * @param memory free memory beside which CPU is missing
 * @param crumbs CPU that is too little for any task, and so is the memory beside it
 * @param closed free CPU of instances that take no tasks: DRAINING, or their agent is not connected
 * @param others free CPU that is enough for a task, as is the memory beside it, by what stops the task: ports, network
 *     interfaces, GPUs, EBS attachments, attributes or constraints
 */
public record UnusableRoom(
        StepSeries cpu, StepSeries memory, StepSeries crumbs, StepSeries closed, Map<Reason, StepSeries> others) {
    /** So much is the whole. */
    public static final int WHOLE = 10_000;

    /** Whether there never was any. */
    public boolean isNone() {
        return cpu.max() == 0
                && memory.max() == 0
                && crumbs.max() == 0
                && closed.max() == 0
                && others.values().stream().allMatch(series -> series.max() == 0);
    }
}
