// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.simulation.SmallestSizes;

/** Sums up what of the instances is free and of no use, as they change one by one. */
final class UnusableRecorder {
    private final SmallestSizes sizes;
    private final StepRecorder cpu = new StepRecorder();
    private final StepRecorder memory = new StepRecorder();
    private final StepRecorder crumbs = new StepRecorder();
    private final StepRecorder closed = new StepRecorder();
    private long allCpu;
    private long allMemory;
    private long noMemory;
    private long noCpu;
    private long tooLittle;
    private long shut;

    /** @param sizes of all tasks that the scenario knows; null if nobody knows, and then all room is of use */
    UnusableRecorder(SmallestSizes sizes) {
        this.sizes = sizes;
    }

    /** Takes an instance into the sums, or out of them; nothing is told of it before {@link #tell}. */
    void count(OccupancyRecorder.Column column, int by) {
        int freeCpu = column.cpu() - column.reservedCpu;
        int freeMemory = column.memory() - column.reservedMemory;
        allCpu += (long) by * column.cpu();
        allMemory += (long) by * column.memory();
        if (!column.isOpen()) {
            shut += (long) by * freeCpu;
        } else if (sizes != null && !sizes.anyFits(freeCpu, freeMemory)) {
            boolean enoughCpu = sizes.anyFits(freeCpu, Integer.MAX_VALUE);
            boolean enoughMemory = sizes.anyFits(Integer.MAX_VALUE, freeMemory);
            noMemory += enoughCpu ? (long) by * freeCpu : 0;
            noCpu += enoughMemory ? (long) by * freeMemory : 0;
            tooLittle += enoughCpu || enoughMemory ? 0 : (long) by * freeCpu;
        }
    }

    /** Puts down how it is now. */
    void tell(long time) {
        cpu.set(time, share(noMemory, allCpu));
        memory.set(time, share(noCpu, allMemory));
        crumbs.set(time, share(tooLittle, allCpu));
        closed.set(time, share(shut, allCpu));
    }

    /** CPU for want of memory and memory for want of CPU: larger for a worse fit. */
    int worst() {
        return cpu.value() + memory.value();
    }

    UnusableRoom room() {
        return new UnusableRoom(cpu.series(), memory.series(), crumbs.series(), closed.series());
    }

    private static int share(long part, long whole) {
        return whole == 0 ? 0 : (int) Math.round((double) UnusableRoom.WHOLE * part / whole);
    }
}
