// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.placement.Reason;
import io.ecsim.placement.Takers;
import io.ecsim.simulation.SmallestSizes;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sums up what of the instances is free and of no use, as they change one by one. */
final class UnusableRecorder {
    /**
     * An instance as it is in the sums.
     *
     * @param stops what keeps every task away that CPU and memory are enough for; null where nothing does
     */
    private record Counted(int cpu, int memory, int freeCpu, int freeMemory, boolean open, Reason stops) {}

    private final SmallestSizes sizes;
    private final Takers takers;
    private final Map<String, Counted> instances = new LinkedHashMap<>();
    private final StepRecorder cpu = new StepRecorder();
    private final StepRecorder memory = new StepRecorder();
    private final StepRecorder crumbs = new StepRecorder();
    private final StepRecorder closed = new StepRecorder();
    private final Map<Reason, StepRecorder> others = new EnumMap<>(Reason.class);
    private final Map<Reason, Long> stopped = new EnumMap<>(Reason.class);
    private long allCpu;
    private long allMemory;
    private long noMemory;
    private long noCpu;
    private long tooLittle;
    private long shut;

    /**
     * @param sizes of all tasks that the scenario knows; null if nobody knows, and then all room is of use
     * @param takers the same with all that they need; null if nobody knows, and then only sizes count
     */
    UnusableRecorder(SmallestSizes sizes, Takers takers) {
        this.sizes = sizes;
        this.takers = takers;
    }

    /** Puts down how an instance is now. @param column null when it has left */
    void put(long time, String instance, InstanceNow column) {
        Counted before = column == null ? instances.remove(instance) : instances.put(instance, counted(column));
        if (before != null) {
            count(before, -1);
        }
        if (column != null) {
            count(instances.get(instance), 1);
        }
        cpu.set(time, share(noMemory, allCpu));
        memory.set(time, share(noCpu, allMemory));
        crumbs.set(time, share(tooLittle, allCpu));
        closed.set(time, share(shut, allCpu));
        stopped.forEach((reason, free) ->
                others.computeIfAbsent(reason, r -> new StepRecorder()).set(time, share(free, allCpu)));
    }

    private Counted counted(InstanceNow column) {
        boolean asks = takers != null && column.view() != null && column.isOpen();
        return new Counted(
                column.cpu(),
                column.memory(),
                column.cpu() - column.reservedCpu,
                column.memory() - column.reservedMemory,
                column.isOpen(),
                asks ? takers.hindrance(column.view()) : null);
    }

    private void count(Counted instance, int by) {
        int freeCpu = instance.freeCpu();
        int freeMemory = instance.freeMemory();
        allCpu += (long) by * instance.cpu();
        allMemory += (long) by * instance.memory();
        if (!instance.open()) {
            shut += (long) by * freeCpu;
        } else if (sizes != null && !sizes.anyFits(freeCpu, freeMemory)) {
            boolean enoughCpu = sizes.anyFits(freeCpu, Integer.MAX_VALUE);
            boolean enoughMemory = sizes.anyFits(Integer.MAX_VALUE, freeMemory);
            noMemory += enoughCpu ? (long) by * freeCpu : 0;
            noCpu += enoughMemory ? (long) by * freeMemory : 0;
            tooLittle += enoughCpu || enoughMemory ? 0 : (long) by * freeCpu;
        } else if (instance.stops() != null) {
            stopped.merge(beyondSize(instance.stops()), (long) by * freeCpu, Long::sum);
        }
    }

    /** Where a task that is too large came furthest, it was attributes or zone that kept away the one that is not. */
    private static Reason beyondSize(Reason furthest) {
        return furthest == Reason.CPU || furthest == Reason.MEMORY ? Reason.ATTRIBUTE : furthest;
    }

    /** Of no use now, of all: larger for a worse fit. */
    int worst() {
        return cpu.value()
                + memory.value()
                + others.values().stream().mapToInt(StepRecorder::value).sum();
    }

    UnusableRoom room() {
        Map<Reason, StepSeries> series = new EnumMap<>(Reason.class);
        others.forEach((reason, recorder) -> series.put(reason, recorder.series()));
        return new UnusableRoom(
                cpu.series(), memory.series(), crumbs.series(), closed.series(), Collections.unmodifiableMap(series));
    }

    private static int share(long part, long whole) {
        return whole == 0 ? 0 : (int) Math.round((double) UnusableRoom.WHOLE * part / whole);
    }
}
