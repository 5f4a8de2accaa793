// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

/**
 * Room that is free and takes no task of those that the scenario knows, in hundredths of a percent of all CPU or memory.
 *
 * @param cpu free CPU beside which memory is missing: it would be enough for a task
 * @param memory free memory beside which CPU is missing
 * @param crumbs CPU that is too little for any task, and so is the memory beside it
 * @param closed free CPU of instances that take no tasks: DRAINING, or their agent is not connected
 */
public record UnusableRoom(StepSeries cpu, StepSeries memory, StepSeries crumbs, StepSeries closed) {
    /** So much is the whole. */
    public static final int WHOLE = 10_000;

    /** Whether there never was any. */
    public boolean isNone() {
        return cpu.max() == 0 && memory.max() == 0 && crumbs.max() == 0 && closed.max() == 0;
    }
}
